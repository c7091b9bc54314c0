// aws.lambda.Invocation: a call of a function, when the resource is made, and with the scope CRUD when it changes and goes.
import { createHash } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import * as v from "valibot";
import { type InvokeResult, payloadOf } from "../../cloud/lambda/invoke-result.ts";
import { canonical } from "../../engine/canonical.ts";
import type { Props } from "../../engine/values.ts";
import { resourceType, type Services } from "../resource-type.ts";
import { show, stringMap } from "../schema.ts";
import { regional } from "./regional.ts";

const TOKEN = "aws:lambda/invocation:Invocation";

const json = v.pipe(
  v.string(),
  v.check(
    (text) => parsed(text) !== undefined,
    ({ input }) => `${show(input)} is not JSON`,
  ),
);

export const invocation = resourceType({
  token: TOKEN,
  applied: {
    functionName: v.string(),
    input: json,
    lifecycleScope: v.optional(v.picklist(["CREATE_ONLY", "CRUD"]), "CREATE_ONLY"),
    terraformKey: v.optional(v.string(), "tf"),
    triggers: v.optional(stringMap),
    qualifier: v.optional(v.string(), "$LATEST"),
  },
  recorded: regional,
  refused: { tenantId: "its functions have one tenant" },
  rules: [
    {
      of: ["input", "lifecycleScope"],
      refuse: ({ input, lifecycleScope }) =>
        lifecycleScope === "CRUD" && !input.trim().startsWith("{")
          ? `${show(input)} is no object, to which the scope CRUD would add what happens`
          : undefined,
    },
  ],
  forcesNew: ["functionName", "qualifier", "region", "triggers"],
  forcesNewWith: ({ lifecycleScope }) => (lifecycleScope === "CREATE_ONLY" ? ["input"] : []),
  computed: { stable: [], changing: ["result"] },
  async create(cloud, inputs) {
    const payload = payloadFor("create", inputs, null);
    const { functionName, qualifier } = inputs;
    const hash = createHash("md5").update(payload).digest("hex");
    const id = [functionName, qualifier, hash].join(",");
    const computed = { result: await invoke(cloud, inputs, payload) };
    cloud.records.put(TOKEN, id, { inputs, computed });
    return { id, computed };
  },
  async update(cloud, { id, inputs: old, outputs: { result = "" } }, inputs) {
    // After a failure: AWS's provider finds no difference then, and calls nothing.
    if (isDeepStrictEqual(inputs, old)) return {};
    // It takes the new input for what is there, even when the function fails.
    cloud.records.put(TOKEN, id, { inputs, computed: { result } });
    const payload = payloadFor("update", inputs, JSON.parse(old.input));
    const computed = { result: await invoke(cloud, inputs, payload) };
    cloud.records.put(TOKEN, id, { inputs, computed });
    return computed;
  },
  read({ records }, { id }) {
    const { inputs, computed } = records.get(TOKEN, id);
    return { inputs: { ...inputs }, computed: { ...computed } };
  },
  async delete(cloud, { id, inputs }) {
    if (inputs.lifecycleScope === "CRUD")
      await invoke(cloud, inputs, payloadFor("delete", inputs, JSON.parse(inputs.input)));
    cloud.records.delete(TOKEN, id);
  },
});

interface Call {
  functionName: string;
  qualifier: string;
  input: string;
  lifecycleScope: string;
  terraformKey: string;
}

/** The keys are sorted, as AWS's provider sends them. */
function payloadFor(
  action: "create" | "update" | "delete",
  { input, lifecycleScope, terraformKey }: Call,
  previous: Props | null,
) {
  if (lifecycleScope === "CREATE_ONLY") return input;
  const given: Props = JSON.parse(input);
  return canonical({ ...given, [terraformKey]: { action, prev_input: previous } });
}

/** @throws Error in the words of AWS's provider, with the function's own answer */
async function invoke({ lambda, context }: Services, { functionName, qualifier }: Call, payload: string) {
  const { arn } = lambda.getFunction(functionName.replace(/^arn:.*:function:/, ""));
  const principalArn = `arn:${context.partition}:iam::${context.accountId}:root`;
  const functionArn = `${arn}:${qualifier}`;
  const result: InvokeResult = await lambda.invoke({ functionArn, payload, caller: { principalArn } });
  if (result.kind === "returned") return result.payload;
  throw new Error(`invoking Lambda Function (${functionName}): ${payloadOf(result)}`);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
