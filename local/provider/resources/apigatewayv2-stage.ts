// aws.apigatewayv2.Stage and Deployment: which state of the routes is served, and how much of it.
import * as v from "valibot";
import type { RouteSettings } from "../../cloud/apigateway/control-plane/stages.ts";
import { resourceType } from "../resource-type.ts";
import { arn, integer, matching, show, stringMap, tags, text } from "../schema.ts";
import { regional } from "./regional.ts";

/**
 * A throttle that is not given is sent as 0, which refuses everything: so does the real provider.
 * https://github.com/pulumi/pulumi-aws/issues/2363
 */
const routeSettings = {
  throttlingBurstLimit: v.optional(integer(0, 5_000, "requests"), 0),
  throttlingRateLimit: v.optional(v.pipe(v.number(), v.minValue(0)), 0),
  dataTraceEnabled: v.optional(v.boolean(), false),
  detailedMetricsEnabled: v.optional(v.boolean(), false),
  loggingLevel: v.optional(v.picklist(["ERROR", "INFO", "OFF"])),
};

const accessLogFormat = v.pipe(
  text(3_072),
  v.check(
    (format) => /\$context\.(requestId|extendedRequestId)\b/.test(format),
    ({ input }) => `${show(input)} does not tell requests apart; put $context.requestId into it`,
  ),
);

export const stage = resourceType({
  token: "aws:apigatewayv2/stage:Stage",
  applied: {
    accessLogSettings: v.optional(v.strictObject({ destinationArn: arn("logs"), format: accessLogFormat })),
    apiId: v.string(),
    name: v.optional(matching(/^[\w-]{1,128}$/, "a stage's name has 1 to 128 letters, digits, - and _")),
    autoDeploy: v.optional(v.boolean(), false),
    deploymentId: v.optional(v.string()),
    defaultRouteSettings: v.optional(v.strictObject(routeSettings)),
    routeSettings: v.optional(v.array(v.strictObject({ routeKey: v.string(), ...routeSettings }))),
    stageVariables: v.optional(stringMap),
  },
  recorded: {
    ...regional,
    description: v.optional(text(1024)),
    tags,
  },
  refused: { clientCertificateId: "only HTTP integrations see it" },
  rules: [
    {
      of: ["deploymentId", "autoDeploy"],
      refuse: ({ deploymentId, autoDeploy }) =>
        deploymentId !== undefined && autoDeploy
          ? `${show(deploymentId)} cannot be chosen while autoDeploy is on; leave one of the two out`
          : undefined,
    },
  ],
  name: { property: "name" },
  forcesNew: ["apiId", "name", "region"],
  computed: { stable: ["arn", "executionArn", "invokeUrl"], changing: ["deploymentId"] },
  create({ apigateway }, { apiId, name = "", ...inputs }) {
    const made = apigateway.createStage(apiId, { stageName: name, ...settings(inputs) });
    const { arn, executionArn, invokeUrl, deploymentId } = made;
    return { id: name, computed: { arn, executionArn, invokeUrl, ...(deploymentId && { deploymentId }) } };
  },
  update({ apigateway }, { id }, { apiId, ...inputs }) {
    const { deploymentId } = apigateway.updateStage(apiId, id, settings(inputs));
    return { ...(deploymentId && { deploymentId }) };
  },
  partOf: ["apiId"],
  read({ apigateway }, { id, inputs: { apiId = "" } }) {
    const found = apigateway.configurationOf(apiId).stages.get(id);
    const { stageName: name, arn, executionArn, invokeUrl, deploymentId, ...inputs } = found;
    const routeSettings = Object.entries(inputs.routeSettings ?? {});
    return {
      inputs: {
        ...inputs,
        name,
        // With autoDeploy it is AWS who chooses.
        deploymentId: inputs.autoDeploy ? undefined : deploymentId,
        routeSettings: routeSettings.map(([routeKey, settings]) => ({ routeKey, ...settings })),
      },
      computed: { arn, executionArn, invokeUrl, ...(deploymentId && { deploymentId }) },
    };
  },
  delete({ apigateway }, { id, inputs: { apiId } }) {
    apigateway.deleteStage(apiId, id);
  },
});

/** The gateway keeps the settings of routes by their key, and what a patch leaves out. */
const settings = <Inputs extends StageInputs>(inputs: Inputs) => ({
  description: "",
  tags: {},
  ...inputs,
  accessLogSettings: inputs.accessLogSettings ?? {},
  defaultRouteSettings: inputs.defaultRouteSettings ?? {},
  routeSettings: Object.fromEntries(
    (inputs.routeSettings ?? []).map(({ routeKey, ...rest }) => [routeKey, rest]),
  ),
  stageVariables: inputs.stageVariables ?? {},
});

interface StageInputs {
  accessLogSettings?: { destinationArn: string; format: string };
  defaultRouteSettings?: RouteSettings;
  routeSettings?: { routeKey: string }[];
  stageVariables?: Record<string, string>;
}

export const deployment = resourceType({
  token: "aws:apigatewayv2/deployment:Deployment",
  applied: { apiId: v.string(), triggers: v.optional(stringMap) },
  recorded: { ...regional, description: v.optional(text(1024)) },
  refused: {},
  forcesNew: ["apiId", "triggers", "region"],
  computed: { stable: ["autoDeployed"], changing: [] },
  create({ apigateway }, { apiId, description }) {
    const { deploymentId } = apigateway.createDeployment(apiId, { description });
    return { id: deploymentId, computed: { autoDeployed: false } };
  },
  partOf: ["apiId"],
  read({ apigateway }, { id, inputs: { apiId = "" } }) {
    const { description } = apigateway.configurationOf(apiId).deployments.get(id);
    return { inputs: { description }, computed: { autoDeployed: false } };
  },
  delete({ apigateway }, { id, inputs: { apiId } }) {
    apigateway.deleteDeployment(apiId, id);
  },
});
