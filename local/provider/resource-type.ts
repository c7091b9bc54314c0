// A resource type as the provider knows it: the arguments it takes, what it asks of the cloud, what it gives back.
import * as v from "valibot";
import type { Cloud } from "../cloud/cloud.ts";
import type { Props } from "../engine/values.ts";
import { checkArguments, type Rule } from "./check.ts";
import { asRead, orGone, splitId } from "./read.ts";
import type { AutoName } from "./names.ts";
import type { CheckFailure } from "./provider.ts";

/** The part of the cloud that resources are made in. */
export type Services = Omit<Cloud, "frontDoor" | "endpoints" | "stop">;

type Inputs<Applied extends v.ObjectEntries, Recorded extends v.ObjectEntries> = v.InferOutput<
  v.StrictObjectSchema<Applied & Recorded, undefined>
>;

/** A resource as it stands: what it was made with, and what AWS gave back. */
interface Existing<Values> {
  id: string;
  inputs: Values;
  outputs: Props;
}

/** The id of a new resource, and the outputs that are no inputs. */
interface Created {
  id: string;
  computed: Props;
}

/** A resource as the services have it. */
interface Found<Values> {
  /** Where an import names the resource otherwise. */
  id?: string;
  /**
   * Arguments, as wide as the service has them and among whatever else it tells; those that are not named are kept
   * nowhere, and stay as they were given.
   */
  inputs: { [Key in keyof Values]?: unknown };
  /** The outputs that are no inputs; those that are not named stay as they were. */
  computed?: Props;
}

type MaybePromise<T> = T | Promise<T>;

interface Definition<
  Applied extends v.ObjectEntries,
  Recorded extends v.ObjectEntries,
  Values = Inputs<Applied, Recorded>,
> {
  token: string;
  /** Arguments that have an effect at run time. */
  applied: Applied;
  /** Arguments that are validated and kept, without an effect at run time. */
  recorded: Recorded;
  /** Arguments that the local cloud does not support, each with the reason. */
  refused: Record<string, string>;
  /** What holds between arguments. */
  rules?: Rule<Values>[];
  name?: AutoName;
  /** Whether it may be in another region than the cloud's. Default false. */
  anyRegion?: boolean;
  /** Arguments whose change makes a new resource, as the registry's pages of the type say. */
  forcesNew: (keyof Values & string)[];
  /** Arguments whose change does so only with others as they are. */
  forcesNewWith?(inputs: Values): (keyof Values & string)[];
  /** Outputs that are no inputs: those that last as long as the resource, and those that an update may change. */
  computed: { stable: string[]; changing: string[] };
  /** Outputs of the changing ones that stay as they are in an update from the one to the other inputs. Default: none. */
  keeps?(before: Props, after: Props): string[];
  create(cloud: Services, inputs: Values): MaybePromise<Created>;
  /** Returns the computed outputs that change. Without it an update only records. */
  update?(cloud: Services, existing: Existing<Values>, inputs: Values): MaybePromise<Props>;
  delete(cloud: Services, existing: Existing<Values>): MaybePromise<void>;
  /** What stands before the id, with slashes between, when a resource is imported: it is a part of these. */
  partOf?: (keyof Values & string)[];
  /**
   * Asks the services for the resource; `inputs` are those of the last run, or of an import what is part of the id.
   * Undefined, or an AwsError that says so, when there is none.
   */
  read(
    cloud: Services,
    existing: { id: string; inputs: Partial<Values>; outputs: Props },
  ): MaybePromise<Found<Values> | undefined>;
}

/** A resource type with its own argument types hidden, so that all of them fit in one table. */
export interface ResourceType {
  token: string;
  arguments: { applied: v.ObjectEntries; recorded: v.ObjectEntries; refused: Record<string, string> };
  name?: AutoName;
  anyRegion: boolean;
  forcesNew: readonly string[];
  forcesNewWith?(inputs: Props): readonly string[];
  computed: { stable: readonly string[]; changing: readonly string[] };
  keeps(before: Props, after: Props): string[];
  check(news: Props): { inputs: Props; failures: CheckFailure[] };
  create(cloud: Services, inputs: Props): Promise<Created>;
  update(cloud: Services, existing: { id: string; outputs: Props }, inputs: Props): Promise<Props>;
  delete(cloud: Services, existing: { id: string; outputs: Props }): Promise<void>;
  read(cloud: Services, known: Known): Promise<{ id: string; inputs: Props; computed: Props } | undefined>;
}

/** What is known of a resource before it is asked about: of an import nothing but the id. */
export interface Known {
  id: string;
  inputs?: Props;
  outputs?: Props;
}

/** What the provider and the engine use, of what a file in resources/ says of its type. */
export function resourceType<const Applied extends v.ObjectEntries, const Recorded extends v.ObjectEntries>(
  definition: Definition<Applied, Recorded>,
): ResourceType {
  const {
    token,
    applied,
    recorded,
    refused,
    rules = [],
    name,
    anyRegion = false,
    forcesNew,
    forcesNewWith,
    computed,
    partOf = [],
  } = definition;
  const schema = v.strictObject({ ...applied, ...recorded });
  const existing = ({ id, outputs }: { id: string; outputs: Props }) => ({
    id,
    outputs,
    inputs: v.parse(schema, pick(outputs, Object.keys(schema.entries))),
  });
  return {
    token,
    arguments: { applied, recorded, refused },
    name,
    anyRegion,
    forcesNew,
    forcesNewWith: forcesNewWith && ((inputs) => forcesNewWith(v.parse(schema, inputs))),
    computed,
    keeps: definition.keeps ?? (() => []),
    check: (news) => checkArguments({ token, schema, refused, rules }, news),
    create: async (cloud, inputs) => definition.create(cloud, v.parse(schema, inputs)),
    update: async (cloud, old, inputs) =>
      (await definition.update?.(cloud, existing(old), v.parse(schema, inputs))) ?? {},
    delete: async (cloud, old) => definition.delete(cloud, existing(old)),
    async read(cloud, known) {
      const { id, inputs = {}, outputs = {} } = known.inputs ? known : splitId(known.id, partOf);
      // Of what is imported only those arguments are there that its id tells.
      const given = inputs as Partial<Inputs<Applied, Recorded>>;
      const found = await orGone(async () => definition.read(cloud, { id, inputs: given, outputs }));
      return (
        found && {
          id: found.id ?? id,
          inputs: asRead(schema, inputs, found.inputs),
          computed: found.computed ?? {},
        }
      );
    },
  };
}

const pick = (props: Props, keys: string[]): Props =>
  Object.fromEntries(Object.entries(props).filter(([key]) => keys.includes(key)));
