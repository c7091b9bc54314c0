// What was measured, as rows of subjects and columns of figures, and its form in Markdown.
import { median, ratios, spread } from "./statistics.ts";

/** A figure of every subject. */
interface Column {
  /** With its unit, such as `to ready, ms`. */
  title: string;
  /** Name of the row that the others are compared with. */
  besides?: string;
}

interface Row {
  name: string;
  /** For each column one sample per round; none where the column does not apply. */
  samples: number[][];
}

export interface Table {
  title: string;
  /** How it was measured, in a sentence or two. */
  about: string;
  columns: Column[];
  rows: Row[];
}

/** Digits that a figure is printed with, as far as they stand behind the point. */
const SIGNIFICANT_DIGITS = 3;

/** A heading, how it was measured, and the table. */
export function markdown(table: Table): string {
  const { title, about, columns, rows } = table;
  const head = ["", ...columns.flatMap((column) => [column.title, ...ratioTitle(column)])];
  const body = rows.map((row) => [row.name, ...columns.flatMap((_, index) => cells(table, row, index))]);
  const rule = head.map((_, index) => (index === 0 ? "---" : "---:"));
  return [`## ${title}`, "", about, "", ...[head, rule, ...body].map(line)].join("\n");
}

const ratioTitle = ({ besides }: Column) => (besides === undefined ? [] : [`× ${besides}`]);

function cells({ columns, rows }: Table, row: Row, index: number): string[] {
  const samples = row.samples[index] ?? [];
  const besides = columns[index]?.besides;
  if (besides === undefined) return [cell(samples)];
  const others = rows.find(({ name }) => name === besides)?.samples[index] ?? [];
  return [cell(samples), cell(row.name === besides || others.length === 0 ? [] : ratios(samples, others))];
}

/** The median, and between which values it lies when there are several. */
function cell(samples: number[]): string {
  if (samples.length === 0) return "";
  const [least, most] = spread(samples).map(figure);
  const middle = figure(median(samples));
  return least === most ? middle : `${middle} (${least}–${most})`;
}

function figure(value: number): string {
  return Math.abs(value) >= 10 ** (SIGNIFICANT_DIGITS - 1)
    ? value.toFixed(0)
    : String(Number(value.toPrecision(SIGNIFICANT_DIGITS)));
}

const line = (texts: string[]) => `| ${texts.join(" | ")} |`;
