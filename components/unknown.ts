// Values that are only known while resources are made.
import { Output } from "@pulumi/pulumi";

/** Whether nothing can be said of a value before resources are made. */
export function isUnknown(value: unknown): value is Output<unknown> | Promise<unknown> {
  return Output.isInstance(value) || value instanceof Promise;
}
