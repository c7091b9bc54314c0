// Lambda behind the AWS endpoint: functions invoked, read and changed by SDKs.
// https://docs.aws.amazon.com/lambda/latest/api/API_Operations.html
import type { CloudContext } from "../../context.ts";
import { AwsError } from "../../errors.ts";
import type { AuthenticatedRequest, Service, ServiceResponse } from "../../front-door/service.ts";
import { toFunctionArn } from "../function-arn.ts";
import { createAlias, deleteAlias, getAlias, listAliases, updateAlias } from "./alias-operations.ts";
import {
  deleteFunctionConcurrency,
  getAccountSettings,
  getFunctionConcurrency,
  putFunctionConcurrency,
} from "./concurrency-operations.ts";
import {
  deleteFunction,
  getFunction,
  getFunctionConfiguration,
  listFunctions,
} from "./function-operations.ts";
import { invoke } from "./invoke-operation.ts";
import type { LambdaRequest } from "./lambda-request.ts";
import { addPermission, getPolicy, removePermission } from "./permission-operations.ts";
import { routesOf } from "./routes.ts";
import { listTags, tagResource, untagResource } from "./tag-operations.ts";
import { updateFunctionCode, updateFunctionConfiguration } from "./update-operations.ts";
import { listVersionsByFunction, publishVersion } from "./version-operations.ts";

type Operation = (call: LambdaRequest) => ServiceResponse | Promise<ServiceResponse>;

const OPERATIONS: Record<string, Operation> = {
  "POST /2015-03-31/functions/{FunctionName}/invocations": invoke,
  "GET /2015-03-31/functions": listFunctions,
  "GET /2015-03-31/functions/{FunctionName}": getFunction,
  "DELETE /2015-03-31/functions/{FunctionName}": deleteFunction,
  "GET /2015-03-31/functions/{FunctionName}/configuration": getFunctionConfiguration,
  "PUT /2015-03-31/functions/{FunctionName}/configuration": updateFunctionConfiguration,
  "PUT /2015-03-31/functions/{FunctionName}/code": updateFunctionCode,
  "GET /2015-03-31/functions/{FunctionName}/versions": listVersionsByFunction,
  "POST /2015-03-31/functions/{FunctionName}/versions": publishVersion,
  "GET /2015-03-31/functions/{FunctionName}/aliases": listAliases,
  "POST /2015-03-31/functions/{FunctionName}/aliases": createAlias,
  "GET /2015-03-31/functions/{FunctionName}/aliases/{Name}": getAlias,
  "PUT /2015-03-31/functions/{FunctionName}/aliases/{Name}": updateAlias,
  "DELETE /2015-03-31/functions/{FunctionName}/aliases/{Name}": deleteAlias,
  "GET /2015-03-31/functions/{FunctionName}/policy": getPolicy,
  "POST /2015-03-31/functions/{FunctionName}/policy": addPermission,
  "DELETE /2015-03-31/functions/{FunctionName}/policy/{StatementId}": removePermission,
  "GET /2019-09-30/functions/{FunctionName}/concurrency": getFunctionConcurrency,
  "PUT /2017-10-31/functions/{FunctionName}/concurrency": putFunctionConcurrency,
  "DELETE /2017-10-31/functions/{FunctionName}/concurrency": deleteFunctionConcurrency,
  "GET /2017-03-31/tags/{FunctionName}": listTags,
  "POST /2017-03-31/tags/{FunctionName}": tagResource,
  "DELETE /2017-03-31/tags/{FunctionName}": untagResource,
  "GET /2016-08-19/account-settings": getAccountSettings,
};

const find = routesOf(OPERATIONS);

export class LambdaService implements Service {
  readonly #dependencies: Pick<LambdaRequest, "lambda" | "logs" | "context">;

  constructor(context: CloudContext, dependencies: Pick<LambdaRequest, "lambda" | "logs">) {
    this.#dependencies = { ...dependencies, context };
  }

  async handle(request: AuthenticatedRequest): Promise<ServiceResponse> {
    const { pathname, searchParams: query } = new URL(request.url, "http://lambda");
    const found = find(request.method, pathname);
    if (!found) throw unknownOperation(request.method, pathname);
    const { operation, parameters } = found;
    const functionArn = this.#functionArn(parameters.FunctionName ?? "", query.get("Qualifier"));
    return operation({ ...this.#dependencies, request, functionArn, parameters, query });
  }

  /** With the qualifier, which may stand beside the name or in it. */
  #functionArn(name: string, qualifier: string | null) {
    const { context } = this.#dependencies;
    const arn = toFunctionArn(context, name);
    const [, inName] = /:function:[^:]+:([^:]+)$/.exec(arn) ?? [];
    if (!qualifier || inName === qualifier) return arn;
    if (inName === undefined) return `${arn}:${qualifier}`;
    const message = "The derived qualifier from the function name does not match the specified qualifier.";
    throw new AwsError("InvalidParameterValueException", message);
  }
}

const unknownOperation = (method: string, path: string) =>
  new AwsError(
    "UnknownOperationException",
    `The local cloud's Lambda has no operation ${method} ${path}. It has Invoke, ListFunctions, GetFunction and the ` +
      "like; UpdateFunctionConfiguration and UpdateFunctionCode, versions, aliases, permissions, concurrency and tags; " +
      "functions are made by the program.",
    404,
  );
