// What makes a resource the same one as before: its name, its parent, its aliases.
import { edit, type Edit } from "./edit.ts";
import { group, LOGS } from "./sources.ts";

const logs = (name: string, opts = "{}") =>
  `${LOGS}const logs = new Logs("${name}", { days: 7 }, ${opts});\nexport const groupName = logs.groupName;`;

/** A component without children of its own. */
const FOLDER = `
class Folder extends pulumi.ComponentResource {
  constructor(name: string) {
    super("edits:index:Folder", name);
  }
}
const one = new Folder("one");
const two = new Folder("two");
`;

export const identityEdits: Edit[] = [
  edit("rename a component, with an alias", logs("logs"), logs("journal", '{ aliases: [{ name: "logs" }] }')),
  // Both have the same physical name, so that it is AWS that refuses.
  edit("rename a component, without an alias", logs("logs"), logs("journal")),
  edit(
    "give a resource another parent, with an alias",
    FOLDER + group("a", "", "{ parent: one }"),
    FOLDER + group("a", "", "{ parent: two, aliases: [{ parent: one }] }"),
  ),
  edit(
    "give a resource another parent, without an alias",
    `${FOLDER}new aws.cloudwatch.LogGroup("a", {}, { parent: one });`,
    `${FOLDER}new aws.cloudwatch.LogGroup("a", {}, { parent: two });`,
  ),
  edit(
    "register a name twice",
    'new aws.cloudwatch.LogGroup("a");',
    'new aws.cloudwatch.LogGroup("a"); new aws.cloudwatch.LogGroup("a");',
  ),
];
