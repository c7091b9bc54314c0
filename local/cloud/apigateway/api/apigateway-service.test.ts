import {
  type ApiGatewayV2Client,
  CreateApiCommand,
  CreateDeploymentCommand,
  CreateIntegrationCommand,
  CreateRouteCommand,
  CreateStageCommand,
  DeleteRouteCommand,
  GetApisCommand,
  GetIntegrationResponsesCommand,
  GetRouteCommand,
  GetRouteResponsesCommand,
  GetRoutesCommand,
  GetTagsCommand,
  GetVpcLinksCommand,
  UpdateApiCommand,
  UpdateRouteCommand,
} from "@aws-sdk/client-apigatewayv2";
import { describe, expect } from "vitest";
import { refusal, test } from "./testing.ts";

const WEBSOCKET = { ProtocolType: "WEBSOCKET", RouteSelectionExpression: "$request.body.action" } as const;
const ARN = "arn:aws:apigateway:us-east-1::";

describe("a list", () => {
  const withRoutes = test.extend("routeKeys", ({ client, ApiId, stand }) => {
    for (let n = 1; n <= 27; n++) stand.gateway.createRoute(ApiId, { routeKey: `r${n}` });
    return async (page: { MaxResults?: string; NextToken?: string }) => {
      const { Items = [], NextToken } = await client.send(new GetRoutesCommand({ ApiId, ...page }));
      return { keys: Items.map(({ RouteKey }) => RouteKey), NextToken };
    };
  });

  withRoutes("comes in pages of 25, or as many as are asked for", async ({ routeKeys }) => {
    const first = await routeKeys({});
    expect(first.keys).toHaveLength(25);
    expect(await routeKeys({ NextToken: first.NextToken })).toEqual({
      ...{ keys: ["r26", "r27"], NextToken: undefined },
    });
    const short = await routeKeys({ MaxResults: "2" });
    expect(short.keys).toEqual(["r1", "r2"]);
    expect((await routeKeys({ MaxResults: "2", NextToken: short.NextToken })).keys).toEqual(["r3", "r4"]);
    expect((await routeKeys({ MaxResults: "27" })).NextToken).toBeUndefined();
  });

  withRoutes.for([
    [{ MaxResults: "0" }, "from 1 to 500, not 0"],
    [{ MaxResults: "501" }, "from 1 to 500, not 501"],
    [{ MaxResults: "many" }, 'the maxResults "many"'],
    [{ NextToken: "x" }, 'the nextToken "x"'],
  ] as const)("is refused with %j", async ([page, words], { routeKeys }) => {
    const said = await refusal(routeKeys(page));
    expect(said).toContain("BadRequestException");
    expect(said).toContain(words);
  });
});

