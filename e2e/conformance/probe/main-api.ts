// The ordinary API: all three reserved routes, and a route for each way to answer.
import { powerless, probe, sleeper } from "./functions.ts";
import { WebSocketApi } from "./web-socket-api.ts";

/** The shortest time that an integration can be given. */
const HURRY_MS = 50;

const main = new WebSocketApi("main");
const proxy = main.proxy("probe", probe);

main.routes(["$connect", "$disconnect"], proxy);
main.replyingRoute("$default", proxy);
main.replyingRoute("reply", proxy);
main.route("silent", proxy);
main.route("expression-only", proxy, { routeResponseSelectionExpression: "$default" });
main.routeResponse("response-only", main.route("response-only", proxy));
main.replyingRoute("hurry", main.proxy("hurried", probe, { timeoutMilliseconds: HURRY_MS }));
main.replyingRoute("powerless", main.proxy("powerless", powerless));
main.replyingRoute("sleep", main.proxy("sleeper", sleeper));

export const ordinary = main.deployedStage("ordinary");

/** Throttles that the program does not give are sent as zero: https://github.com/pulumi/pulumi-aws/issues/2363 */
export const zero = main.deployedStage("zero", { defaultRouteSettings: {} });

/** One connection at once. */
export const narrow = main.deployedStage("narrow", {
  routeSettings: [{ routeKey: "$connect", throttlingRateLimit: 1, throttlingBurstLimit: 1 }],
});
