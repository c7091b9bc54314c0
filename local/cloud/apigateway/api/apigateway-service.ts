// API Gateway v2 behind the AWS endpoint: what an SDK or the aws command reads of WebSocket APIs, and changes.
// https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/resources.html, and below the first version's paths the
// account's settings.
import type { CloudContext } from "../../context.ts";
import { AwsError } from "../../errors.ts";
import type { AuthenticatedRequest, Service, ServiceResponse } from "../../front-door/service.ts";
import type { ApiGateway } from "../apigateway.ts";
import { getAccount, updateAccount } from "./account.ts";
import type { Operation } from "./api-call.ts";
import { apis } from "./apis.ts";
import { authorizers } from "./authorizers.ts";
import { deployments } from "./deployments.ts";
import { integrationResponses } from "./integration-responses.ts";
import { integrations } from "./integrations.ts";
import { models } from "./models.ts";
import { operationsOf } from "./resource.ts";
import { routeResponses } from "./route-responses.ts";
import { deleteRouteRequestParameter, routes } from "./routes.ts";
import { deleteAccessLogSettings, deleteRouteSettings, stages } from "./stages.ts";
import { getTags, tagResource, untagResource } from "./tags.ts";

const OPERATIONS: Record<string, Operation> = {
  ...operationsOf("apis", apis),
  ...operationsOf("apis/*/authorizers", authorizers),
  ...operationsOf("apis/*/deployments", deployments),
  ...operationsOf("apis/*/integrations", integrations),
  ...operationsOf("apis/*/integrations/*/integrationresponses", integrationResponses),
  ...operationsOf("apis/*/models", models),
  ...operationsOf("apis/*/routes", routes),
  ...operationsOf("apis/*/routes/*/routeresponses", routeResponses),
  ...operationsOf("apis/*/stages", stages),
  "DELETE apis/*/routes/*/requestparameters/*": deleteRouteRequestParameter,
  "DELETE apis/*/stages/*/accesslogsettings": deleteAccessLogSettings,
  "DELETE apis/*/stages/*/routesettings/*": deleteRouteSettings,
  "GET tags/*": getTags,
  "POST tags/*": tagResource,
  "DELETE tags/*": untagResource,
};

/** Of the API for REST APIs. */
const OPERATIONS_OF_REST: Record<string, Operation> = {
  "GET account": getAccount,
  "PATCH account": updateAccount,
};

const CREATED = 201;
const DELETED = 204;
const STATUS: Record<string, number> = { POST: CREATED, DELETE: DELETED };

export class ApiGatewayService implements Service {
  readonly #context: CloudContext;
  readonly #gateway: ApiGateway;

  constructor(context: CloudContext, gateway: ApiGateway) {
    this.#context = context;
    this.#gateway = gateway;
  }

  async handle(request: AuthenticatedRequest): Promise<ServiceResponse> {
    const { method, url, body } = request;
    const { pathname, searchParams: query } = new URL(url, "http://apigateway");
    const [, version, path = ""] = /^(\/v2)?(\/.*?)\/?$/.exec(pathname) ?? [];
    const { template, ids } = split(path);
    const operation = (version ? OPERATIONS : OPERATIONS_OF_REST)[`${method} ${template}`];
    if (!operation) throw unknownOperation(method, pathname);
    const { partition, region } = this.#context;
    // Of a tag's path the policy sees the ARN as the path has it, encoded.
    request.authorize({
      action: `apigateway:${method}`,
      resource: `arn:${partition}:apigateway:${region}::${path}`,
    });
    const content = await operation({ gateway: this.#gateway, ids, query, body });
    return {
      status: STATUS[method] ?? 200,
      headers: { "content-type": "application/json" },
      body: Buffer.from(content ? JSON.stringify(content) : ""),
    };
  }
}

// Names and ids take turns in a path: /apis/a1b2/routes is apis/*/routes with the id a1b2.
function split(path: string) {
  const segments = path.slice(1).split("/");
  const isId = (index: number) => index % 2 === 1;
  const [first = "", second = "", third = ""] = segments
    .filter((_, index) => isId(index))
    .map(decodeURIComponent);
  const template = segments.map((segment, index) => (isId(index) ? "*" : segment)).join("/");
  return { template, ids: [first, second, third] as const };
}

const unknownOperation = (method: string, path: string) =>
  new AwsError(
    "UnknownOperationException",
    `The local cloud's API Gateway has no operation ${method} ${path}. It has those of WebSocket APIs below /v2/apis, ` +
      "without imports and exports, those of tags, and /account of REST APIs.",
    404,
  );
