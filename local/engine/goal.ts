// What a program asks for: a RegisterResource request, decoded, and refused when it asks for what we lack.
import type { Alias } from "@pulumi/pulumi/proto/alias_pb.js";
import type { RegisterResourceRequest } from "@pulumi/pulumi/proto/resource_pb.js";
import { canonical } from "./canonical.ts";
import { UnsupportedError } from "./errors.ts";
import type { ResourceOptions } from "./state.ts";
import { makeUrn } from "./urn.ts";
import type { Props } from "./values.ts";
import { decode, decodeValue } from "./wire.ts";

/** Where the program runs: the parts of its URNs, and the folder its relative paths start from. */
export interface Place {
  stack: string;
  project: string;
  directory: string;
}

/** An alias that names only what was different; the rest is as the resource has it now. */
export interface AliasSpec {
  stack?: string;
  project?: string;
  type?: string;
  name?: string;
  /** Undefined is the resource's own parent, null is none. */
  parent?: string | null;
}

/** What makes the URN of a resource. */
export interface Identity {
  type: string;
  name: string;
  parent: string | undefined;
}

export interface Goal extends Identity {
  custom: boolean;
  /** Reference to an explicit provider, `urn::id`. */
  provider: string | undefined;
  inputs: Props;
  dependencies: string[];
  propertyDependencies: Record<string, string[]>;
  aliases: (string | AliasSpec)[];
  replacementTrigger: string | undefined;
  /** URNs whose replacement replaces this one too. */
  replaceWith: string[];
  options: ResourceOptions;
}

/** What `X.get` asks for. */
export interface ReadGoal extends Identity {
  /** Undefined in a preview when it is not known yet. */
  id: string | undefined;
  provider: string | undefined;
  dependencies: string[];
  additionalSecretOutputs: string[];
}

/** Throws an UnsupportedError for what the engine cannot do as `pulumi up` does it. */
export function decodeGoal(request: RegisterResourceRequest, place: Place): Goal {
  refuseUnsupported(request);
  const trigger = request.getReplacementTrigger();
  return {
    type: request.getType(),
    name: request.getName(),
    custom: request.getCustom(),
    parent: request.getParent() || undefined,
    provider: request.getProvider() || undefined,
    inputs: decode(request.getObject(), place.directory),
    dependencies: request.getDependenciesList(),
    propertyDependencies: Object.fromEntries(
      request
        .getPropertydependenciesMap()
        .toArray()
        .map(([key]) => [key, request.getPropertydependenciesMap().get(key)?.getUrnsList() ?? []]),
    ),
    aliases: [...request.getAliasurnsList(), ...request.getAliasesList().map(decodeAlias)],
    replacementTrigger: trigger && canonical(decodeValue(trigger, place.directory)),
    replaceWith: request.getReplaceWithList(),
    options: decodeOptions(request),
  };
}

/** The URN an alias stands for. */
export function aliasUrn(alias: string | AliasSpec, goal: Goal, { stack, project }: Place) {
  if (typeof alias === "string") return alias;
  const parent = alias.parent === undefined ? goal.parent : (alias.parent ?? undefined);
  return makeUrn(
    alias.stack ?? stack,
    alias.project ?? project,
    parent,
    alias.type ?? goal.type,
    alias.name ?? goal.name,
  );
}

function decodeOptions(request: RegisterResourceRequest): Goal["options"] {
  const timeouts = request.getCustomtimeouts();
  const customTimeouts = {
    create: timeouts?.getCreate() ?? "",
    update: timeouts?.getUpdate() ?? "",
    delete: timeouts?.getDelete() ?? "",
  };
  return {
    protect: request.getProtect() ?? false,
    retainOnDelete: request.getRetainondelete() ?? false,
    deleteBeforeReplace: request.getDeletebeforereplacedefined()
      ? request.getDeletebeforereplace()
      : undefined,
    ignoreChanges: request.getIgnorechangesList(),
    replaceOnChanges: request.getReplaceonchangesList(),
    additionalSecretOutputs: request.getAdditionalsecretoutputsList(),
    deletedWith: request.getDeletedwith() || undefined,
    customTimeouts: Object.fromEntries(Object.entries(customTimeouts).filter(([, value]) => value)),
  };
}

function decodeAlias(alias: Alias): string | AliasSpec {
  const spec = alias.getSpec();
  if (!spec) return alias.getUrn();
  const decoded: AliasSpec = {};
  if (spec.getStack()) decoded.stack = spec.getStack();
  if (spec.getProject()) decoded.project = spec.getProject();
  if (spec.getType()) decoded.type = spec.getType();
  if (spec.getName()) decoded.name = spec.getName();
  if (spec.getNoparent()) decoded.parent = null;
  else if (spec.getParenturn()) decoded.parent = spec.getParenturn();
  return decoded;
}

function refuseUnsupported(request: RegisterResourceRequest) {
  const hooks = Object.values(request.getHooks()?.toObject() ?? {});
  const asked: [string, boolean][] = [
    ["the resource option `import`", request.getImportid() !== ""],
    ["the resource option `transforms`", request.getTransformsList().length > 0],
    ["the resource option `hooks`", hooks.some((names) => names.length > 0)],
    ["the resource option `stateMigrations`", request.getStateMigrationsList().length > 0],
    ["the resource option `envVarMappings`", request.getEnvvarmappingsMap().getLength() > 0],
    ["a remote component", request.getRemote()],
  ];
  const refused = asked.find(([, isAsked]) => isAsked);
  if (refused) throw new UnsupportedError(refused[0]);
  refuseParameterized(request);
}

/** A reference to a package that was made for this program, by parameters. */
export function refuseParameterized(request: { getPackageref(): string }) {
  if (request.getPackageref()) throw new UnsupportedError("a parameterized package");
}