describe("what cannot be is refused in AWS's words:", () => {
  type Api = { client: ApiGatewayV2Client; ApiId: string };
  const ROUTE = { RouteKey: "send" };
  const STAGE = { StageName: "prod" };
  const MOCK = { IntegrationType: "MOCK" } as const;
  const NOWHERE = { RouteId: "nowhere", IntegrationId: "nowhere" };

  test.for<[string, (to: Api) => Promise<unknown>, string]>([
    [
      "an API without a name",
      ({ client }) => client.send(new CreateApiCommand({ Name: undefined, ...WEBSOCKET })),
      'BadRequestException: Invalid request input: name: Invalid key: Expected "name"',
    ],
    [
      "an HTTP API",
      ({ client }) => client.send(new CreateApiCommand({ Name: "web", ProtocolType: "HTTP" })),
      "NotImplementedException: the protocol type HTTP is not supported",
    ],
    [
      "cross-origin settings",
      ({ client, ApiId }) => client.send(new UpdateApiCommand({ ApiId, CorsConfiguration: { MaxAge: 1 } })),
      "BadRequestException: Invalid request input: corsConfiguration: only HTTP APIs have it",
    ],
    [
      "a route that is not there",
      ({ client, ApiId }) => client.send(new GetRouteCommand({ ApiId, ...NOWHERE })),
      "NotFoundException: Invalid Route identifier specified nowhere",
    ],
    [
      "the responses of a route that is not there",
      ({ client, ApiId }) => client.send(new GetRouteResponsesCommand({ ApiId, ...NOWHERE })),
      "NotFoundException: Invalid Route identifier specified nowhere",
    ],
    [
      "the responses of an integration that is not there",
      ({ client, ApiId }) => client.send(new GetIntegrationResponsesCommand({ ApiId, ...NOWHERE })),
      "NotFoundException: Invalid Integration identifier specified nowhere",
    ],
    [
      "a second route of a key",
      async ({ client, ApiId }) => {
        await client.send(new CreateRouteCommand({ ApiId, ...ROUTE }));
        await client.send(new CreateRouteCommand({ ApiId, ...ROUTE }));
      },
      "ConflictException: Route with key send already exists",
    ],
    [
      "a route with scopes",
      ({ client, ApiId }) =>
        client.send(new CreateRouteCommand({ ApiId, ...ROUTE, AuthorizationScopes: ["a"] })),
      "BadRequestException: Invalid request input: authorizationScopes: only HTTP APIs have it",
    ],
    [
      "a private integration",
      ({ client, ApiId }) => client.send(new CreateIntegrationCommand({ ApiId, ...MOCK, ConnectionId: "v" })),
      "NotImplementedException: an integration in a private network is not supported",
    ],
    [
      "a client certificate",
      ({ client, ApiId }) =>
        client.send(new CreateStageCommand({ ApiId, ...STAGE, ClientCertificateId: "c" })),
      "NotImplementedException: a client certificate of a stage is not supported",
    ],
    [
      "a deployment without routes",
      ({ client, ApiId }) => client.send(new CreateDeploymentCommand({ ApiId })),
      "BadRequestException: At least one route is required before deploying the Api",
    ],
    [
      "a deployment to a stage that is not there",
      ({ client, ApiId }) => client.send(new CreateDeploymentCommand({ ApiId, StageName: "nowhere" })),
      "NotFoundException: Invalid Stage identifier specified nowhere",
    ],
    [
      "tags of a function",
      ({ client }) =>
        client.send(new GetTagsCommand({ ResourceArn: "arn:aws:lambda:us-east-1:000000000000:function:f" })),
      "BadRequestException: arn:aws:lambda:us-east-1:000000000000:function:f is the ARN of neither",
    ],
    [
      "an operation that is not there",
      ({ client }) => client.send(new GetVpcLinksCommand({})),
      "UnknownOperationException: The local cloud's API Gateway has no operation GET /v2/vpclinks",
    ],
  ])("%s", async ([, call, words], { client, ApiId }) => {
    expect(await refusal(call({ client, ApiId }))).toContain(words);
  });
});

describe("a role", () => {
  test("reads and changes only what its policies name, by method and path", async ({
    ApiId,
    stand,
    endpoint,
  }) => {
    const { routeId: RouteId } = stand.route("send");
    const role = endpoint.roleClient(["apigateway:GET", "apigateway:PATCH"], `${ARN}/apis/${ApiId}/routes/*`);
    expect(await role.send(new GetRouteCommand({ ApiId, RouteId }))).toMatchObject({ RouteKey: "send" });
    await role.send(new UpdateRouteCommand({ ApiId, RouteId, OperationName: "Send" }));
    for (const [call, action, path] of [
      [role.send(new GetApisCommand({})), "GET", "/apis"],
      [role.send(new GetRoutesCommand({ ApiId })), "GET", `/apis/${ApiId}/routes`],
      [role.send(new DeleteRouteCommand({ ApiId, RouteId })), "DELETE", `/apis/${ApiId}/routes/${RouteId}`],
      [role.send(new CreateRouteCommand({ ApiId, RouteKey: "x" })), "POST", `/apis/${ApiId}/routes`],
    ] as const) {
      const said = await refusal(call);
      expect(said).toContain("AccessDeniedException");
      expect(said).toContain(
        `is not authorized to perform: apigateway:${action} on resource: ${ARN}${path} `,
      );
    }
    expect(stand.gateway.configurationOf(ApiId).routes.all()).toMatchObject([{ operationName: "Send" }]);
  });

  test("is asked for a tag by the ARN as the path has it", async ({ ApiId, endpoint }) => {
    const ResourceArn = `${ARN}/apis/${ApiId}`;
    const role = endpoint.roleClient("apigateway:GET", `${ARN}/tags/${encodeURIComponent(ResourceArn)}`);
    expect((await role.send(new GetTagsCommand({ ResourceArn }))).Tags).toEqual({});
    const other = role.send(new GetTagsCommand({ ResourceArn: `${ResourceArn}/stages/dev` }));
    expect(await refusal(other)).toContain("AccessDeniedException");
  });
});
