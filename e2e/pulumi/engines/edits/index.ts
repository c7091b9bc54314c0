// Every edit, in the order of the report.
import type { Edit } from "./edit.ts";
import { failureEdits } from "./failures.ts";
import { identityEdits } from "./identity.ts";
import { optionEdits } from "./options.ts";
import { providerEdits } from "./providers.ts";
import { resourceEdits } from "./resources.ts";
import { valueEdits } from "./values.ts";

export const EDITS: Edit[] = [
  ...resourceEdits,
  ...identityEdits,
  ...optionEdits,
  ...valueEdits,
  ...providerEdits,
  ...failureEdits,
];
