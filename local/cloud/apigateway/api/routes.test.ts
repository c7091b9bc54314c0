import {
  AuthorizerType,
  CreateAuthorizerCommand,
  CreateModelCommand,
  CreateRouteCommand,
  CreateRouteResponseCommand,
  DeleteAuthorizerCommand,
  DeleteModelCommand,
  DeleteRouteCommand,
  DeleteRouteRequestParameterCommand,
  DeleteRouteResponseCommand,
  GetAuthorizerCommand,
  GetAuthorizersCommand,
  GetModelCommand,
  GetModelsCommand,
  GetRouteCommand,
  GetRouteResponseCommand,
  GetRouteResponsesCommand,
  GetRoutesCommand,
  UpdateAuthorizerCommand,
  UpdateModelCommand,
  UpdateRouteCommand,
  UpdateRouteResponseCommand,
} from "@aws-sdk/client-apigatewayv2";
import { expect } from "vitest";
import { invokeArn } from "../testing.ts";
import { content, test } from "./testing.ts";

test("a route is made, read, changed and deleted", async ({ client, ApiId, stand }) => {
  const { integrationId } = stand.gateway.createIntegration(ApiId, { integrationType: "MOCK" });
  const made = content(
    await client.send(
      new CreateRouteCommand({
        ...{ ApiId, RouteKey: "$connect", Target: `integrations/${integrationId}` },
        RequestParameters: { "route.request.querystring.room": { Required: true } },
      }),
    ),
  );
  expect(made).toEqual({
    ...{ RouteId: expect.stringMatching(/^[a-z0-9]{7}$/), RouteKey: "$connect" },
    ...{ Target: `integrations/${integrationId}`, ApiKeyRequired: false, AuthorizationType: "NONE" },
    RequestParameters: { "route.request.querystring.room": { Required: true } },
  });
  const id = { ApiId, RouteId: made.RouteId };
  expect(content(await client.send(new GetRouteCommand(id)))).toEqual(made);
  expect((await client.send(new GetRoutesCommand({ ApiId }))).Items).toEqual([made]);

  const changed = await client.send(
    new UpdateRouteCommand({
      ...{ ...id, AuthorizationType: "AWS_IAM", OperationName: "Enter" },
      RequestParameters: { "route.request.header.X-Name": { Required: false } },
    }),
  );
  expect(content(changed)).toEqual({
    ...{ ...made, AuthorizationType: "AWS_IAM", OperationName: "Enter" },
    RequestParameters: {
      "route.request.querystring.room": { Required: true },
      "route.request.header.X-Name": { Required: false },
    },
  });
  const RequestParameterKey = "route.request.querystring.room";
  await client.send(new DeleteRouteRequestParameterCommand({ ...id, RequestParameterKey }));
  expect(stand.gateway.configurationOf(ApiId).routes.all()).toMatchObject([
    { requestParameters: { "route.request.header.X-Name": { required: false } } },
  ]);
  await client.send(new DeleteRouteCommand(id));
  expect(stand.gateway.configurationOf(ApiId).routes.all()).toEqual([]);
});

test("what was given as empty is not shown", async ({ client, ApiId, stand }) => {
  const { routeId: RouteId } = stand.gateway.createRoute(ApiId, {
    ...{ routeKey: "send", target: "", authorizerId: "", requestModels: {} },
  });
  expect(content(await client.send(new GetRouteCommand({ ApiId, RouteId })))).toEqual({
    ...{ RouteId, RouteKey: "send", ApiKeyRequired: false, AuthorizationType: "NONE" },
  });
});

test("a route response is made, read, changed and deleted", async ({ client, ApiId, stand }) => {
  const { routeId: RouteId } = stand.route("send");
  const of = { ApiId, RouteId };
  expect((await client.send(new GetRouteResponsesCommand(of))).Items).toEqual([]);
  const made = content(
    await client.send(new CreateRouteResponseCommand({ ...of, RouteResponseKey: "$default" })),
  );
  expect(made).toEqual({ RouteResponseId: expect.any(String), RouteResponseKey: "$default" });
  const id = { ...of, RouteResponseId: made.RouteResponseId };
  expect(content(await client.send(new GetRouteResponseCommand(id)))).toEqual(made);
  expect((await client.send(new GetRouteResponsesCommand(of))).Items).toEqual([made]);
  const ResponseModels = { $default: "answer" };
  const changed = await client.send(new UpdateRouteResponseCommand({ ...id, ResponseModels }));
  expect(content(changed)).toEqual({ ...made, ResponseModels });
  await client.send(new DeleteRouteResponseCommand(id));
  expect(stand.gateway.configurationOf(ApiId).routeResponses.of(RouteId)).toBeUndefined();
});

test("an authorizer is made, read, changed and deleted", async ({ client, ApiId, stand }) => {
  const input = {
    ...{ Name: "doorkeeper", AuthorizerType: AuthorizerType.REQUEST, AuthorizerUri: invokeArn("doorkeeper") },
    IdentitySource: ["route.request.header.Authorization"],
  };
  const made = content(await client.send(new CreateAuthorizerCommand({ ApiId, ...input })));
  expect(made).toEqual({ ...input, AuthorizerId: expect.stringMatching(/^[a-z0-9]{7}$/) });
  const id = { ApiId, AuthorizerId: made.AuthorizerId };
  expect(content(await client.send(new GetAuthorizerCommand(id)))).toEqual(made);
  expect((await client.send(new GetAuthorizersCommand({ ApiId }))).Items).toEqual([made]);
  const changed = await client.send(new UpdateAuthorizerCommand({ ...id, IdentitySource: [] }));
  expect(content(changed)).toEqual({ ...made, IdentitySource: [] });
  await client.send(new DeleteAuthorizerCommand(id));
  expect(stand.gateway.configurationOf(ApiId).authorizers.all()).toEqual([]);
});

test("a model is made, read, changed and deleted", async ({ client, ApiId, stand }) => {
  const input = { Name: "message", Schema: '{"type":"object"}', ContentType: "application/json" };
  const made = content(await client.send(new CreateModelCommand({ ApiId, ...input })));
  expect(made).toEqual({ ...input, ModelId: expect.stringMatching(/^[a-z0-9]{7}$/) });
  const id = { ApiId, ModelId: made.ModelId };
  expect(content(await client.send(new GetModelCommand(id)))).toEqual(made);
  expect((await client.send(new GetModelsCommand({ ApiId }))).Items).toEqual([made]);
  const changed = await client.send(new UpdateModelCommand({ ...id, Description: "all of them" }));
  expect(content(changed)).toEqual({ ...made, Description: "all of them" });
  await client.send(new DeleteModelCommand(id));
  expect(stand.gateway.configurationOf(ApiId).models.all()).toEqual([]);
});
