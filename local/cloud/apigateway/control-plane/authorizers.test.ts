import { afterEach, beforeEach, expect, test } from "vitest";
import { invokeArn, TestGateway } from "../testing.ts";

const AUTHORIZER = { name: "doorkeeper", authorizerType: "REQUEST", authorizerUri: invokeArn("doorkeeper") };

let api: TestGateway;

beforeEach(async () => (api = await TestGateway.start()));
afterEach(() => api.stop());

test.each([
  [{ name: "" }, "BadRequestException", "1 to 128 characters"],
  [{ authorizerType: "JWT" }, "BadRequestException", "has only REQUEST"],
  [{ authorizerType: "TOKEN" }, "BadRequestException", "has only REQUEST"],
  [{ authorizerUri: "https://example.com" }, "BadRequestException", "use the function's invokeArn"],
  [{ identitySource: ["$request.header.a"] }, "BadRequestException", "use route.request.header.{name}"],
  [{ authorizerResultTtlInSeconds: 300 }, "BadRequestException", "only authorizers of HTTP APIs"],
  [{ enableSimpleResponses: true }, "BadRequestException", "only authorizers of HTTP APIs"],
  [{ authorizerPayloadFormatVersion: "2.0" }, "BadRequestException", "only authorizers of HTTP APIs"],
  [{ jwtConfiguration: {} }, "BadRequestException", "only authorizers of HTTP APIs"],
  [{ authorizerCredentialsArn: "arn" }, "NotImplementedException", "with a Lambda permission"],
])("an authorizer with %j is refused, with the remedy", (patch, code, message) => {
  expect(() => api.gateway.createAuthorizer(api.apiId, { ...AUTHORIZER, ...patch })).toThrow(
    expect.objectContaining({ code, message: expect.stringContaining(message) }),
  );
});

test("an API has at most ten authorizers", () => {
  for (let count = 0; count < 10; count += 1) api.gateway.createAuthorizer(api.apiId, AUTHORIZER);
  expect(() => api.gateway.createAuthorizer(api.apiId, AUTHORIZER)).toThrow(
    expect.objectContaining({ code: "LimitExceededException" }),
  );
});

test("an authorizer cannot go while a route asks it", () => {
  const { authorizerId } = api.gateway.createAuthorizer(api.apiId, AUTHORIZER);
  const { routeId } = api.route("$connect", undefined, { authorizationType: "CUSTOM", authorizerId });
  expect(() => api.gateway.deleteAuthorizer(api.apiId, authorizerId)).toThrow("change that first");
  api.gateway.updateRoute(api.apiId, routeId, { authorizationType: "NONE", authorizerId: "" });
  api.gateway.deleteAuthorizer(api.apiId, authorizerId);
  expect(() => api.gateway.updateAuthorizer(api.apiId, authorizerId, {})).toThrow(
    "Invalid Authorizer identifier",
  );
});
