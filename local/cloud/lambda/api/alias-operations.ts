// Aliases of functions: https://docs.aws.amazon.com/lambda/latest/api/API_CreateAlias.html
import * as v from "valibot";
import type { Alias } from "../aliases.ts";
import { authorizedFunction, bodyOf, json, type LambdaRequest, noContent } from "./lambda-request.ts";
import { pageOf } from "./paging.ts";

const VERSION = v.pipe(v.string(), v.regex(/^(\$LATEST|\d+)$/));
const DESCRIPTION = v.optional(v.pipe(v.string(), v.maxLength(256)));
const ROUTING = v.optional(
  v.strictObject({ AdditionalVersionWeights: v.optional(v.record(v.string(), v.number()), {}) }),
);

const NEW_ALIAS = v.strictObject({
  Name: v.string(),
  FunctionVersion: VERSION,
  Description: DESCRIPTION,
  RoutingConfig: ROUTING,
});

const CHANGE = v.strictObject({
  FunctionVersion: v.optional(VERSION),
  Description: DESCRIPTION,
  RoutingConfig: ROUTING,
});

export function createAlias(call: LambdaRequest) {
  const { functionName } = authorizedFunction(call, "lambda:CreateAlias");
  const { Name: name, FunctionVersion: functionVersion, ...rest } = bodyOf(call, NEW_ALIAS);
  const alias = call.lambda.aliasesOf(functionName).create({ name, functionVersion, ...given(rest) });
  return json(describeAlias(alias), 201);
}

export function updateAlias(call: LambdaRequest) {
  const { functionName } = authorizedFunction(call, "lambda:UpdateAlias");
  const change = given(bodyOf(call, CHANGE));
  return json(describeAlias(call.lambda.aliasesOf(functionName).update(nameOf(call), change)));
}

export function getAlias(call: LambdaRequest) {
  const { functionName } = authorizedFunction(call, "lambda:GetAlias");
  return json(describeAlias(call.lambda.aliasesOf(functionName).get(nameOf(call))));
}

export function deleteAlias(call: LambdaRequest) {
  const { functionName } = authorizedFunction(call, "lambda:DeleteAlias");
  call.lambda.deleteAlias(functionName, nameOf(call));
  return noContent();
}

export function listAliases(call: LambdaRequest) {
  const { functionName } = authorizedFunction(call, "lambda:ListAliases");
  const aliases = call.lambda.aliasesOf(functionName);
  const version = call.query.get("FunctionVersion");
  const { items, ...rest } = pageOf(call, version === null ? aliases.list() : aliases.of(version));
  return json({ ...rest, Aliases: items.map(describeAlias) });
}

const nameOf = ({ parameters }: LambdaRequest) => parameters.Name ?? "";

/** What is not given is not there, so that it stays as it is. */
function given({ FunctionVersion, Description, RoutingConfig }: v.InferOutput<typeof CHANGE>) {
  return {
    ...(FunctionVersion !== undefined && { functionVersion: FunctionVersion }),
    ...(Description !== undefined && { description: Description }),
    ...(RoutingConfig && { additionalVersionWeights: RoutingConfig.AdditionalVersionWeights }),
  };
}

function describeAlias({ arn, name, functionVersion, description, additionalVersionWeights }: Alias) {
  return {
    ...{ AliasArn: arn, Name: name, FunctionVersion: functionVersion, Description: description },
    ...(Object.keys(additionalVersionWeights).length > 0 && {
      RoutingConfig: { AdditionalVersionWeights: additionalVersionWeights },
    }),
  };
}
