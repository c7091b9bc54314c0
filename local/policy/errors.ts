// What keeps a policy pack from being asked.
import { StartError } from "../errors.ts";

/** A pack that is not there or does not start, or a config that it does not understand. */
export class PolicyError extends StartError {
  override name = "PolicyError";
}
