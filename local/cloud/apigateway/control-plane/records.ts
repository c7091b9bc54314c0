// The records of one kind under an API, by their identifier.
import { AwsError } from "../../errors.ts";
import { notFound } from "../errors.ts";

export class Records<T> {
  readonly #kind: string;
  readonly #quota: number;
  readonly #records = new Map<string, T>();

  /**
   * @param kind as AWS's messages name it, such as `Route`
   * @param quota how many of them an API may have
   */
  constructor(kind: string, quota: number) {
    this.#kind = kind;
    this.#quota = quota;
  }

  /** @throws AwsError NotFoundException */
  get(id: string): T {
    const record = this.#records.get(id);
    if (!record) throw notFound(this.#kind, id);
    return record;
  }

  has(id: string) {
    return this.#records.has(id);
  }

  /** @throws AwsError LimitExceededException when the API has as many as it may */
  add(id: string, record: T) {
    if (this.#records.size >= this.#quota) {
      throw new AwsError(
        "LimitExceededException",
        `an API has at most ${this.#quota} of kind ${this.#kind}`,
        429,
      );
    }
    this.#records.set(id, record);
    return record;
  }

  /** @throws AwsError NotFoundException */
  replace(id: string, record: T) {
    this.get(id);
    this.#records.set(id, record);
    return record;
  }

  /** @throws AwsError NotFoundException */
  delete(id: string) {
    this.get(id);
    this.#records.delete(id);
  }

  /** In order of creation. */
  all() {
    return [...this.#records.values()];
  }
}

/** What a patch leaves out stays as it is. */
export function patched<T extends object>(record: T, patch: Partial<T>): T {
  const given = Object.entries(patch).filter(([, value]) => value !== undefined);
  return { ...record, ...Object.fromEntries(given) };
}
