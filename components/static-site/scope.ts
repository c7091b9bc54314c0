// What every step of building a `StaticSite` needs to know.
import type * as pulumi from "@pulumi/pulumi";
import type { StaticSiteArgs } from "./args.ts";

export interface Scope {
  /** The component's name, with which every child's begins. */
  name: string;
  args: StaticSiteArgs;
  parent: pulumi.ComponentResource;
}
