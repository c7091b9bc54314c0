import {
  CreateDeploymentCommand,
  CreateStageCommand,
  DeleteAccessLogSettingsCommand,
  DeleteDeploymentCommand,
  DeleteRouteSettingsCommand,
  DeleteStageCommand,
  GetDeploymentCommand,
  GetDeploymentsCommand,
  GetStageCommand,
  GetStagesCommand,
  UpdateDeploymentCommand,
  UpdateRouteCommand,
  UpdateStageCommand,
} from "@aws-sdk/client-apigatewayv2";
import { describe, expect } from "vitest";
import { content, refusal, test } from "./testing.ts";

const LOG_GROUP = "arn:aws:logs:us-east-1:000000000000:log-group:access";

describe("a stage", () => {
  const settings = { ThrottlingBurstLimit: 5, ThrottlingRateLimit: 2.5 };

  test("is made, read, changed and deleted", async ({ client, ApiId, stand, endpoint }) => {
    stand.route("send");
    const created = endpoint.now();
    const made = content(
      await client.send(
        new CreateStageCommand({
          ...{ ApiId, StageName: "prod", StageVariables: { a: "1", b: "2" }, Tags: { team: "a" } },
          ...{ DefaultRouteSettings: settings, RouteSettings: { send: settings } },
          AccessLogSettings: { DestinationArn: LOG_GROUP, Format: "$context.requestId" },
        }),
      ),
    );
    expect(made).toEqual({
      ...{ StageName: "prod", AutoDeploy: false, CreatedDate: created, LastUpdatedDate: created },
      ...{ StageVariables: { a: "1", b: "2" }, Tags: { team: "a" } },
      ...{ DefaultRouteSettings: settings, RouteSettings: { send: settings } },
      AccessLogSettings: { DestinationArn: LOG_GROUP, Format: "$context.requestId" },
    });
    const id = { ApiId, StageName: "prod" };
    expect(content(await client.send(new GetStageCommand(id)))).toEqual(made);
    const { Items = [] } = await client.send(new GetStagesCommand({ ApiId }));
    expect(Items).toMatchObject([{ StageName: "dev", AutoDeploy: true, RouteSettings: {} }, made]);

    stand.context.clock.advance(60_000);
    await client.send(new UpdateStageCommand({ ...id, StageVariables: { a: "", c: "3" } }));
    await client.send(new DeleteRouteSettingsCommand({ ...id, RouteKey: "send" }));
    await client.send(new DeleteAccessLogSettingsCommand(id));
    const { AccessLogSettings, ...rest } = made;
    expect(AccessLogSettings).toBeDefined();
    expect(content(await client.send(new GetStageCommand(id)))).toEqual({
      ...{ ...rest, LastUpdatedDate: endpoint.now(), RouteSettings: {}, StageVariables: { b: "2", c: "3" } },
    });
    await client.send(new DeleteStageCommand(id));
    expect(stand.gateway.configurationOf(ApiId).stages.all()).toMatchObject([{ stageName: "dev" }]);
  });

  test("serves what is deployed to it", async ({ client, ApiId, stand, endpoint }) => {
    stand.replyingRoute("send", () => ({ statusCode: 200, body: "answered" }));
    await client.send(new CreateStageCommand({ ApiId, StageName: "prod" }));
    const { DeploymentId } = await client.send(
      new CreateDeploymentCommand({ ApiId, StageName: "prod", Description: "first" }),
    );
    const id = { ApiId, DeploymentId };
    expect(content(await client.send(new GetDeploymentCommand(id)))).toEqual({
      ...{ DeploymentId, AutoDeployed: false, Description: "first", DeploymentStatus: "DEPLOYED" },
      CreatedDate: endpoint.now(),
    });
    const { Items } = await client.send(new GetDeploymentsCommand({ ApiId }));
    expect(Items).toMatchObject([{ AutoDeployed: true }, { DeploymentId }]);

    const socket = stand.client("/prod");
    await socket.opened;
    socket.send({ action: "send" });
    expect(await socket.frame()).toBe("answered");

    await client.send(new UpdateDeploymentCommand({ ...id, Description: "renamed" }));
    expect(stand.gateway.configurationOf(ApiId).deployments.all()).toMatchObject([
      { autoDeployed: true },
      { description: "renamed" },
    ]);
    expect(await refusal(client.send(new DeleteDeploymentCommand(id)))).toMatch(
      /^BadRequestException: Active stages pointing to this deployment must be moved or deleted/,
    );
    await client.send(new DeleteStageCommand({ ApiId, StageName: "prod" }));
    expect(await socket.closed).toMatchObject({ code: expect.any(Number) });
    await client.send(new DeleteDeploymentCommand(id));
    expect(await refusal(client.send(new GetDeploymentCommand(id)))).toContain("NotFoundException");
  });

  test("that deploys by itself takes a change of a route at once, and no other deployment", async ({
    client,
    ApiId,
    stand,
  }) => {
    stand.replyingRoute("old", () => ({ statusCode: 200, body: "answered" }));
    const [route] = stand.gateway.configurationOf(ApiId).routes.all();
    await client.send(new UpdateRouteCommand({ ApiId, RouteId: route?.routeId, RouteKey: "new" }));
    const socket = await stand.connect();
    socket.send({ action: "new" });
    expect((await stand.lambda.called("new")).event.requestContext.routeKey).toBe("new");
    expect(await refusal(client.send(new CreateDeploymentCommand({ ApiId, StageName: "dev" })))).toMatch(
      /^BadRequestException: deploymentId cannot be set on a stage with autoDeploy/,
    );
  });
});
