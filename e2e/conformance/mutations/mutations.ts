// How each row's behaviour is broken on purpose.
import type { Mutation } from "./mutation.ts";

const CLOUD = "local/cloud";
const GATEWAY = `${CLOUD}/apigateway`;
const DATA = `${GATEWAY}/data-plane`;
const AUTHORIZATION = `${DATA}/authorization`;

export const MUTATIONS: Mutation[] = [
  mutate(
    1,
    `${DATA}/connect.ts`,
    "? await judge(host, live, session, requestId, request)",
    "? (void judge(host, live, session, requestId, request), { status: 200 })",
  ),
  mutate(2, `${DATA}/connect.ts`, "if (!route) return { status: 200 }", "if (!route) return { status: 502 }"),
  mutate(
    3,
    `${DATA}/backends/route-function.ts`,
    "return { status, body: typeof body",
    "return { status: 200, body: typeof body",
  ),
  mutate(4, `${DATA}/backends/route-function.ts`, "failed: { status: 502", "failed: { status: 500"),
  mutate(
    5,
    `${CLOUD}/lambda/resource-policy.ts`,
    "if (letsIn(this.#statements, this.#context, request)) return",
    "if (request) return",
  ),
  mutate(
    6,
    `${AUTHORIZATION}/identity.ts`,
    "sources.find((source) => !valueOf(source, event))",
    "sources.find(() => !valueOf)",
  ),
  mutate(
    7,
    `${AUTHORIZATION}/lambda-authorizer.ts`,
    'const UNAUTHORIZED_ERROR = "Unauthorized"',
    'const UNAUTHORIZED_ERROR = "Error"',
  ),
  mutate(
    8,
    `${AUTHORIZATION}/authorizer-policy.ts`,
    "if (denied === true) return false",
    "if (denied === true) return true",
  ),
  mutate(
    9,
    `${AUTHORIZATION}/lambda-authorizer.ts`,
    "refused(500, INTERNAL_SERVER_ERROR, `the authorizer ${name}: ${why}`",
    "refused(403, INTERNAL_SERVER_ERROR, `the authorizer ${name}: ${why}`",
  ),
  mutate(10, `${DATA}/event.ts`, "authorizer: session.authorizer,\n      messageId", "messageId"),
  mutate(
    11,
    `${AUTHORIZATION}/signed-handshake.ts`,
    ": refused(403, FORBIDDEN, error.message, error.remedy)",
    ": granted()",
  ),
  mutate(12, `${AUTHORIZATION}/authorize.ts`, "${stage.executionArn}/$connect", "${stage.executionArn}/*"),
  mutate(13, `${DATA}/handshake.ts`, "handleProtocols: () => false", "handleProtocols: ([first]) => first"),
  mutate(
    14,
    `${DATA}/handshake.ts`,
    "perMessageDeflate: { serverMaxWindowBits: SERVER_WINDOW_BITS }",
    "perMessageDeflate: false && SERVER_WINDOW_BITS",
  ),
  mutate(15, `${DATA}/throttles.ts`, "this.#own.get(routeKey) ?? this.#shared", "this.#shared"),
  mutate(
    16,
    `${DATA}/identifiers.ts`,
    'createConnectionId = (random: Random) => toId(random.bytes(ID_BYTES), "C")',
    'createConnectionId = (random: Random) => random.bytes(ID_BYTES).toString("hex")',
  ),
  mutate(17, `${DATA}/event.ts`, "extendedRequestId: requestId", 'extendedRequestId: "another"'),
  mutate(18, `${DATA}/headers.ts`, 'new Set(["connection", "upgrade"])', 'new Set(["connection"])'),
  mutate(19, `${DATA}/headers.ts`, "maps.single[name] = value", "maps.single[name] ??= value"),
  mutate(
    20,
    `${DATA}/event.ts`,
    "requestContext: connectContext(session, request),\n    isBase64Encoded",
    "requestContext: connectContext(session, request),\n    body: null,\n    isBase64Encoded",
  ),
  mutate(21, `${DATA}/event.ts`, "body: message.body,", "body: message.body,\n    headers: {},"),
  mutate(
    22,
    `${DATA}/event.ts`,
    'routeKey: "$disconnect",',
    'routeKey: "$disconnect",\n      messageId: request.requestId,',
  ),
  mutate(23, `${DATA}/session.ts`, "...(userAgent && { userAgent })", "userAgent: userAgent ?? null"),
  mutate(24, `${DATA}/session.ts`, "new URL(apiEndpoint).host", "new URL(apiEndpoint).hostname"),
  mutate(25, `${DATA}/event.ts`, 'messageDirection: "IN"', 'messageDirection: "OUT"'),
  mutate(26, `${DATA}/event.ts`, "connectedAt: session.connectedAt", "connectedAt: at"),
  mutate(
    27,
    `${DATA}/event.ts`,
    'headers: { Host: domainName, "x-api-key": "",',
    "headers: { Host: domainName,",
  ),
  mutate(28, `${DATA}/event.ts`, "disconnectStatusCode: status.code", "disconnectStatusCode: 1000"),
  mutate(
    29,
    `${DATA}/mapping/selection-expression.ts`,
    'name.replace(BODY, "")',
    'name.replace(BODY, "").replace("[0]", "")',
  ),
  mutate(
    30,
    `${DATA}/mapping/selection-expression.ts`,
    'return `[${value.map(textOf).join(", ")}]`',
    "return JSON.stringify(value)",
  ),
  mutate(
    31,
    `${DATA}/message.ts`,
    'routes.get(key ?? "$default")',
    'routes.get((key ?? "$default").toLowerCase())',
  ),
  mutate(
    32,
    `${DATA}/message.ts`,
    "const key = select(body);",
    "const key = select(body);\n  if (key === undefined) return undefined;",
  ),
  mutate(33, `${DATA}/frames.ts`, 'FORBIDDEN = "Forbidden"', 'FORBIDDEN = "No such route"'),
  mutate(34, `${DATA}/frames.ts`, '"requestId":"${requestId}"', '"requestId": "${requestId}"'),
  mutate(35, `${DATA}/call-function.ts`, "clock.after(timeoutMs,", "clock.after(29_000 + 0 * timeoutMs,"),
  mutate(
    36,
    `${GATEWAY}/control-plane/deployments.ts`,
    "Boolean(route.routeResponseSelectionExpression && routeResponses.of(route.routeId))",
    "Boolean(route.routeResponseSelectionExpression)",
  ),
  mutate(
    37,
    `${DATA}/backends/compile-backend.ts`,
    'case "HTTP":\n      return mapped(input, mappedHttp(input))',
    'case "HTTP":\n      return httpProxy(input)',
  ),
  mutate(
    38,
    `${GATEWAY}/control-plane/request-models.ts`,
    "return check ? check(message) :",
    "return check ? undefined :",
  ),
  mutate(
    39,
    `${DATA}/connection.ts`,
    "if (isBinary) this.close(BINARY_REFUSED)",
    "if (isBinary) this.#options.onMessage(this, data.toString())",
  ),
  mutate(40, `${GATEWAY}/limits.ts`, "frameBytes: 32 * KILOBYTE", "frameBytes: 64 * KILOBYTE"),
  mutate(41, `${GATEWAY}/limits.ts`, "messageBytes: 128 * KILOBYTE", "messageBytes: 256 * KILOBYTE"),
  mutate(42, `${CLOUD}/idle-timer.ts`, "const left = lastActiveAt() + ms - clock.now()", "const left = ms"),
  mutate(
    43,
    `${DATA}/connection.ts`,
    "clock.after(limits.connectionMs, () => this.close(GOING_AWAY))",
    "clock.after(limits.connectionMs, () => undefined)",
  ),
  mutate(
    44,
    `${DATA}/close-status.ts`,
    "GOING_AWAY: CloseStatus = { code: 1001",
    "GOING_AWAY: CloseStatus = { code: 1000",
  ),
  mutate(
    45,
    `${DATA}/connection.ts`,
    "this.#options.onClosed(this, this.#ownStatus ?? fromClient)",
    "if (!this.#ownStatus) this.#options.onClosed(this, fromClient)",
  ),
  mutate(46, `${DATA}/callback.ts`, "return { status: 200 };", 'return { status: 200, body: "{}" };'),
  mutate(47, `${DATA}/connection.ts`, "{ binary: false, compress }", "{ binary: true, compress }"),
  mutate(48, `${DATA}/callback.ts`, "connectedAt: new Date(", "ConnectedAt: new Date("),
  mutate(49, `${DATA}/callback.ts`, "return { status: 204 };", "return { status: 200 };"),
  mutate(50, `${DATA}/callback.ts`, '"x-amzn-errortype": reply.errorType', '"x-amzn-error": reply.errorType'),
  mutate(51, `${DATA}/callback.ts`, "if (!isConnectionId(connectionId))", "if (!isConnectionId)"),
  mutate(
    52,
    `${DATA}/connection.ts`,
    'new AwsError("GoneException", "", 410)',
    'new AwsError("GoneException", "", 404)',
  ),
  mutate(
    53,
    `${CLOUD}/iam/authentication.ts`,
    "if (!authorization) throw missingToken()",
    'if (!authorization) return { arn: "arn:aws:iam::000000000000:root", kind: "root" }',
  ),
  mutate(54, `${DATA}/callback.ts`, "iam.authorize({\n    principal,", "void ({\n    principal,"),
  mutate(
    55,
    `${DATA}/callback.ts`,
    "resolve(length <= limit ? Buffer.concat(chunks) : undefined)",
    "resolve(Buffer.concat(chunks))",
  ),
  mutate(
    56,
    `${DATA}/connection.ts`,
    "this.#ws.bufferedAmount + data.length > this.#options.limits.sendBufferBytes",
    "data.length > this.#options.limits.sendBufferBytes",
  ),
  mutate(
    57,
    `${DATA}/throttles.ts`,
    "if (rate === undefined && burst === undefined) return undefined",
    "if (!rate && !burst) return undefined",
  ),
  mutate(
    58,
    `${GATEWAY}/control-plane/api-configuration.ts`,
    "this.stages.all().filter(({ autoDeploy }) => autoDeploy)",
    "this.stages.all()",
  ),
  mutate(59, `${CLOUD}/lambda/idle-time.ts`, "      this.#handlers.freeze();\n", ""),
];

function mutate(row: number, file: string, from: string, to: string): Mutation {
  return { row, file, from, to };
}
