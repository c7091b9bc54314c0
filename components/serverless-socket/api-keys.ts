// The keys that clients need to connect, and the usage plan by which they are good at the stage.
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { transform } from "../transform.ts";
import type { SocketApi } from "./api.ts";
import type { Scope } from "./scope.ts";

/** @returns the value of each key, by its name */
export function createApiKeys(
  { name, args, parent }: Scope,
  api: SocketApi,
  stage: aws.apigatewayv2.Stage,
): Record<string, pulumi.Output<string>> {
  const { apiKeys, tags, transform: transforms } = args;
  if (!apiKeys) return {};
  const plan = new aws.apigateway.UsagePlan(
    ...transform(
      transforms?.usagePlan,
      name,
      { apiStages: [{ apiId: api.id, stage: stage.name }], tags },
      { parent },
    ),
  );
  return Object.fromEntries(
    apiKeys.names.map((keyName) => {
      const childName = `${name}-${keyName}`;
      const key = new aws.apigateway.ApiKey(
        ...transform(transforms?.apiKey, childName, { tags }, { parent }),
      );
      new aws.apigateway.UsagePlanKey(
        ...transform(
          transforms?.usagePlanKey,
          childName,
          { keyId: key.id, keyType: "API_KEY", usagePlanId: plan.id },
          // The provider keeps the value secret of the key alone, and this has it too.
          { parent, additionalSecretOutputs: ["value"] },
        ),
      );
      return [keyName, pulumi.secret(key.value)];
    }),
  );
}
