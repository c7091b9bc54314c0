// The literal list of what the program grants; and that none of it is there for nothing.
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { WebSocket } from "ws";
import { repository, type RunningCloud, startCloud } from "./support/cloud.ts";
import { type Grant, Grants } from "./support/grants.ts";

const TABLE = "table/chat";

/** Every function of the program: what it may do with what. Conditions there are none. */
const GRANTS: Grant[] = [
  ["chat-connect", "dynamodb:PutItem", TABLE],
  ["chat-disconnect", "dynamodb:DeleteItem", TABLE],
  ["chat-disconnect", "dynamodb:GetItem", TABLE],
  ["chat-send", "dynamodb:DeleteItem", TABLE],
  ["chat-send", "dynamodb:GetItem", TABLE],
  ["chat-send", "dynamodb:Query", TABLE],
  ["chat-send", "execute-api:ManageConnections", "{api}/live/POST/@connections/*"],
  ["chat-sync", "dynamodb:GetItem", TABLE],
];

/** Every function writes its own log, and no other's. */
const LOGS = ["connect", "default", "disconnect", "send", "sync"].flatMap((name): Grant[] =>
  ["logs:CreateLogStream", "logs:PutLogEvents"].map((action) => [
    `chat-${name}`,
    action,
    `log-group:/aws/lambda/serverless-socket-local-chat-${name}:*`,
  ]),
);

/** Who may call the functions, and for what. */
const CALLS: Grant[] = ["$connect", "$default", "$disconnect", "send", "sync"].map((route) => [
  "apigateway.amazonaws.com",
  `serverless-socket-local-chat-${route.replace("$", "")}`,
  `{api}/live/${route}`,
]);

let cloud: RunningCloud;
let grants: Grants;

beforeAll(async () => {
  cloud = await startCloud();
  grants = new Grants(cloud);
});
afterAll(async () => {
  grants?.close();
  await cloud?.stop();
});

test("the functions may do exactly this", async () => {
  expect(await grants.ofRoles()).toEqual([...GRANTS, ...LOGS].sort());
});

test("the functions may be called by exactly this", async () => {
  expect(await grants.ofFunctions()).toEqual(CALLS);
});

test("docs/grants.md has a line for each, and no others", () => {
  const page = readFileSync(join(repository, "docs", "grants.md"), "utf8");
  const lines = page.split("\n").filter((line) => line.startsWith("| chat-"));
  const cells = lines.map((line) => line.split("|").map((cell) => cell.trim().replaceAll("`", "")));
  const granted = cells.slice(0, GRANTS.length).map(([, ...row]) => row.slice(0, 3));
  expect(granted).toEqual(GRANTS);
  const called = cells.slice(GRANTS.length).map(([, who, source]) => [who, source]);
  expect(called.sort()).toEqual(
    CALLS.map(([, name, source]) => [name.replace(/^.*-chat-/, "chat-"), source]),
  );
});

/** The next refusal of `action`, which carries the words that AWS would use. */
const refusalOf = (action: string, by: string) =>
  cloud.next((line) => line.kind === "refusal" && line.action === action && line.message.includes(`${by}-`));

/** Two clients come, ask for the newest, talk, say what nobody understands, and go. */
async function journey() {
  const gone = cloud.disconnected(2);
  const clients = [1, 2].map(() => new WebSocket(String(cloud.outputs.socketUrl), "chat.v1"));
  const opened = await Promise.allSettled(clients.map((client) => once(client, "open")));
  const frame = (socket: WebSocket) => once(socket, "message");
  const [one] = clients;
  if (opened.every(({ status }) => status === "fulfilled") && one) {
    for (const message of [
      { action: "sync" },
      { action: "nonsense" },
      { action: "send", message: "hello" },
    ]) {
      const answered = frame(one);
      one.send(JSON.stringify(message));
      await answered;
    }
    for (const client of clients) client.close();
    await gone;
  }
}

/** A stream is made once, when a function begins; so what is taken away later is noticed at its next line. */
const WRITES = LOGS.filter(([, action]) => action === "logs:PutLogEvents");

test.for([...GRANTS, ...WRITES])(
  "without its grant, %s cannot %s, and a journey fails in AWS's words",
  async ([who, action]) => {
    if (who === "chat-send" && action === "dynamodb:DeleteItem") {
      // It removes what `$disconnect` has left behind, so there has to be something.
      const giveBack = await grants.revoke("chat-disconnect", action);
      await journey();
      await giveBack();
    }
    const giveBack = await grants.revoke(who, action);
    const refused = refusalOf(action, who);
    await journey();
    expect(await refused).toMatchObject({ code: "AccessDeniedException" });
    await giveBack();
  },
);

test.for(CALLS)("without its permission, %s cannot call %s", async ([, name, source]) => {
  const giveBack = await grants.forbidCall(name, source);
  const refused = cloud.next((line) => line.kind === "refusal" && line.action === "InvokeFunction");
  await journey();
  expect(await refused).toMatchObject({ service: "lambda", message: expect.stringContaining(name) });
  await giveBack();
});
