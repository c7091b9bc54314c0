// Access logs: one line for each request, in the format that the stage gives.
// https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-logging.html
import { logGroupOf } from "../control-plane/access-log-settings.ts";
import type { Stage } from "../control-plane/stages.ts";
import { clfTime } from "./event.ts";
import type { Ended } from "./exchange.ts";
import type { Gateway } from "./gateway.ts";
import type { Session } from "./session.ts";

const VARIABLE = /\$context((?:\.\w+)+)/g;

/** What stands for a variable that the request has not. */
const ABSENT = "-";

/** Status of a call that Lambda took, whatever its function then did. */
const INVOKED = 200;

/** Writes nothing when the stage has no access log. */
export function writeAccessLog({ account }: Gateway, stage: Stage, session: Session, exchange: Ended) {
  const { destinationArn, format } = stage.accessLogSettings ?? {};
  const logGroup = destinationArn && logGroupOf(destinationArn);
  if (!logGroup || !format) return;
  const values = contextOf(session, exchange);
  const message = format.replace(VARIABLE, (_, path: string) => valueAt(values, path.slice(1).split(".")));
  account.log(logGroup, stage.arn, message);
}

function contextOf(session: Session, exchange: Ended) {
  const { identity, authorizer, connectionId, connectedAt, apiId, domainName, stage } = session;
  const { eventType, route, requestId, messageId, startedAt, status, error, integrated } = exchange;
  return {
    ...{ apiId, connectedAt, connectionId, domainName, stage, identity, authorizer },
    ...{ eventType, messageId, requestId, status },
    ...{ extendedRequestId: requestId, messageDirection: "IN", routeKey: route },
    ...{ requestTime: clfTime(startedAt), requestTimeEpoch: startedAt },
    error: error && { message: error, messageString: JSON.stringify(error) },
    integrationLatency: integrated?.latencyMs,
    integration: integrated && {
      latency: integrated.latencyMs,
      status: integrated.status,
      integrationStatus: integrated.reached ? INVOKED : undefined,
    },
  };
}

function valueAt(values: unknown, path: string[]) {
  const value = path.reduce(
    (within: unknown, field) => Object.entries(Object(within)).find(([key]) => key === field)?.[1] as unknown,
    values,
  );
  return value === undefined || value === "" || typeof value === "object" ? ABSENT : String(value);
}
