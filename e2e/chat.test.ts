import {
  ApiGatewayManagementApiClient,
  DeleteConnectionCommand,
} from "@aws-sdk/client-apigatewaymanagementapi";
import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { accessibilityViolations, launchBrowser, type ObservedPage } from "./support/browser.ts";
import { enterChat, messages, say } from "./support/chat-page.ts";
import { type RunningCloud, startCloud } from "./support/cloud.ts";
import { rowKeys } from "./support/table.ts";

let cloud: RunningCloud;
let browser: Browser;
const pages: ObservedPage[] = [];

beforeAll(async () => {
  [cloud, browser] = await Promise.all([startCloud(), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await cloud?.stop();
});
afterEach(async () => {
  for (const { page, complaints } of pages.splice(0)) {
    await page.context().close();
    expect(complaints).toEqual([]);
  }
});

/** A person who is in the chat and may write. */
async function person(options: Parameters<Browser["newContext"]>[0] = {}) {
  const opened = await enterChat(browser, String(cloud.outputs.siteUrl), options);
  pages.push(opened);
  return opened.page;
}

test("[CLI-8] two people chat: each sees what the other says, and one's own at once", async () => {
  const [ann, bob] = [await person(), await person()];
  await say(ann, "Hello from the first window");
  await messages(ann).getByText("Hello from the first window").waitFor();
  await messages(bob).getByText("Hello from the first window").waitFor();
  await say(bob, "And hello back, with a link: https://www.pulumi.com");
  await messages(ann).getByRole("link", { name: "https://www.pulumi.com" }).waitFor();
  expect(await messages(ann).getByRole("listitem").count()).toBe(2);
  expect(await messages(bob).getByRole("listitem").count()).toBe(2);
});

test("[CLI-12] what looks like markup is shown as text", async () => {
  const [ann, bob] = [await person(), await person()];
  await say(ann, "<img src=x onerror=alert(1)> <b>bold</b>");
  await messages(bob).getByText("<img src=x onerror=alert(1)> <b>bold</b>").waitFor();
});

test("[CLI-3] a line that the server cuts comes back by itself, and what is said then arrives", async () => {
  const [ann, bob] = [await person(), await person()];
  const client = new ApiGatewayManagementApiClient({
    endpoint: String(cloud.outputs.callbackUrl),
    region: cloud.region,
    credentials: cloud.credentials,
  });
  const before = (await rowKeys(cloud)).filter((key) => key.startsWith("C#")).map((key) => key.slice(2));
  const back = cloud.connected(before.length);
  for (const ConnectionId of before) await client.send(new DeleteConnectionCommand({ ConnectionId }));
  client.destroy();
  await back;
  await say(ann, "Are you back?");
  await messages(bob).getByText("Are you back?").waitFor();
});

test("[CLI-10] what is written while the device is off-line waits, and leaves when it is back", async () => {
  const [ann, bob] = [await person(), await person()];
  await ann.context().setOffline(true);
  await ann
    .getByText(/off-?line/i)
    .first()
    .waitFor();
  await say(ann, "Written in a tunnel");
  await messages(ann).getByText("Written in a tunnel").waitFor();
  await ann.context().setOffline(false);
  await messages(bob).getByText("Written in a tunnel").waitFor();
});

test.for([
  ["light", 1280],
  ["dark", 1280],
  ["light", 360],
  ["dark", 360],
] as const)(
  "the page in %s at %i px has no accessibility violation and does not scroll sideways",
  async ([colorScheme, width]) => {
    const page = await person({ colorScheme, viewport: { width, height: 720 } });
    await say(page, "A line long enough to wrap on a phone: ".repeat(4));
    await messages(page).getByText("A line long enough").waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);
    expect(
      await page.evaluate<number>("document.documentElement.scrollWidth - innerWidth"),
    ).toBeLessThanOrEqual(0);
  },
);

test("the keyboard alone is enough to write, and every stop is visible", async () => {
  const page = await person();
  const focused = () => page.evaluate<string>("document.activeElement.id");
  for (let stops = 0; (await focused()) !== "composer"; stops++) {
    expect(stops).toBeLessThan(20);
    await page.keyboard.press("Tab");
  }
  await page.keyboard.type("By keyboard");
  await page.keyboard.press("Enter");
  await messages(page).getByText("By keyboard").waitFor();
});
