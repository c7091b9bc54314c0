// What CloudFront keeps by an id of its own, with when it was last changed.
import type { CloudContext } from "../context.ts";
import { AwsError } from "../errors.ts";
import { newId } from "./ids.ts";

interface Kept<Config> {
  id: string;
  config: Config;
  lastModified: Date;
}

export class Configurations<Config> {
  readonly #context: Pick<CloudContext, "clock" | "random">;
  readonly #missing: string;
  readonly #idOf: (id: string) => string;
  readonly #byId = new Map<string, Kept<Config>>();

  /**
   * @param missing code of the error about one that is not there
   * @param idOf makes the id from one of CloudFront's usual form. Default: as it is
   */
  constructor(context: Pick<CloudContext, "clock" | "random">, missing: string, idOf = (id: string) => id) {
    this.#context = context;
    this.#missing = missing;
    this.#idOf = idOf;
  }

  create(config: Config): Kept<Config> {
    return this.#put(this.#idOf(newId(this.#context.random)), config);
  }

  /** @throws AwsError when it is not there */
  update(id: string, config: Config): Kept<Config> {
    return this.#put(this.get(id).id, config);
  }

  /** @throws AwsError when it is not there */
  get(id: string): Kept<Config> {
    const found = this.find(id);
    if (!found) throw new AwsError(this.#missing, `${id} does not exist`, 404);
    return found;
  }

  find(id: string): Kept<Config> | undefined {
    return this.#byId.get(id);
  }

  /** In the order of their creation. */
  list(): Kept<Config>[] {
    return [...this.#byId.values()];
  }

  delete(id: string) {
    this.#byId.delete(id);
  }

  #put(id: string, config: Config) {
    const kept = { id, config, lastModified: new Date(this.#context.clock.now()) };
    this.#byId.set(id, kept);
    return kept;
  }
}
