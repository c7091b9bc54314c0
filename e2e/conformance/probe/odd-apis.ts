// APIs that lack something, or select their routes in another way.
import { probe } from "./functions.ts";
import { WebSocketApi } from "./web-socket-api.ts";

const lacking = new WebSocketApi("bare");
lacking.replyingRoute("known", lacking.proxy("probe", probe));

/** Neither `$connect` nor `$disconnect` nor `$default`. */
export const bare = lacking.deployedStage("bare");

const closed = new WebSocketApi("uninvited");
closed.route(
  "$connect",
  closed.integration("probe", { integrationType: "AWS_PROXY", integrationUri: probe.invokeArn }),
);

/** The gateway may not invoke the function of its `$connect`. */
export const uninvited = closed.deployedStage("uninvited");

const selecting = new WebSocketApi("selecting", "to/${request.body.rooms[0].name}/${request.body['kind']}");
const selectingProxy = selecting.proxy("probe", probe);
for (const key of ["to/lobby/text", "to/lobby/[1, 2]", "to/lobby/true", "to/42/text", "to//", "$default"]) {
  selecting.replyingRoute(key, selectingProxy);
}

/** Several parts of a message, and a word, make the route key. */
export const expressive = selecting.deployedStage("expressive");

const growing = new WebSocketApi("growing");
const growingProxy = growing.proxy("probe", probe);
growing.replyingRoute("early", growingProxy);
growing.replyingRoute("$default", growingProxy);

/** Serves what there was before the route `late`. */
export const behind = growing.deployedStage("behind");

/** Serves every change by itself. */
export const abreast = growing.stage("abreast", { autoDeploy: true });

growing.replyingRoute("late", growingProxy, { dependsOn: [behind, abreast] });
