// What somebody changes behind Pulumi's back, by AWS's own clients.
import {
  ApiGatewayV2Client,
  DeleteRouteCommand,
  UpdateRouteCommand,
  UpdateStageCommand,
} from "@aws-sdk/client-apigatewayv2";
import { IAMClient, PutRolePolicyCommand } from "@aws-sdk/client-iam";
import { LambdaClient, UpdateFunctionConfigurationCommand } from "@aws-sdk/client-lambda";
import { PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import type { EngineEvent } from "@pulumi/pulumi/automation/index.js";
import { afterAll, beforeAll, expect, test } from "vitest";
import { copyProgram, type ProgramCopy } from "../support/copy.ts";
import { changesOf, openStack, type RealStack } from "./stack.ts";

const ADDED = `
const site = new aws.s3.Bucket("site");
new aws.s3.BucketObjectv2("page", { bucket: site.id, key: "index.html", content: "<p>" });
new aws.apigatewayv2.Route("spare", { apiId: api.id, routeKey: "spare", target: route.target });
`;

let program: ProgramCopy;
let run: RealStack;

beforeAll(async () => {
  program = copyProgram("e2e/programs/raw");
  program.edit("index.ts", "export const", `${ADDED}export const`);
  run = await openStack(program.directory);
  await run.stack.up();
});

afterAll(async () => {
  await run?.close();
  program?.remove();
});

/** The ids of what the stack holds, by the resource's type and name. */
async function idsOf({ stack }: RealStack) {
  const { deployment } = await stack.exportStack();
  return Object.fromEntries(
    deployment.resources.map(({ urn, id }: { urn: string; id?: string }) => {
      const [, , type = "", name] = urn.split("::");
      return [`${type.split(":").at(-1)} ${name}`, id];
    }),
  ) as Record<string, string>;
}

/** Changes one thing in each service, and deletes one. */
async function meddle() {
  const { cloud } = run;
  const client = {
    endpoint: cloud.frontDoor.url,
    region: "us-east-1",
    credentials: cloud.iam.rootCredentials,
  };
  const ids = await idsOf(run);
  const ApiId = ids["Api echo"];
  const gateway = new ApiGatewayV2Client(client);
  const DefaultRouteSettings = { ThrottlingBurstLimit: 1, ThrottlingRateLimit: 1 };
  await gateway.send(new UpdateStageCommand({ ApiId, StageName: ids["Stage echo"], DefaultRouteSettings }));
  await gateway.send(new UpdateRouteCommand({ ApiId, RouteId: ids["Route echo"], Target: "" }));
  await gateway.send(new DeleteRouteCommand({ ApiId, RouteId: ids["Route spare"] }));
  const of = { FunctionName: ids["Function echo"] };
  await new LambdaClient(client).send(new UpdateFunctionConfigurationCommand({ ...of, MemorySize: 1024 }));
  const [RoleName, PolicyName] = ids["RolePolicy echo"]?.split(":") ?? [];
  const Statement = [{ Effect: "Allow", Action: "execute-api:*", Resource: "*" }];
  const PolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement });
  await new IAMClient(client).send(new PutRolePolicyCommand({ RoleName, PolicyName, PolicyDocument }));
  const page = { Bucket: ids["Bucket site"], Key: "index.html", Body: "<b>" };
  await new S3Client({ ...client, forcePathStyle: true }).send(new PutObjectCommand(page));
}

test("what somebody changed in every service is found by a preview and by a refresh, and put right", async () => {
  const { stack } = run;
  await stack.preview({ refresh: true, expectNoChanges: true });
  await meddle();
  await expect(stack.preview({ refresh: true, expectNoChanges: true })).rejects.toThrow(
    "no changes were expected",
  );
  await expect(stack.refresh({ expectNoChanges: true })).rejects.toThrow("no changes were expected");

  const operations: Record<string, string> = {};
  const onEvent = ({ resourcePreEvent }: EngineEvent) => {
    const { op = "same", urn = "" } = resourcePreEvent?.metadata ?? {};
    const [, , type = "", name] = urn.split("::");
    if (op !== "same") operations[`${type.split(":").at(-1)} ${name}`] = op;
  };
  expect(changesOf((await stack.up({ onEvent })).summary.resourceChanges)).toEqual({ update: 5, create: 1 });
  expect(operations).toEqual({
    ...{ "Stage echo": "update", "Route echo": "update", "Route spare": "create" },
    ...{ "Function echo": "update", "RolePolicy echo": "update", "BucketObjectv2 page": "update" },
  });
  await stack.preview({ refresh: true, expectNoChanges: true });
});
