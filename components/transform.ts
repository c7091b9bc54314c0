// The escape hatch: how a caller reaches the resources inside a component.
import type { CustomResourceOptions } from "@pulumi/pulumi";

/**
 * Either arguments to lay over a child's own, or a function that changes its arguments and options in place.
 *
 * @example { memorySize: 1024 }
 * @example (args, opts) => { args.description = "…"; opts.protect = true; }
 */
export type Transform<Args> = Partial<Args> | ((args: Args, opts: CustomResourceOptions) => void);

/** The constructor arguments of a child after the caller's transform: `new Table(...transform(…))`. */
export function transform<Args extends object>(
  override: Transform<Args> | undefined,
  name: string,
  args: Args,
  opts: CustomResourceOptions,
): [name: string, args: Args, opts: CustomResourceOptions] {
  const own = { args: { ...args }, opts: { ...opts } };
  if (typeof override === "function") override(own.args, own.opts);
  else Object.assign(own.args, override);
  return [name, own.args, own.opts];
}
