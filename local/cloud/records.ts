// What is kept of resources that do nothing at run time, such as alarms, dashboards and names in DNS.
import { AwsError } from "./errors.ts";

interface Recorded {
  inputs: object;
  computed: object;
}

export class Records {
  readonly #byKey = new Map<string, Recorded>();

  put(type: string, id: string, record: Recorded) {
    this.#byKey.set(keyOf(type, id), record);
  }

  /** @throws {AwsError} ResourceNotFoundException */
  get(type: string, id: string): Recorded {
    const found = this.#byKey.get(keyOf(type, id));
    if (!found) throw new AwsError("ResourceNotFoundException", `there is no ${type} ${id}`, 404);
    return found;
  }

  delete(type: string, id: string) {
    this.#byKey.delete(keyOf(type, id));
  }
}

const keyOf = (type: string, id: string) => `${type} ${id}`;
