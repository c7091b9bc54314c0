// A socket under the origin of its site, at CloudFront's address and at a name, for programs and for a page.
import { once } from "node:events";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type ClientOptions, WebSocket } from "ws";
import { launchBrowser, openPage } from "./support/browser.ts";
import { type RunningCloud, startCloud } from "./support/cloud.ts";

let cloud: RunningCloud;
let browser: Browser;

beforeAll(async () => {
  cloud = await startCloud("--program", "e2e/programs/site");
  const { host } = new URL(cloud.names[0]!.site);
  browser = await launchBrowser([`--host-resolver-rules=MAP chat.example.com ${host}`]);
});
afterAll(async () => {
  await browser?.close();
  await cloud?.stop();
});

const output = (name: string) => String(cloud.outputs[name]);

async function open(url: string, options: ClientOptions = {}, protocols: string[] = []) {
  const socket = new WebSocket(url, protocols, options);
  await once(socket, "open");
  return socket;
}

/** The status with which a handshake is refused. */
async function refusal(url: string, options: ClientOptions) {
  const socket = new WebSocket(url, options);
  const [, response] = await once(socket, "unexpected-response");
  socket.on("error", () => undefined).terminate();
  return (response as { statusCode: number }).statusCode;
}

const isHandshake = (line: { kind: string; message?: unknown }) =>
  line.kind === "log" && String(line.message).includes("X-Amz-Cf-Id");

test("the socket's address is the site's, and what $connect sees is CloudFront's", async () => {
  expect(output("siteSocketUrl")).toBe(`${output("siteUrl").replace("http", "ws")}/v1`);
  const seen = cloud.next(isHandshake);
  const socket = await open(
    `${output("siteSocketUrl")}?room=lobby`,
    { origin: output("siteUrl"), headers: { cookie: "session=1" } },
    ["chat.v1"],
  );
  expect(socket.protocol).toBe("chat.v1");
  const { message } = (await seen) as { message: string };
  expect(JSON.parse(message.slice(message.indexOf("{")))).toMatchObject({
    Host: output("apiHost"),
    Origin: output("siteUrl"),
    Cookie: "session=1",
    Via: expect.stringContaining("CloudFront"),
  });
  socket.terminate();
});

test("a message is answered, and what API Gateway closes with arrives", async () => {
  const socket = await open(output("siteSocketUrl"), { origin: output("siteUrl") });
  socket.send("hello");
  expect(String((await once(socket, "message"))[0])).toBe("hello");
  socket.send(Buffer.from("bytes"));
  expect((await once(socket, "close"))[0]).toBe(1003);
});

test("a page of somebody else's is turned away", async () => {
  expect(await refusal(output("siteSocketUrl"), { origin: "http://evil.example" })).toBe(403);
});

test("other paths are the site's, and a plain request to the stage is API Gateway's to answer", async () => {
  expect(await refusal(`${output("siteUrl").replace("http", "ws")}/v2.js`, {})).toBe(404);
  expect((await fetch(`${output("siteUrl")}/v1`)).status).toBe(426);
  expect(await (await fetch(output("siteUrl"))).text()).toContain("A page");
});

/** What a page at `url` hears when it says something at `socketUrl`. */
async function heardBy(url: string, socketUrl: string) {
  const { page, complaints } = await openPage(browser, url);
  const heard = await page.evaluate(
    (address) =>
      new Promise<string>((resolve, reject) => {
        const socket = new globalThis.WebSocket(address);
        socket.onopen = () => socket.send("from a page");
        socket.onmessage = ({ data }) => resolve(String(data));
        socket.onerror = () => reject(new Error("refused"));
      }),
    socketUrl,
  );
  await page.context().close();
  return { heard, complaints };
}

test("a page connects under its own content security policy", async () => {
  const heard = await heardBy(output("siteUrl"), output("siteSocketUrl"));
  expect(heard).toEqual({ heard: "from a page", complaints: [] });
});

test("a page at the site's name connects there", async () => {
  expect(output("namedUrl")).toBe("http://chat.example.com");
  expect(output("namedSocketUrl")).toBe("ws://chat.example.com/v1");
  const heard = await heardBy(output("namedUrl"), output("namedSocketUrl"));
  expect(heard).toEqual({ heard: "from a page", complaints: [] });
});
