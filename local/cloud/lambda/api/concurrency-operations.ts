// How many invocations a function, and the account, may have in progress.
// https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html
import * as v from "valibot";
import { MAX_UNZIPPED_BYTES } from "./zip.ts";
import { authorizedFunction, bodyOf, json, type LambdaRequest, noContent } from "./lambda-request.ts";

const RESERVATION = v.strictObject({
  ReservedConcurrentExecutions: v.pipe(v.number(), v.integer(), v.minValue(0)),
});

/** https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const CODE_LIMITS = {
  TotalCodeSize: 75 * 1024 ** 3,
  CodeSizeUnzipped: MAX_UNZIPPED_BYTES,
  CodeSizeZipped: 50 * 1024 ** 2,
};

export function getFunctionConcurrency(call: LambdaRequest) {
  const { reservedConcurrentExecutions } = authorizedFunction(call, "lambda:GetFunctionConcurrency");
  return json({ ReservedConcurrentExecutions: reservedConcurrentExecutions });
}

export function putFunctionConcurrency(call: LambdaRequest) {
  const { functionName } = authorizedFunction(call, "lambda:PutFunctionConcurrency");
  const reservation = bodyOf(call, RESERVATION);
  const reservedConcurrentExecutions = reservation.ReservedConcurrentExecutions;
  call.lambda.updateFunctionSettings(functionName, { reservedConcurrentExecutions });
  return json(reservation);
}

export function deleteFunctionConcurrency(call: LambdaRequest) {
  const { functionName } = authorizedFunction(call, "lambda:DeleteFunctionConcurrency");
  call.lambda.updateFunctionSettings(functionName, { reservedConcurrentExecutions: undefined });
  return noContent();
}

export function getAccountSettings({ request, lambda }: LambdaRequest) {
  request.authorize({ action: "lambda:GetAccountSettings", resource: "*" });
  const functions = lambda.listFunctions();
  const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);
  const reserved = sum(functions.map((each) => each.reservedConcurrentExecutions ?? 0));
  return json({
    AccountLimit: {
      ...CODE_LIMITS,
      ConcurrentExecutions: lambda.accountConcurrency,
      UnreservedConcurrentExecutions: lambda.accountConcurrency - reserved,
    },
    AccountUsage: {
      TotalCodeSize: sum(functions.map(({ codeSize }) => codeSize)),
      FunctionCount: functions.length,
    },
  });
}
