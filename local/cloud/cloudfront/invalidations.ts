// Invalidations: one place holds what is cached, so each is complete as soon as it is there.
// https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_CreateInvalidation.html
import type { CloudContext } from "../context.ts";
import { AwsError } from "../errors.ts";
import type { EdgeCache } from "./edge-cache.ts";
import { newId } from "./ids.ts";

export interface InvalidationBatch {
  /** Tells one batch from another that was sent again. */
  callerReference: string;
  paths: string[];
}

export interface Invalidation extends InvalidationBatch {
  id: string;
  createTime: Date;
}

/** Those of one distribution. */
export class Invalidations {
  readonly #context: Pick<CloudContext, "clock" | "random">;
  readonly #cache: Pick<EdgeCache, "invalidate">;
  readonly #all: Invalidation[] = [];

  constructor(context: Pick<CloudContext, "clock" | "random">, cache: Pick<EdgeCache, "invalidate">) {
    this.#context = context;
    this.#cache = cache;
  }

  /** One whose batch was sent before is that one. @throws AwsError InvalidationBatchAlreadyExists, InvalidArgument */
  create(batch: InvalidationBatch): Invalidation {
    if (batch.callerReference === "" || batch.paths.length === 0 || !batch.paths.every(isPath)) {
      throw new AwsError(
        "InvalidArgument",
        "Your request contains one or more invalid invalidation paths: give a CallerReference, and paths that begin with a slash.",
      );
    }
    const known = this.#all.find(({ callerReference }) => callerReference === batch.callerReference);
    if (known && known.paths.join("\n") !== batch.paths.join("\n")) {
      throw new AwsError(
        "InvalidationBatchAlreadyExists",
        `The caller reference ${batch.callerReference} has been used with other paths already.`,
      );
    }
    if (known) return known;
    const createTime = new Date(this.#context.clock.now());
    const made = { ...batch, id: newId(this.#context.random, "I"), createTime };
    this.#all.push(made);
    this.#cache.invalidate(batch.paths);
    return made;
  }

  /** @throws AwsError NoSuchInvalidation */
  get(id: string): Invalidation {
    const found = this.#all.find((invalidation) => invalidation.id === id);
    if (!found) throw new AwsError("NoSuchInvalidation", "The specified invalidation does not exist.", 404);
    return found;
  }

  /** The newest first. */
  list(): Invalidation[] {
    return this.#all.toReversed();
  }
}

const isPath = (path: string) => path.startsWith("/");
