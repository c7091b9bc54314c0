// What a `ServerlessSocket` can be told.
import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { CertificateTransform } from "../certificate.ts";
import type { LambdaFunctionTransform } from "../lambda-function.ts";
import type { Transform } from "../transform.ts";
import type { ApiKeyArgs } from "./api-key-args.ts";
import type { ExistingApi, OwnApi } from "./api-args.ts";
import type { Authorizer } from "./authorizer-args.ts";
import type { DeploymentArgs } from "./deployment-args.ts";
import type { DomainArgs } from "./domain-args.ts";
import type { LogArgs } from "./log-args.ts";
import type { Routes } from "./route-args.ts";

/** With an API of its own, or on one that is there. */
export type ServerlessSocketArgs = SocketArgs & (OwnApi | ExistingApi);

interface SocketArgs extends LogArgs, DeploymentArgs, DomainArgs, ApiKeyArgs {
  /**
   * What happens to which messages: route key to handler. `$connect`, `$disconnect` and `$default` are API
   * Gateway's own; every other key is compared with what `routeSelectionExpression` finds in the message.
   *
   * @example { $connect: "handlers/connect.ts", send: { handler: "handlers/send.ts", reply: true } }
   */
  routes: Routes;
  /**
   * Variables of the stage, which events, mapping templates and URLs of HTTP backends can refer to. Values have
   * letters, digits and `-._~:/?#&=,`.
   *
   * @default none
   * @example { region: "eu" }
   */
  stageVariables?: Record<string, pulumi.Input<string>>;
  /**
   * Who may connect: `"iam"`, `"tickets"`, a function of your own, or the tokens of an OpenID Connect issuer. Needs
   * the route `$connect`, the only one at which API Gateway asks.
   *
   * @default everybody
   * @example { issuer: "https://issuer.example", audience: "my-app" }
   */
  authorizer?: Authorizer;
  /**
   * Name of the stage, which is the path of the socket's URL.
   *
   * @default "live"
   * @example "v1"
   */
  stageName?: string;
  /**
   * How many messages each route takes before clients get 429.
   *
   * @default { burst: 500, rate: 250 }
   * @example { burst: 2000, rate: 1000 }
   */
  throttle?: Throttle;
  /**
   * Origins whose pages may connect, as browsers send them (scheme and host, no path, no slash at the end), for the
   * `$connect` handler and the authorizer's (variable `ALLOWED_ORIGINS`, comma separated).
   *
   * @default every origin
   * @example [site.url, "https://chat.example.com"]
   */
  allowedOrigins?: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * Whether clients that send no Origin (none that is a browser) are turned away by the `$connect` handler, and by
   * the authorizer's (variable `REQUIRE_ORIGIN`).
   *
   * @default false
   * @example true
   */
  requireOrigin?: pulumi.Input<boolean>;
  /**
   * Days for which CloudWatch keeps the functions' logs; one of the values CloudWatch knows (1, 3, 5, 7, 14, 30, 60, 90, …).
   *
   * @default 30
   * @example 90
   */
  logRetentionDays?: pulumi.Input<number>;
  /**
   * Whether AWS refuses to delete the connection table, and Pulumi (`protect`) to replace it or to delete it with the
   * stack, before anything else of it is gone. Taken out of the stack all the same, it stays (`retainOnDelete`).
   *
   * @default false
   * @example true
   */
  deletionProtection?: boolean;
  /**
   * Tags for every child that takes tags, 50 at most: keys of 1 to 128 characters that do not begin with `aws:`, values
   * of up to 256. https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html
   *
   * @default none
   * @example { team: "chat" }
   */
  tags?: pulumi.Input<Record<string, pulumi.Input<string>>>;
  /**
   * Changes to the children. What exists several times (routes, functions …) is changed each time; a function
   * sees by its `args` which one it has.
   *
   * @default none
   * @example { table: (args, opts) => { opts.protect = true; } }
   */
  transform?: ServerlessSocketTransform;
}

export interface Throttle {
  /**
   * Messages taken at once, a whole number of at least 1.
   *
   * @example 2000
   */
  burst: number;
  /**
   * Messages per second, more than 0.
   *
   * @example 1000
   */
  rate: number;
}

/** Actions of DynamoDB on items. https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazondynamodb.html */
export type TableAction =
  | "BatchGetItem"
  | "BatchWriteItem"
  | "ConditionCheckItem"
  | "DeleteItem"
  | "GetItem"
  | "PutItem"
  | "Query"
  | "Scan"
  | "UpdateItem";

/** Methods of the `@connections` API. */
export type ConnectionVerb = "POST" | "GET" | "DELETE";

interface ServerlessSocketTransform extends LambdaFunctionTransform, CertificateTransform {
  api?: Transform<aws.apigatewayv2.ApiArgs>;
  table?: Transform<aws.dynamodb.TableArgs>;
  authorizer?: Transform<aws.apigatewayv2.AuthorizerArgs>;
  integration?: Transform<aws.apigatewayv2.IntegrationArgs>;
  integrationResponse?: Transform<aws.apigatewayv2.IntegrationResponseArgs>;
  model?: Transform<aws.apigatewayv2.ModelArgs>;
  route?: Transform<aws.apigatewayv2.RouteArgs>;
  routeResponse?: Transform<aws.apigatewayv2.RouteResponseArgs>;
  permission?: Transform<aws.lambda.PermissionArgs>;
  deployment?: Transform<aws.apigatewayv2.DeploymentArgs>;
  domainName?: Transform<aws.apigatewayv2.DomainNameArgs>;
  apiMapping?: Transform<aws.apigatewayv2.ApiMappingArgs>;
  apiKey?: Transform<aws.apigateway.ApiKeyArgs>;
  usagePlan?: Transform<aws.apigateway.UsagePlanArgs>;
  usagePlanKey?: Transform<aws.apigateway.UsagePlanKeyArgs>;
  accessLogGroup?: Transform<aws.cloudwatch.LogGroupArgs>;
  /** All but the name, which is in the URL and in every permission (`stageName` sets it), and what `deployment` sets. */
  stage?: Transform<StageSettings>;
}

/** What of a stage is not said by other arguments. Without a deployment it would answer 403. */
export type StageSettings = Omit<
  aws.apigatewayv2.StageArgs,
  "apiId" | "name" | "autoDeploy" | "deploymentId"
>;
