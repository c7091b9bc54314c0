/** A message's content for people: text as it is, any other JSON value written out. */
export function contentText(content: unknown) {
  return typeof content === "string" ? content : JSON.stringify(content, null, 2);
}
