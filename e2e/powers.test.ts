// What only an emulator that takes AWS seriously can do: a mistake in the program fails here as it fails there.
import { once } from "node:events";
import { WebSocket as RawWebSocket } from "ws";
import { afterEach, expect, test } from "vitest";
import { launchBrowser, openPage } from "./support/browser.ts";
import { connect } from "./support/clients.ts";
import { type RunningCloud, startCloud } from "./support/cloud.ts";
import { copyProgram, type ProgramCopy } from "./support/copy.ts";
import { rowKeys } from "./support/table.ts";

const undo: (() => unknown)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

/** Runs a program with a mistake in it. */
async function startEdited(source: string, edit: (program: ProgramCopy) => void): Promise<RunningCloud> {
  const program = copyProgram(source);
  undo.push(program.remove);
  edit(program);
  const cloud = await startCloud("--program", program.directory);
  undo.push(() => cloud.stop());
  return cloud;
}

/** The status that a handshake is refused with. */
async function handshakeStatus(url: unknown) {
  const socket = new RawWebSocket(String(url));
  const [, response] = (await once(socket, "unexpected-response")) as [unknown, { statusCode: number }];
  return response.statusCode;
}

/** A client that keeps the text of every frame. */
async function openText(url: string) {
  const socket = new WebSocket(url);
  const frames: unknown[] = [];
  const arrivals = new EventTarget();
  socket.addEventListener("message", ({ data }) => {
    frames.push(data);
    arrivals.dispatchEvent(new Event("frame"));
  });
  await once(socket, "open");
  const received = async (count: number) => {
    while (frames.length < count) await once(arrivals, "frame");
    return frames;
  };
  return { socket, received };
}

/** Long enough for a post on its way to arrive: as many calls of the cloud, one after the other, take longer. */
async function roundTrips({ sockets }: RunningCloud) {
  for (let trip = 0; trip < 50; trip++) await fetch(sockets[0]?.callbackUrl ?? "");
}

test("without the @connections grant nobody receives a message, and the sender is told", async () => {
  const cloud = await startEdited(".", (program) => program.edit("index.ts", 'connections: ["POST"],', ""));
  const [sender, other] = await Promise.all([1, 2].map(() => connect(String(cloud.outputs.socketUrl))));
  const sent = cloud.next((line) => line.kind === "route" && line.route === "send");
  sender?.send("hello");
  await sent;
  expect(other?.received).toEqual([]);
});

test("without the invoke permission a handshake is refused with 500", async () => {
  const cloud = await startEdited(".", (program) =>
    program.edit(
      "components/serverless-socket/gateway.ts",
      'principal: "apigateway.amazonaws.com"',
      'principal: "events.amazonaws.com"',
    ),
  );
  expect(await handshakeStatus(cloud.outputs.socketUrl)).toBe(500);
});

test("a post that is not awaited goes out with a later call, if there is one", async () => {
  const cloud = await startEdited("e2e/programs/raw", (program) =>
    program.edit("index.ts", "await client.send", "void client.send"),
  );
  const client = await openText(String(cloud.outputs.socketUrl));
  client.socket.send("first");
  expect(await client.received(1)).toEqual(["returned first"]);
  await roundTrips(cloud);
  expect(await client.received(1)).toEqual(["returned first"]);
  // A call wakes the process for as long as the call takes, which may be too short for a post that had not begun.
  const received = await client.received(1);
  for (let call = 1; call < 20 && !received.includes("posted first"); call++) {
    client.socket.send(`call ${call}`);
    await client.received(received.length + 1);
  }
  expect(received).toContain("posted first");
});

test("a message of 40 KB from a browser closes the connection with 1009", async () => {
  const cloud = await startCloud();
  undo.push(() => cloud.stop());
  const browser = await launchBrowser();
  undo.push(() => browser.close());
  const { page } = await openPage(browser, String(cloud.outputs.siteUrl));
  const code = page.evaluate<number>(`new Promise((resolve) => {
    const socket = new WebSocket(${JSON.stringify(cloud.outputs.socketUrl)});
    socket.onopen = () => socket.send(JSON.stringify({ action: "send", message: "x".repeat(40_000) }));
    socket.onclose = (event) => resolve(event.code);
  })`);
  expect(await code).toBe(1009);
});

test("route settings without throttles refuse everybody with 429", async () => {
  const cloud = await startEdited("e2e/programs/raw", (program) =>
    program.edit(
      "index.ts",
      "deploymentId: deployment.id,",
      "deploymentId: deployment.id, defaultRouteSettings: { detailedMetricsEnabled: true },",
    ),
  );
  expect(await handshakeStatus(cloud.outputs.socketUrl)).toBe(429);
});

test("without a time to live and a disconnect that works, rows stay", async () => {
  const cloud = await startEdited(".", (program) =>
    program.edit("index.ts", 'table: ["GetItem", "DeleteItem"] }', 'table: ["GetItem"] }'),
  );
  const client = await connect(String(cloud.outputs.socketUrl));
  const gone = cloud.disconnected(1);
  await client.close();
  await gone;
  expect(await rowKeys(cloud)).toHaveLength(2);
});
