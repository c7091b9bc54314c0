// A service of the query protocol (IAM, STS): forms in, XML out.
import type { AuthenticatedRequest, Service, ServiceResponse } from "../front-door/service.ts";
import { unknownAction } from "./errors.ts";
import type { QueryRequest } from "./query-request.ts";
import { element, type XmlFields } from "./xml.ts";

interface QueryApi<Call extends QueryRequest> {
  /** Of the API, such as `2010-05-08`. */
  version: string;
  /** Of the XML in answers. */
  namespace: string;
  /** By name; one without a result returns nothing. */
  operations: Record<string, (call: Call) => XmlFields | void>;
  accept(request: AuthenticatedRequest): Call;
}

/** Calls the operation that a form's `Action` names. @throws AwsError for an action that the API has not */
export function queryService<Call extends QueryRequest>(api: QueryApi<Call>): Service {
  const operations = new Map(Object.entries(api.operations));
  return {
    async handle(request) {
      const call = api.accept(request);
      const operation = operations.get(call.action);
      if (!operation) throw unknownAction(call.action, api.version, operations.keys());
      return answer(call.action, api.namespace, operation(call) ?? undefined);
    },
  };
}

function answer(action: string, namespace: string, result: XmlFields | undefined): ServiceResponse {
  const name = `${action}Response`;
  return {
    status: 200,
    headers: { "content-type": "text/xml" },
    body: Buffer.from(`<${name} xmlns="${namespace}">${element(`${action}Result`, result)}</${name}>`),
  };
}
