// The page of arguments is what the types say, and the types say enough.
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { PAGE, pageOf } from "./page.ts";
import { entriesOf, gapsIn, reference } from "./reference.ts";

/** A component with one argument, of which the given comment tells. */
function componentWith(comment: string, argument = "size?: number") {
  const text = `
    interface MailboxArgs {
      ${comment}
      ${argument}
    }
    class Mailbox extends pulumi.ComponentResource { constructor(name: string, args: MailboxArgs) {} }`;
  return entriesOf([{ file: "components/mailbox.ts", text }]);
}

test("docs/arguments.md is what the types say: `npm run docs` writes it", () => {
  expect(readFileSync(PAGE, "utf8")).toBe(pageOf(reference()));
});

test("every component is on the page", () => {
  expect(reference().map(({ component }) => component.name)).toEqual(
    expect.arrayContaining([
      "ServerlessSocket",
      "ServerlessSocketMonitoring",
      "StaticSite",
      "LambdaFunction",
    ]),
  );
});

test("every argument of every component has a meaning, an example and, if it can be left out, a default", () => {
  expect(gapsIn(reference())).toEqual([]);
});

test("an argument that lacks one of them is named", () => {
  expect(gapsIn(componentWith("/** Letters.\n * @default 3\n * @example 5 */"))).toEqual([]);
  expect(gapsIn(componentWith("/** Letters.\n * @example 5 */", "size: number"))).toEqual([]);
  expect(gapsIn(componentWith(""))).toEqual([
    "MailboxArgs.size has no meaning",
    "MailboxArgs.size has no @default",
    "MailboxArgs.size has no @example",
  ]);
});

test("an argument that belongs to another kind is none, and a slot for changes says all by its name", () => {
  expect(gapsIn(componentWith("", "size?: undefined"))).toEqual([]);
  expect(gapsIn(componentWith("", "box?: Transform<aws.s3.BucketArgs>"))).toEqual([]);
});

test("types that arguments are made of come along, once, and AWS's own of the same name do not", () => {
  const text = `
    interface Stamp {}
    interface Letter extends Paper { stamp?: Stamp[] }
    interface Paper {}
    interface Bucket {}
    interface MailboxArgs { first: Letter; second: Letter; bucket: aws.s3.Bucket }
    class Mailbox extends pulumi.ComponentResource { constructor(name: string, args: MailboxArgs) {} }`;
  const [entry] = entriesOf([{ file: "components/mailbox.ts", text }]);
  expect(entry?.types.map(({ name }) => name)).toEqual(["MailboxArgs", "Letter", "Paper", "Stamp"]);
});
