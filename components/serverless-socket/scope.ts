// What every step of building a `ServerlessSocket` needs to know.
import type * as pulumi from "@pulumi/pulumi";
import type { ServerlessSocketArgs } from "./args.ts";

export interface Scope {
  /** The component's name, with which every child's begins. */
  name: string;
  args: ServerlessSocketArgs;
  stageName: string;
  parent: pulumi.ComponentResource;
  /** What the policies of functions that were created elsewhere are called after the component's name. */
  granted: Set<string>;
}
