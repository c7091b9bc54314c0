/** A mapping template that cannot be rendered for what came. */
export class TemplateError extends Error {
  override name = "TemplateError";
}
