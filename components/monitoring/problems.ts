// Everything a `ServerlessSocketMonitoring` refuses, found before anything is registered.
import type { Problem } from "../errors.ts";
import { componentNameProblems } from "../names.ts";
import { tagProblems } from "../tags.ts";
import type { ServerlessSocketMonitoringArgs } from "./args.ts";

/** As far as SNS looks at an address: whether it is one, the e-mail to it will tell. */
export const EMAIL = /^[^\s@]+@[^\s@]+$/;

/** All mistakes in the arguments, in the order of the arguments. */
export function findProblems(
  name: string,
  { emails = [], thresholds = {}, tags }: ServerlessSocketMonitoringArgs,
): Problem[] {
  return [
    ...componentNameProblems(name),
    ...emails.flatMap((email, index) => emailProblems(email, index, emails)),
    ...Object.entries(thresholds).flatMap(([name, value]) => thresholdProblems(name, value)),
    ...tagProblems(tags),
  ];
}

function emailProblems(email: string, index: number, emails: string[]): Problem[] {
  const argument = `emails[${index}]`;
  if (!EMAIL.test(email)) {
    const remedy = "Use an address such as operations@example.com";
    return [{ argument, value: email, wrong: "it is no e-mail address", remedy }];
  }
  if (emails.indexOf(email) === index) return [];
  return [{ argument, value: email, wrong: "it is in the list twice", remedy: "Keep one of the two" }];
}

function thresholdProblems(name: string, value: number | undefined): Problem[] {
  if (value === undefined || value >= 0) return [];
  const wrong = "no count is below it, so the alarm would never end";
  return [{ argument: `thresholds.${name}`, value, wrong, remedy: "Use 0 or more" }];
}
