// The arguments of every component, as a page and as a list of what the page lacks.
import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { type Component, type Declaration, declarationsIn } from "./declarations.ts";

const ROOT = path.join(import.meta.dirname, "../..");

/** A component with the types that its arguments are made of, each of them with the first component that has it. */
export interface Entry {
  component: Component;
  types: Declaration[];
}

/** What can be said to the components of this repository. */
export function reference(): Entry[] {
  const files = globSync("components/**/*.ts", { cwd: ROOT }).filter((file) => !/test(ing)?\.ts$/.test(file));
  return entriesOf(files.sort().map((file) => ({ file, text: readFileSync(path.join(ROOT, file), "utf8") })));
}

/** What can be said to the components that the sources declare. */
export function entriesOf(sources: Parameters<typeof declarationsIn>[0]): Entry[] {
  const { components, types } = declarationsIn(sources);
  const described = new Set<Declaration>();
  return components.map((component) => {
    const before = new Set(described);
    reach(component.args);
    return { component, types: [...described].filter((type) => !before.has(type)) };
  });

  function reach(text: string) {
    for (const type of mentionedIn(text, types)) {
      if (described.has(type)) continue;
      described.add(type);
      for (const mention of mentionsOf(type)) reach(mention);
    }
  }
}

/** What an argument lacks to be understood, as `Type.argument has no …`. */
export function gapsIn(entries: Entry[]) {
  const types = entries.flatMap((entry) => entry.types);
  return types.flatMap(({ name, members }) =>
    members
      .filter(({ type }) => !isTransform(type))
      .flatMap((member) => {
        const { comment, required } = member;
        const lacks = [
          ...(comment.meaning ? [] : ["meaning"]),
          ...(comment.default || required ? [] : ["@default"]),
          ...(comment.example ? [] : ["@example"]),
        ];
        return lacks.map((lack) => `${name}.${member.name} has no ${lack}`);
      }),
  );
}

/** Whether it is one of the slots for changes to a child, whose name says all. */
export function isTransform(type: string) {
  return type.startsWith("Transform<");
}

/** Types among those given that are named in a text. `aws.lambda.Function` is not ours. */
export function mentionedIn<T extends { name: string }>(text: string, types: T[]) {
  const names = new Set(text.match(/(?<![.\w"/])[A-Z]\w*/g));
  return types.filter(({ name }) => names.has(name));
}

function mentionsOf({ bases, definition, members }: Declaration) {
  return [...bases, definition ?? "", ...members.map(({ type }) => type)];
}
