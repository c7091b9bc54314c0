// Writes docs/arguments.md out of the components' types: `npm run docs`.
import { writeFileSync } from "node:fs";
import path from "node:path";
import type { Declaration, Member } from "./declarations.ts";
import { type Entry, isTransform, mentionedIn, reference } from "./reference.ts";

/** Where the page is. */
export const PAGE = path.join(import.meta.dirname, "../../docs/arguments.md");

const HEAD = `# Arguments

What each component can be told: type, default, meaning with unit and limits, example. Written by \`npm run docs\` from
the types and their comments; to change a line, change the comment.
`;

/** The page as it has to be. */
export function pageOf(entries: Entry[]) {
  const types = entries.flatMap((entry) => entry.types);
  const contents = entries.map(({ component: { name } }) => `- [${name}](#${name.toLowerCase()})\n`);
  return [HEAD, contents.join(""), ...entries.flatMap((entry) => sectionsOf(entry, types))].join("\n");
}

function sectionsOf({ component, types }: Entry, all: Declaration[]) {
  const { name, file, comment } = component;
  return [
    `## ${name}\n\n${comment.meaning}\n\nSource: [\`${path.basename(file)}\`](../${file}).\n`,
    ...types.map((type) => sectionOf(type, all)),
  ];
}

function sectionOf({ name, comment, bases, definition, members }: Declaration, all: Declaration[]) {
  const paragraphs = [
    comment.meaning,
    definition && typeIn(definition, all),
    bases.length > 0 && `With those of ${linksTo(mentionedIn(bases.join(" "), all))}.`,
    members.map((member) => lineOf(member, all)).join("\n"),
  ];
  return `### ${name}\n\n${paragraphs.filter(Boolean).join("\n\n")}\n`;
}

function lineOf({ name, type, required, comment }: Member, all: Declaration[]) {
  const meaning = comment.meaning.replaceAll("\n", "\n  ");
  if (isTransform(type)) return [`- **${name}**: ${code(type)}`, meaning].filter(Boolean).join(". ");
  const standing = required ? "required" : `default ${quoted(comment.default ?? "")}`;
  const example = code(comment.example ?? "");
  return `- **${name}**: ${typeIn(type, all)}, ${standing}.\n  ${meaning} Example: ${example}`;
}

/** Code as code, words as words. */
function quoted(text: string) {
  return /^(["[{\d]|true$|false$)/.test(text) ? code(text) : text;
}

function code(text: string) {
  return text.includes("`") ? `\`\` ${text} \`\`` : `\`${text}\``;
}

/** A type, with links to those of ours that it is made of. */
function typeIn(text: string, all: Declaration[]) {
  const mentioned = mentionedIn(text, all);
  if (mentioned.length === 0) return code(text);
  return mentioned[0]?.name === text ? linksTo(mentioned) : `${code(text)} (${linksTo(mentioned)})`;
}

function linksTo(types: Declaration[]) {
  return types.map(({ name }) => `[${name}](#${name.toLowerCase()})`).join(", ");
}

if (process.argv[1] === import.meta.filename) writeFileSync(PAGE, pageOf(reference()));
