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
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type TestGateway } from "../testing.ts";
import { refusal, startEndpoint, type TestEndpoint } from "./testing.ts";

const WEBSOCKET = { ProtocolType: "WEBSOCKET", RouteSelectionExpression: "$request.body.action" } as const;
const ARN = "arn:aws:apigateway:us-east-1::";

let endpoint: TestEndpoint;
let stand: TestGateway;
let client: ApiGatewayV2Client;
let ApiId: string;

beforeEach(async () => {
  endpoint = await startEndpoint();
  ({ stand } = endpoint);
  ApiId = stand.apiId;
  client = endpoint.client();
});
afterEach(async () => {
  client.destroy();
  await endpoint.stop();
});

describe("a list", () => {
  const routeKeys = async (page: { MaxResults?: string; NextToken?: string }) => {
    const { Items = [], NextToken } = await client.send(new GetRoutesCommand({ ApiId, ...page }));
    return { keys: Items.map(({ RouteKey }) => RouteKey), NextToken };
  };

  beforeEach(() => {
    for (let n = 1; n <= 27; n++) stand.gateway.createRoute(ApiId, { routeKey: `r${n}` });
  });

  test("comes in pages of 25, or as many as are asked for", async () => {
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

  test.each([
    [{ MaxResults: "0" }, "from 1 to 500, not 0"],
    [{ MaxResults: "501" }, "from 1 to 500, not 501"],
    [{ MaxResults: "many" }, 'the maxResults "many"'],
    [{ NextToken: "x" }, 'the nextToken "x"'],
  ])("is refused with %j", async (page, words) => {
    const said = await refusal(routeKeys(page));
    expect(said).toContain("BadRequestException");
    expect(said).toContain(words);
  });
});

describe("what cannot be is refused in AWS's words:", () => {
  const ROUTE = { RouteKey: "send" };
  const STAGE = { StageName: "prod" };
  const MOCK = { IntegrationType: "MOCK" } as const;
  const NOWHERE = { RouteId: "nowhere", IntegrationId: "nowhere" };

  test.each<[string, () => Promise<unknown>, string]>([
    [
      "an API without a name",
      () => client.send(new CreateApiCommand({ Name: undefined, ...WEBSOCKET })),
      'BadRequestException: Invalid request input: name: Invalid key: Expected "name"',
    ],
    [
      "an HTTP API",
      () => client.send(new CreateApiCommand({ Name: "web", ProtocolType: "HTTP" })),
      "NotImplementedException: the protocol type HTTP is not supported",
    ],
    [
      "cross-origin settings",
      () => client.send(new UpdateApiCommand({ ApiId, CorsConfiguration: { MaxAge: 1 } })),
      "BadRequestException: Invalid request input: corsConfiguration: only HTTP APIs have it",
    ],
    [
      "a route that is not there",
      () => client.send(new GetRouteCommand({ ApiId, ...NOWHERE })),
      "NotFoundException: Invalid Route identifier specified nowhere",
    ],
    [
      "the responses of a route that is not there",
      () => client.send(new GetRouteResponsesCommand({ ApiId, ...NOWHERE })),
      "NotFoundException: Invalid Route identifier specified nowhere",
    ],
    [
      "the responses of an integration that is not there",
      () => client.send(new GetIntegrationResponsesCommand({ ApiId, ...NOWHERE })),
      "NotFoundException: Invalid Integration identifier specified nowhere",
    ],
    [
      "a second route of a key",
      async () => {
        await client.send(new CreateRouteCommand({ ApiId, ...ROUTE }));
        await client.send(new CreateRouteCommand({ ApiId, ...ROUTE }));
      },
      "ConflictException: Route with key send already exists",
    ],
    [
      "a route with scopes",
      () => client.send(new CreateRouteCommand({ ApiId, ...ROUTE, AuthorizationScopes: ["a"] })),
      "BadRequestException: Invalid request input: authorizationScopes: only HTTP APIs have it",
    ],
    [
      "a private integration",
      () => client.send(new CreateIntegrationCommand({ ApiId, ...MOCK, ConnectionId: "v" })),
      "NotImplementedException: an integration in a private network is not supported",
    ],
    [
      "a client certificate",
      () => client.send(new CreateStageCommand({ ApiId, ...STAGE, ClientCertificateId: "c" })),
      "NotImplementedException: a client certificate of a stage is not supported",
    ],
    [
      "a deployment without routes",
      () => client.send(new CreateDeploymentCommand({ ApiId })),
      "BadRequestException: At least one route is required before deploying the Api",
    ],
    [
      "a deployment to a stage that is not there",
      () => client.send(new CreateDeploymentCommand({ ApiId, StageName: "nowhere" })),
      "NotFoundException: Invalid Stage identifier specified nowhere",
    ],
    [
      "tags of a function",
      () =>
        client.send(new GetTagsCommand({ ResourceArn: "arn:aws:lambda:us-east-1:000000000000:function:f" })),
      "BadRequestException: arn:aws:lambda:us-east-1:000000000000:function:f is the ARN of neither",
    ],
    [
      "an operation that is not there",
      () => client.send(new GetVpcLinksCommand({})),
      "UnknownOperationException: The local cloud's API Gateway has no operation GET /v2/vpclinks",
    ],
  ])("%s", async (_what, call, words) => {
    expect(await refusal(call())).toContain(words);
  });
});

describe("a role", () => {
  test("reads and changes only what its policies name, by method and path", async () => {
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

  test("is asked for a tag by the ARN as the path has it", async () => {
    const ResourceArn = `${ARN}/apis/${ApiId}`;
    const role = endpoint.roleClient("apigateway:GET", `${ARN}/tags/${encodeURIComponent(ResourceArn)}`);
    expect((await role.send(new GetTagsCommand({ ResourceArn }))).Tags).toEqual({});
    const other = role.send(new GetTagsCommand({ ResourceArn: `${ResourceArn}/stages/dev` }));
    expect(await refusal(other)).toContain("AccessDeniedException");
  });
});
