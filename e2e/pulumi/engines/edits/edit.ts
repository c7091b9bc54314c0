// What an edit is: programs that are run one after the other, as a person edits and runs theirs.
import type { Cloud } from "../../../../local/cloud/cloud.ts";

export interface Program {
  /** What `index.ts` holds below its imports of `aws` and `pulumi`. */
  body: string;
  /** Of the stack, by key of the project. */
  config?: Record<string, string>;
  /** Breaks something in the cloud for this run; returns what mends it. */
  fault?: (cloud: Cloud) => () => void;
}

export interface Edit {
  /** Title of its test and of its row in the report. */
  name: string;
  programs: Program[];
  /** How the in-process engine names what it refuses, in the last run; without it both must do the same. */
  refused?: string;
}

/** An edit of the body alone. */
export const edit = (name: string, ...bodies: string[]): Edit => ({
  name,
  programs: bodies.map((body) => ({ body })),
});
