// https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-stages.html
import * as v from "valibot";
import type { Stage } from "../control-plane/stages.ts";
import type { Operation } from "./api-call.ts";
import { shown, timestamp } from "./answer.ts";
import { merged, without } from "./maps.ts";
import { flag, integer, membersOf, notHere, text, textMap } from "./members.ts";
import type { Resource } from "./resource.ts";

const routeSettings = v.object({
  dataTraceEnabled: flag,
  detailedMetricsEnabled: flag,
  loggingLevel: text,
  throttlingBurstLimit: integer,
  throttlingRateLimit: v.optional(v.number()),
});

const changeable = {
  accessLogSettings: v.optional(v.object({ destinationArn: text, format: text })),
  autoDeploy: flag,
  clientCertificateId: notHere("a client certificate of a stage"),
  defaultRouteSettings: v.optional(routeSettings),
  deploymentId: text,
  description: text,
  routeSettings: v.optional(v.record(v.string(), routeSettings)),
  stageVariables: textMap,
};

const creation = v.object({ stageName: v.string(), tags: textMap, ...changeable });
const change = v.object(changeable);

export const stages: Resource = {
  list: ({ gateway, ids: [apiId] }) => gateway.configurationOf(apiId).stages.all().map(describe),
  create: (call) => describe(call.gateway.createStage(call.ids[0], membersOf(call, creation))),
  get: ({ gateway, ids: [apiId, stageName] }) =>
    describe(gateway.configurationOf(apiId).stages.get(stageName)),
  update(call) {
    const { gateway, ids } = call;
    const [apiId, stageName] = ids;
    const before = gateway.configurationOf(apiId).stages.get(stageName);
    const patch = membersOf(call, change);
    const stage = gateway.updateStage(apiId, stageName, {
      ...patch,
      routeSettings: merged(before.routeSettings, patch.routeSettings),
      stageVariables: merged(before.stageVariables, patch.stageVariables),
    });
    return describe(stage);
  },
  delete: ({ gateway, ids: [apiId, stageName] }) => gateway.deleteStage(apiId, stageName),
};

export const deleteAccessLogSettings: Operation = ({ gateway, ids: [apiId, stageName] }) => {
  gateway.updateStage(apiId, stageName, { accessLogSettings: {} });
};

/** An update only adds to them. */
export const deleteRouteSettings: Operation = ({ gateway, ids: [apiId, stageName, routeKey] }) => {
  const { routeSettings = {} } = gateway.configurationOf(apiId).stages.get(stageName);
  gateway.updateStage(apiId, stageName, { routeSettings: without(routeSettings, [routeKey]) });
};

const describe = (stage: Stage) => ({
  autoDeploy: false,
  defaultRouteSettings: { dataTraceEnabled: false, detailedMetricsEnabled: false, loggingLevel: "OFF" },
  routeSettings: {},
  stageVariables: {},
  tags: {},
  ...shown(stage, [
    ...(["stageName", "accessLogSettings", "autoDeploy", "defaultRouteSettings", "deploymentId"] as const),
    ...(["description", "routeSettings", "stageVariables", "tags"] as const),
  ]),
  createdDate: timestamp(stage.createdDate),
  lastUpdatedDate: timestamp(stage.lastUpdatedDate),
});
