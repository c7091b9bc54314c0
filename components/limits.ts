// Numbers that AWS takes between two limits only.
import type { Problem } from "./errors.ts";

export interface Limits {
  least: number;
  most: number;
  unit: string;
}

/** https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html */
const MEMORY: Limits = { least: 128, most: 10_240, unit: "MB" };

/** https://docs.aws.amazon.com/lambda/latest/dg/configuration-timeout.html */
const TIMEOUT: Limits = { least: 1, most: 900, unit: "seconds" };

/** Days that CloudWatch knows. https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html */
export const RETENTION_DAYS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

/** Of a function's memory and timeout. @param at what the settings belong to, as in `routes["send"].` */
export function sizeProblems({ memory, timeout }: { memory?: unknown; timeout?: unknown }, at = "") {
  return [
    ...wholeNumberProblems(`${at}memory`, memory, MEMORY),
    ...wholeNumberProblems(`${at}timeout`, timeout, TIMEOUT),
  ];
}

/** What is not known yet, an Output or a Promise, is left to AWS. */
export function wholeNumberProblems(argument: string, value: unknown, limits: Limits): Problem[] {
  const { least, most, unit } = limits;
  if (isUnknown(value)) return [];
  if (Number.isInteger(value) && Number(value) >= least && Number(value) <= most) return [];
  const wrong = `AWS takes whole ${unit}, ${least} to ${most}`;
  return [{ argument, value, wrong, remedy: `Give ${unit} in that range` }];
}

/** What is not known yet is left to AWS. */
export function retentionProblems(argument: string, value: unknown): Problem[] {
  if (isUnknown(value) || RETENTION_DAYS.some((days) => days === value)) return [];
  const wrong = "CloudWatch keeps logs for certain numbers of days only";
  return [{ argument, value, wrong, remedy: `Use one of ${RETENTION_DAYS.join(", ")}` }];
}

function isUnknown(value: unknown) {
  return value === undefined || (typeof value === "object" && value !== null);
}
