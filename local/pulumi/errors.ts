// What can keep the Pulumi CLI from running here, in words for the person at the terminal.
import { StartError } from "../errors.ts";

/** No Pulumi CLI that can be used, and none that can be built. */
export class CliError extends StartError {
  override name = "CliError";
}

/** The cloud that Pulumi is to work with did not come up, or is not there. */
export class CloudError extends StartError {
  override name = "CloudError";
}
