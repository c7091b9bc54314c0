import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchBrowser } from "../support/browser.ts";
import { enterChat, messages, say } from "../support/chat-page.ts";
import { repository } from "../support/cloud.ts";
import { copyProgram, type ProgramCopy } from "../support/copy.ts";
import { commandLine } from "./command-line.ts";

let program: ProgramCopy;
let browser: Browser;
let typed: ReturnType<typeof commandLine>;

beforeAll(async () => {
  program = copyProgram();
  typed = commandLine(program.directory);
  browser = await launchBrowser();
  await typed.cloud("--background --port 0");
});

afterAll(async () => {
  await browser?.close();
  await typed?.cloud("--stop");
  program?.remove();
});

test("after an update two people chat at the URL that Pulumi prints", async () => {
  expect(await typed.pulumi("up --yes --color never")).toMatch(/siteUrl +: "http/);
  const url = await typed.pulumi("stack output siteUrl");
  const [ann, bob] = [await enterChat(browser, url), await enterChat(browser, url)];
  await say(ann.page, "Deployed by Pulumi itself");
  await messages(bob.page).getByText("Deployed by Pulumi itself").waitFor();
  await say(bob.page, "And answered");
  await messages(ann.page).getByText("And answered").waitFor();
  expect([...ann.complaints, ...bob.complaints]).toEqual([]);
});

test("what Pulumi keeps of the stack is in no file of the checkout", () => {
  const settings = (directory: string) => readFileSync(join(directory, "Pulumi.local.yaml"), "utf8");
  expect(settings(program.directory)).toBe(settings(repository));
});
