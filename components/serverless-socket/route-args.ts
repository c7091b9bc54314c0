// What a route of a `ServerlessSocket` leads to.
import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { GenericSchema } from "valibot";
import type { Environment } from "../environment.ts";
import type { ConnectionVerb, TableAction, Throttle } from "./args.ts";

/** Route key to route. One that is `undefined` is left out. */
export interface Routes {
  /**
   * Asked before a client's socket opens, which it does with an answer of 2xx.
   * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-route-keys-connect-disconnect.html
   *
   * @default none: every client that is authorized gets in
   * @example { handler: "handlers/connect.ts", table: ["PutItem"] }
   */
  $connect?: EventRoute;
  /**
   * Told when a socket has closed, as well as API Gateway can: it may never be.
   *
   * @default none
   * @example { handler: "handlers/disconnect.ts", table: ["DeleteItem"] }
   */
  $disconnect?: EventRoute;
  [key: string]: Route | undefined;
}

/** A handler's path, an existing function or alias, or a route with settings. */
export type Route = string | aws.lambda.Function | aws.lambda.Alias | RouteSettings;

type RouteSettings = HandlerRoute | FunctionRoute | AliasRoute | MockRoute | HttpRoute;

/** A route of API Gateway's own events: nobody waits for a reply, and there is no message to check. */
type EventRoute = Exclude<Route, RouteSettings> | (RouteSettings & { reply?: undefined; model?: undefined });

interface AnyRoute {
  /**
   * Whether what the handler returns as `body`, or the backend answers, goes back to the client that sent the message.
   *
   * @default false
   * @example true
   */
  reply?: boolean;
  /**
   * A limit of this route's own.
   *
   * @default the socket's
   * @example { burst: 20, rate: 10 }
   */
  throttle?: Throttle;
  /**
   * What API Gateway writes down of its work on this route, in place of the socket's `executionLog`. It needs the
   * account's logging role.
   *
   * @default the socket's executionLog
   * @example "OFF"
   */
  executionLog?: "ERROR" | "INFO" | "OFF";
  /**
   * What a message has to look like to be let through: a valibot schema, the same that the handler parses with, or a
   * JSON Schema of draft 4, of 32 KB at most. API Gateway answers anything else with a frame
   * `{"message": "Bad request body", …}` and does not call the handler, so clients have to expect that frame.
   * https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-request-validation.html
   *
   * @default every message
   * @example v.object({ action: v.literal("send"), message: v.string() })
   */
  model?: MessageModel;
  /**
   * Seconds that API Gateway waits for an answer, 0.05 to 29.
   *
   * @default 29
   * @example 5
   */
  integrationTimeout?: number;
}

/** A valibot schema, or a JSON Schema of draft 4. */
export type MessageModel = GenericSchema | { [keyword: string]: unknown; kind?: undefined };

interface Granting {
  /**
   * What the handler may do with the connection table.
   *
   * @default nothing
   * @example ["GetItem", "PutItem"]
   */
  table?: TableAction[];
  /**
   * What the handler may do with connections: POST sends, GET looks, DELETE closes.
   *
   * @default nothing
   * @example ["POST"]
   */
  connections?: ConnectionVerb[];
}

interface Configurable {
  /**
   * Seconds after which Lambda stops the handler, whole, 1 to 29, for which API Gateway waits.
   *
   * @default 10
   * @example 29
   */
  timeout?: number;
  /**
   * Memory of the handler's function in MB, whole, 128 to 10240.
   *
   * @default 256
   * @example 512
   */
  memory?: number;
  /**
   * Environment variables besides `TABLE_NAME` and `CALLBACK_URL`, and those that Lambda sets itself.
   *
   * @default none
   * @example { ROOM: "lobby" }
   */
  environment?: Environment<"TABLE_NAME" | "CALLBACK_URL">;
}

/** For the kinds of routes that have none of these. */
type Without<T> = { [Key in keyof T]?: undefined };

/** A function that is made of a TypeScript module. */
export interface HandlerRoute extends AnyRoute, Granting, Configurable, Without<Mock & Http> {
  /**
   * Path of the module that exports `handler`, relative to the program's folder. Routes with the same handler share
   * one function; their settings are joined.
   *
   * @example "handlers/send.ts"
   */
  handler: string;
}

/** A function that exists already, which is called and given grants, and configured elsewhere. */
interface FunctionRoute extends AnyRoute, Granting, Without<Configurable & Mock & Http> {
  /**
   * The function. Routes with the same one share it.
   *
   * @example worker
   */
  handler: aws.lambda.Function;
}

/** An alias, which knows its function by name only: that is configured, and given its grants, elsewhere. */
interface AliasRoute extends AnyRoute, Without<Granting & Configurable & Mock & Http> {
  /**
   * The alias. What it points to can change without a new deployment of the API.
   *
   * @example new aws.lambda.Alias("live", { functionName: worker.name, functionVersion: worker.version })
   */
  handler: aws.lambda.Alias;
}

interface Mock {
  /**
   * What API Gateway answers by itself, without a function: text, or a value that is sent as JSON. Both are mapping
   * templates, in which `$context.connectionId` is the client's connection. The client gets it with `reply: true`.
   * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-mapping-template-reference.html
   *
   * @example { type: "pong" }
   */
  mock: string | object;
}

export interface MockRoute extends AnyRoute, Mock, Without<{ handler: 0 } & Http & Granting & Configurable> {}

interface Http {
  /**
   * URL that gets the message as its body, and the connection's id as the header `connectionId`. Its answer goes to
   * the client with `reply: true`. API Gateway calls it over the internet.
   *
   * @example "https://backend.example/messages"
   */
  http: pulumi.Input<string>;
  /**
   * HTTP method of the call.
   *
   * @default "POST"
   * @example "PUT"
   */
  method?: "POST" | "PUT" | "PATCH" | "GET" | "DELETE" | "ANY";
}

export interface HttpRoute extends AnyRoute, Http, Without<{ handler: 0 } & Mock & Granting & Configurable> {}
