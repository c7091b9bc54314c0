// The behaviour of API Gateway's WebSocket APIs, as far as clients and functions see it, one row for each fact.

export interface Row {
  /** In a sentence, which is also the title of its test. */
  fact: string;
  /**
   * D: documented by AWS. O: observed on AWS by several people. O?: observed once, or long ago.
   */
  confidence: "D" | "D/O" | "O" | "O?";
  source: string;
  /** From where the suite sees it. */
  seen: string;
}

const guide = (page: string) => `https://docs.aws.amazon.com/apigateway/latest/developerguide/${page}.html`;
const github = (path: string) => `https://github.com/${path}`;

const CONNECT = guide("apigateway-websocket-api-route-keys-connect-disconnect");
const SUBPROTOCOL = guide("websocket-connect-route-subprotocol");
const AUTHORIZERS = guide("apigateway-websocket-api-lambda-auth");
const IAM = guide("apigateway-websocket-control-access-iam");
const EVENTS = guide("apigateway-websocket-api-integration-requests");
const SELECTION = guide("apigateway-websocket-api-selection-expressions");
const ROUTES = guide("websocket-api-develop-routes");
const INTEGRATIONS = guide("apigateway-websocket-api-routes-integrations");
const RESPONSES = guide("apigateway-websocket-api-route-response");
const LIMITS = guide("apigateway-execution-service-websocket-limits-table");
const CALLBACK = guide("apigateway-how-to-call-websocket-api-connections");
const THROTTLES = guide("websocket-api-protect");
const CAPTURES = github("aws-powertools/powertools-lambda-python/tree/develop/tests/events");
const PARITY = github("dherault/serverless-offline/pull/1301");
const FRAMES = github("aws-samples/simple-websockets-chat-app/issues/42");

const HANDSHAKE = "the handshake";
const CONNECT_EVENT = "the CONNECT event";
const ALL_EVENTS = "the three events";
const MESSAGE_EVENT = "the MESSAGE event";
const DISCONNECT_EVENT = "the DISCONNECT event";
const FRAME = "the client's frames";
const CLOSE = "the close frame";
const CALL = "a call of @connections";

