// Which tables PartiQL statements are about.
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ql-reference.html
import { type Fields, listOf, textOf } from "./request-fields.ts";

export interface PartiQlStatement {
  verb: "Select" | "Insert" | "Update" | "Delete";
  /** Empty when the statement names none. */
  table: string;
  index?: string;
}

const NAME = `"?([\\w.-]+)"?(?:\\."([\\w.-]+)")?`;

const FORMS: [PartiQlStatement["verb"], RegExp][] = [
  ["Select", new RegExp(`^\\s*select\\b.*?\\bfrom\\s+${NAME}`, "is")],
  ["Insert", new RegExp(`^\\s*insert\\s+into\\s+${NAME}`, "is")],
  ["Update", new RegExp(`^\\s*update\\s+${NAME}`, "is")],
  ["Delete", new RegExp(`^\\s*delete\\s+from\\s+${NAME}`, "is")],
];

/** Of any of the operations that take them. One that is no statement counts as one that reads. */
export function partiQlStatements({ Statement, Statements, TransactStatements }: Fields): PartiQlStatement[] {
  const several = [...listOf(Statements), ...listOf(TransactStatements)].map((entry) => entry.Statement);
  return [Statement, ...several].flatMap((text) => textOf(text) ?? []).map(parse);
}

function parse(text: string): PartiQlStatement {
  for (const [verb, form] of FORMS) {
    const [, table, index] = form.exec(text) ?? [];
    if (table !== undefined) return { verb, table, index };
  }
  return { verb: "Select", table: "" };
}
