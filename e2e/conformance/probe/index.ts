// Everything that the suite looks at from outside. Its functions do what any caller tells them: destroy it when done.
import type * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { probe } from "./functions.ts";
import { guarded, signed } from "./guarded-apis.ts";
import { integrating } from "./integrations-api.ts";
import { narrow, ordinary, zero } from "./main-api.ts";
import { abreast, bare, behind, expressive, uninvited } from "./odd-apis.ts";
import { table } from "./table.ts";

const stages: Record<string, aws.apigatewayv2.Stage> = {
  ordinary,
  zero,
  narrow,
  bare,
  uninvited,
  expressive,
  behind,
  abreast,
  guarded,
  signed,
  integrating,
};

export const tableName = table.name;
export const functionName = probe.name;
export const urls = of(({ invokeUrl }) => invokeUrl);
export const executionArns = of(({ executionArn }) => executionArn);

function of(output: (stage: aws.apigatewayv2.Stage) => pulumi.Output<string>) {
  return pulumi.all(Object.fromEntries(Object.entries(stages).map(([name, stage]) => [name, output(stage)])));
}
