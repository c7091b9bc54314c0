// aws.lambda.Alias: a name for one version of a function, or for two that share its calls.
import * as v from "valibot";
import { resourceType } from "../resource-type.ts";
import { matching, text } from "../schema.ts";
import { splitFunctionName } from "./lambda-function-name.ts";
import { regional } from "./regional.ts";

const weight = v.pipe(
  v.number(),
  v.minValue(0, ({ input }) => `${input} is no share of the calls; give a number from 0 to 1`),
  v.maxValue(1, ({ input }) => `${input} is no share of the calls; give a number from 0 to 1`),
);

export const lambdaAlias = resourceType({
  token: "aws:lambda/alias:Alias",
  applied: {
    name: v.optional(
      matching(
        /^(?!\d+$)[\w-]{1,128}$/,
        "an alias's name has 1 to 128 letters, digits, - and _, and not digits alone",
      ),
    ),
    functionName: v.string(),
    functionVersion: matching(
      /^(\$LATEST|\d+)$/,
      `give the number of a published version, as the function's output version has it, or "$LATEST"`,
    ),
    routingConfig: v.optional(
      v.strictObject({ additionalVersionWeights: v.optional(v.record(v.string(), weight)) }),
    ),
  },
  recorded: { ...regional, description: v.optional(text(256)) },
  refused: {},
  name: { property: "name" },
  forcesNew: ["functionName", "name", "region"],
  computed: { stable: ["arn", "invokeArn"], changing: [] },
  create({ lambda }, { name = "", functionName, ...inputs }) {
    const { arn, invokeArn } = lambda.aliasesOf(nameOf(functionName)).create({ name, ...settings(inputs) });
    return { id: arn, computed: { arn, invokeArn } };
  },
  update({ lambda }, { inputs: { name = "" } }, { functionName, ...inputs }) {
    lambda.aliasesOf(nameOf(functionName)).update(name, settings(inputs));
    return {};
  },
  partOf: ["functionName"],
  read({ lambda }, { id, inputs: { functionName = "", name = id } }) {
    const { arn, invokeArn, additionalVersionWeights, ...alias } = lambda
      .aliasesOf(nameOf(functionName))
      .get(name);
    const isShared = Object.keys(additionalVersionWeights).length > 0;
    return {
      // An import names the alias, and what was made is known by its ARN.
      id: arn,
      inputs: { ...alias, routingConfig: isShared ? { additionalVersionWeights } : undefined },
      computed: { arn, invokeArn },
    };
  },
  delete({ lambda }, { inputs: { functionName, name = "" } }) {
    lambda.deleteAlias(nameOf(functionName), name);
  },
});

const nameOf = (functionName: string) => splitFunctionName(functionName).functionName;

interface Settings {
  functionVersion: string;
  description?: string;
  routingConfig?: { additionalVersionWeights?: Record<string, number> };
}

/** The arguments Lambda is told, with what is taken away as well as what is given. */
const settings = ({ functionVersion, description = "", routingConfig }: Settings) => ({
  functionVersion,
  description,
  additionalVersionWeights: routingConfig?.additionalVersionWeights ?? {},
});
