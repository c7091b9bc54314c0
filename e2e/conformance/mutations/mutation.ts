// A small change to the local cloud's source that breaks one row of the table.

export interface Mutation {
  /** The row whose test has to fail. */
  row: number;
  /** From the repository's root. */
  file: string;
  /** Text that stands in the file once. */
  from: string;
  to: string;
}