/** By number, 1 to 59. */
export const ROWS: Record<number, Row> = {
  1: row("the upgrade is held until the $connect function has returned", "D", CONNECT, HANDSHAKE),
  2: row("an API without a $connect route lets clients connect", "D", CONNECT, HANDSHAKE),
  3: row("a $connect answer other than 2xx refuses with that status", "D/O", SUBPROTOCOL, HANDSHAKE),
  4: row("a $connect function that throws or answers nonsense refuses with 502", "O", PARITY, HANDSHAKE),
  5: row(
    "a $connect function that the gateway may not invoke refuses with 500",
    "O?",
    github("aws/aws-cdk/issues/18208"),
    HANDSHAKE,
  ),
  6: row("an authorizer's missing identity source refuses with 401", "D", AUTHORIZERS, HANDSHAKE),
  7: row("an authorizer that throws Unauthorized refuses with 401", "D", AUTHORIZERS, HANDSHAKE),
  8: row("an authorizer's Deny refuses with 403", "D", AUTHORIZERS, HANDSHAKE),
  9: row(
    "an authorizer that fails in any other way refuses with 500",
    "D",
    guide("apigateway-use-lambda-authorizer"),
    HANDSHAKE,
  ),
  10: row("an authorizer's context is in every later event, as text", "D", AUTHORIZERS, ALL_EVENTS),
  11: row("AWS_IAM on $connect takes signed handshakes only", "D", IAM, HANDSHAKE),
  12: row(
    "an authorizer is asked about {api}/{stage}/$connect with the account's number",
    "D",
    AUTHORIZERS,
    "the authorizer's event",
  ),
  13: row("a sub-protocol is agreed only if the function returns it", "D", SUBPROTOCOL, HANDSHAKE),
  14: row(
    "permessage-deflate is negotiated with a server window of 12 bits",
    "O",
    github("python-websockets/websockets/issues/1065"),
    HANDSHAKE,
  ),
  15: row("a connection over the throttle is refused with 429", "D", THROTTLES, HANDSHAKE),
  16: row("a connection's id has 16 characters, base64url with a final =", "O", CAPTURES, CONNECT_EVENT),
  17: row("requestId and extendedRequestId are the same", "O", CAPTURES, ALL_EVENTS),
  18: row(
    "headers are capitalised, X-Forwarded-* and X-Amzn-Trace-Id added, Connection and Upgrade dropped",
    "D/O",
    EVENTS,
    CONNECT_EVENT,
  ),
  19: row(
    "headers and query come once and with all values, the query only where there is one",
    "O",
    CAPTURES,
    CONNECT_EVENT,
  ),
  20: row("CONNECT has no body", "O", CAPTURES, CONNECT_EVENT),
  21: row("MESSAGE has requestContext, body and isBase64Encoded only", "O", CAPTURES, MESSAGE_EVENT),
  22: row("only MESSAGE has a messageId", "O", CAPTURES, ALL_EVENTS),
  23: row("identity is sourceIp, and userAgent if one was sent", "O", CAPTURES, CONNECT_EVENT),
  24: row("domainName and stage make an endpoint for the SDK", "D", CALLBACK, "a function that posts"),
  25: row("messageDirection is IN", "D", EVENTS, ALL_EVENTS),
  26: row("connectedAt stays as it is", "D", EVENTS, ALL_EVENTS),
  27: row("DISCONNECT has four headers, three of them empty", "D", EVENTS, DISCONNECT_EVENT),
  28: row("DISCONNECT tells the close code and reason", "D", EVENTS, DISCONNECT_EVENT),
  29: row("a route expression joins words and paths into the message", "D", SELECTION, FRAME),
  30: row("what a route expression finds is turned to text", "D", SELECTION, FRAME),
  31: row("a route key matches exactly, and else $default is named as the route", "D", ROUTES, MESSAGE_EVENT),
  32: row("a message that is not JSON goes to $default", "D", INTEGRATIONS, MESSAGE_EVENT),
  33: row(
    "without a route and $default the answer is Forbidden, and the socket stays open",
    "O",
    github("aws-samples/simple-websockets-chat-app/issues/24"),
    FRAME,
  ),
  34: row("a function's error is answered byte for byte, and the socket stays open", "O", FRAMES, FRAME),
  35: row("an integration's own time limit ends the wait for its function", "D", EVENTS, FRAME),
  36: row("a reply needs the selection expression and the route response", "D", RESPONSES, FRAME),
  37: row("HTTP, HTTP_PROXY, AWS and MOCK integrations run", "D", EVENTS, FRAME),
  38: row("a message that its model refuses is answered Bad request body", "D", INTEGRATIONS, FRAME),
  39: row("a binary frame closes with 1003", "D", guide("websocket-api-develop-binary-media-types"), CLOSE),
  40: row("a frame over 32 KB closes with 1009", "D", LIMITS, CLOSE),
  41: row("a message over 128 KB closes with 1009", "D", LIMITS, CLOSE),
  42: row("ten idle minutes close, and a message in time keeps open", "D", LIMITS, CLOSE),
  43: row("two hours close a busy connection", "D", LIMITS, CLOSE),
  44: row(
    "both limits of time close with 1001",
    "O?",
    github("andyrichardson/subscriptionless/issues/3"),
    CLOSE,
  ),
  45: row("$disconnect runs also when the gateway closes", "D", CONNECT, DISCONNECT_EVENT),
  46: row("POST to a connection is answered 200 without a body", "D", CALLBACK, CALL),
  47: row("POST sends a text frame", "O", guide("websocket-api-develop-binary-media-types"), FRAME),
  48: row("GET tells connectedAt, lastActiveAt and identity", "D", CALLBACK, CALL),
  49: row("DELETE is answered 204 and closes", "D", CALLBACK, CALL),
  50: row("a client that has gone is a GoneException to the SDK", "D", CALLBACK, CALL),
  51: row("a malformed id is answered 400", "O?", github("dherault/serverless-offline/issues/749"), CALL),
  52: row(
    "a POST before the connection is open is answered 410",
    "D",
    "https://repost.aws/knowledge-center/410-gone-api-gateway",
    "a function that posts",
  ),
  53: row(
    "a call without a signature is answered 403",
    "O?",
    "https://repost.aws/questions/QUzsVOfGNqSsCNv6MIWAKnaA",
    CALL,
  ),
  54: row(
    "a function without execute-api:ManageConnections is answered 403",
    "D",
    IAM,
    "a function that posts",
  ),
  55: row("a POST over 128 KB is answered 413", "D", CALLBACK, CALL),
  56: row("POSTs to a client that does not read end in 429", "D", CALLBACK, CALL),
  57: row(
    "a stage throttle of 0 refuses everything",
    "O",
    github("pulumi/pulumi-aws/issues/2363"),
    HANDSHAKE,
  ),
  58: row(
    "a change is live after a deployment, or with autoDeploy at once",
    "D",
    guide("apigateway-set-up-websocket-deployment"),
    FRAME,
  ),
  59: row(
    "a function is frozen between its return and its next call",
    "D",
    "https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html",
    FRAME,
  ),
};

function row(fact: string, confidence: Row["confidence"], source: string, seen: string): Row {
  return { fact, confidence, source, seen };
}
