// Which pages may connect. Browsers let every page open a WebSocket to anywhere, and leave it to the server to look.
import { ForeignOriginError } from "./errors.ts";

export interface OriginPolicy {
  /** Compared letter by letter, as a browser sends them. An empty list lets every Origin pass. */
  allowed: string[];
  /** Whether a client without an Origin, which no browser is, is refused. */
  required: boolean;
}

/** @throws ForeignOriginError */
export function checkOrigins(origins: string[], { allowed, required }: OriginPolicy) {
  if (origins.length === 0 && required) throw new ForeignOriginError("no Origin");
  const foreign = allowed.length > 0 && origins.find((origin) => !allowed.includes(origin));
  if (foreign) throw new ForeignOriginError(`the Origin ${JSON.stringify(foreign)} is not allowed`);
}
