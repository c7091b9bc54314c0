// What the evaluator meets and cannot decide. Never an allow: the request fails, and the error names the thing.

export class Undecidable extends Error {
  override name = "Undecidable";

  /** @param what names the operator, key, value or policy, such as `the condition key aws:SourceIp` */
  constructor(what: string) {
    super(what);
  }
}
