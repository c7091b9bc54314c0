// https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-deployments.html
import * as v from "valibot";
import type { Deployment } from "../control-plane/deployments.ts";
import { shown, timestamp } from "./answer.ts";
import { membersOf, text } from "./members.ts";
import type { Resource } from "./resource.ts";

const creation = v.object({ description: text, stageName: text });
const change = v.object({ description: text });

export const deployments: Resource = {
  list: ({ gateway, ids: [apiId] }) => gateway.configurationOf(apiId).deployments.all().map(describe),
  create: (call) => describe(call.gateway.createDeployment(call.ids[0], membersOf(call, creation))),
  get: ({ gateway, ids: [apiId, deploymentId] }) =>
    describe(gateway.configurationOf(apiId).deployments.get(deploymentId)),
  update(call) {
    const [apiId, deploymentId] = call.ids;
    return describe(call.gateway.updateDeployment(apiId, deploymentId, membersOf(call, change)));
  },
  delete: ({ gateway, ids: [apiId, deploymentId] }) => gateway.deleteDeployment(apiId, deploymentId),
};

const describe = (deployment: Deployment) => ({
  ...shown(deployment, ["autoDeployed", "deploymentId", "description"]),
  createdDate: timestamp(deployment.createdDate),
  deploymentStatus: "DEPLOYED",
});
