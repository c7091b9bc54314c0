// A resource type without run-time behaviour: its arguments are checked, and it is kept as it was written.
import type * as v from "valibot";
import type { CloudContext } from "../cloud/context.ts";
import type { Props } from "../engine/values.ts";
import type { Rule } from "./check.ts";
import type { AutoName } from "./names.ts";
import { resourceType } from "./resource-type.ts";

interface RecordedDefinition<Recorded extends v.ObjectEntries, Values> {
  token: string;
  recorded: Recorded;
  /** Arguments that the local cloud does not support, each with the reason. */
  refused?: Record<string, string>;
  rules?: Rule<Values>[];
  name?: AutoName;
  forcesNew: (keyof Values & string)[];
  /** Names of the outputs that are no inputs. */
  computed: string[];
  /** The id that AWS would give, and the outputs that are no inputs. */
  describe(values: Values, context: CloudContext): { id: string; computed: Props };
}

/** A type without behaviour here: its arguments are checked and kept. */
export function recordedType<const Recorded extends v.ObjectEntries>(
  definition: RecordedDefinition<
    Recorded,
    v.InferOutput<v.StrictObjectSchema<Record<never, never> & Recorded, undefined>>
  >,
) {
  const { token, recorded, refused = {}, rules, name, forcesNew, describe } = definition;
  return resourceType({
    ...{ token, recorded, refused, rules, name, forcesNew },
    applied: {},
    computed: { stable: definition.computed, changing: [] },
    create({ records, context }, inputs) {
      const { id, computed } = describe(inputs, context);
      records.put(token, id, { inputs, computed });
      return { id, computed };
    },
    update({ records, context }, { id }, inputs) {
      const { computed } = describe(inputs, context);
      records.put(token, id, { inputs, computed });
      return computed;
    },
    read({ records }, { id }) {
      const { inputs, computed } = records.get(token, id);
      return { inputs: { ...inputs }, computed: { ...computed } };
    },
    delete({ records }, { id }) {
      records.delete(token, id);
    },
  });
}
