// Who gets in by a token of an OpenID Connect issuer, or by a ticket, and with what the others are turned away.
import { once } from "node:events";
import { InvokeCommand, LambdaClient } from "@aws-sdk/client-lambda";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { WebSocket } from "ws";
import { type RunningCloud, startCloud } from "./support/cloud.ts";
import {
  createKey,
  type Issuer,
  KEYS,
  startIssuer,
} from "../components/serverless-socket/authorizer/issuer.testing.ts";

let issuer: Issuer;
let cloud: RunningCloud;

beforeAll(async () => {
  issuer = await startIssuer();
  process.env.ISSUER = issuer.url;
  cloud = await startCloud("--program", "e2e/programs/oidc");
});
afterAll(async () => {
  await cloud?.stop();
  await issuer.stop();
});

interface Handshake {
  url?: unknown;
  protocols?: string[];
  headers?: Record<string, string>;
}

/** A socket, and the status that its handshake was answered with. */
async function knock({ url = cloud.outputs.socketUrl, protocols = [], headers = {} }: Handshake) {
  const socket = new WebSocket(String(url), protocols, { headers });
  const status = await Promise.race([
    once(socket, "open").then(() => 101),
    once(socket, "unexpected-response").then(([, { statusCode }]) => statusCode as number),
  ]);
  return { socket, status };
}

/** The status for a token that a browser sends. */
async function statusOf(token: string, headers = {}) {
  const { socket, status } = await knock({ protocols: ["app.v1", `bearer.${token}`], headers });
  socket.terminate();
  return status;
}

/** Who the program's handlers take the client for. */
async function whoIs(socket: WebSocket) {
  socket.send("who am I?");
  const [frame] = await once(socket, "message");
  return JSON.parse(String(frame)) as unknown;
}

/** A ticket from a function of the program's that makes them. */
async function ticketFor(principalId: string, lifetime?: number, from = cloud.outputs.loginName) {
  const client = new LambdaClient({
    region: cloud.region,
    endpoint: cloud.endpoints.lambda,
    credentials: cloud.credentials,
  });
  const payload = { identity: { principalId, context: { email: "eve@example.com" } }, lifetime };
  const { Payload } = await client.send(
    new InvokeCommand({ FunctionName: String(from), Payload: JSON.stringify(payload) }),
  );
  client.destroy();
  return JSON.parse(Buffer.from(Payload ?? []).toString()) as string;
}

const keyFetches = () => issuer.requests.filter((path) => path === KEYS).length;

const inSeconds = (seconds: number) => Math.floor(Date.now() / 1000) + seconds;

describe("a token", () => {
  test("that is valid opens the socket, in the application's sub-protocol, and handlers know whose it is", async () => {
    const token = issuer.token({ email: "ada@example.com", groups: ["staff"], secret: "not asked for" });
    const { socket, status } = await knock({ protocols: ["app.v1", `bearer.${token}`] });
    expect(status).toBe(101);
    expect(socket.protocol).toBe("app.v1");
    expect(await whoIs(socket)).toEqual({
      principalId: "ada",
      email: "ada@example.com",
      groups: '["staff"]',
    });
    socket.terminate();
  });

  test("may come in the Authorization header, from a client that can send one", async () => {
    const headers = { authorization: `Bearer ${issuer.token()}` };
    const { socket, status } = await knock({ headers });
    expect(status).toBe(101);
    socket.terminate();
  });

  test("is verified with keys that were fetched once", async () => {
    const before = keyFetches();
    for (let connect = 0; connect < 5; connect++) expect(await statusOf(issuer.token())).toBe(101);
    expect(keyFetches()).toBe(before);
  });

  test("may have expired within the clock skew", async () => {
    expect(await statusOf(issuer.token({ exp: inSeconds(-5) }))).toBe(101);
  });

  test.for<[string, () => string, number]>([
    ["that has expired", () => issuer.token({ exp: inSeconds(-60) }), 401],
    ["that never expires", () => issuer.token({ exp: undefined }), 401],
    ["that is not good yet", () => issuer.token({ nbf: inSeconds(120) }), 401],
    ["for another audience", () => issuer.token({ aud: "another" }), 401],
    ["of another issuer", () => issuer.token({ iss: "https://elsewhere.example" }), 401],
    ["of nobody", () => issuer.token({ sub: undefined }), 401],
    ["signed with alg none", () => issuer.token({}, { header: { alg: "none" } }), 401],
    [
      "with alg none and no signature",
      () =>
        `${issuer
          .token({}, { header: { alg: "none" } })
          .split(".", 2)
          .join(".")}.`,
      401,
    ],
    ["with alg HS256", () => issuer.token({}, { header: { alg: "HS256" } }), 401],
    ["signed with another key of the same name", () => issuer.token({}, { key: createKey("first") }), 401],
    ["that is none", () => "nonsense", 401],
  ])("%s is refused", async ([, token, status]) => {
    expect(await statusOf(token())).toBe(status);
  });

  test("signed with a key that the issuer has begun to use is good: the keys are fetched again", async () => {
    const old = issuer.token();
    issuer.rotate();
    expect(await statusOf(issuer.token())).toBe(101);
    expect(await statusOf(old)).toBe(401);
  });

  test("signed with an unknown key is refused, and ten more do not bother the issuer", async () => {
    await statusOf(issuer.token({}, { key: createKey("unknown") }));
    const before = keyFetches();
    for (let connect = 0; connect < 10; connect++) {
      expect(await statusOf(issuer.token({}, { key: createKey(`unknown ${connect}`) }))).toBe(401);
    }
    expect(keyFetches()).toBe(before);
  });
});

describe("no token", () => {
  test("is answered 401 by the function, where there are several places for one", async () => {
    expect((await knock({})).status).toBe(401);
    expect((await knock({ protocols: ["app.v1"] })).status).toBe(401);
  });

  test("is answered 401 by API Gateway, where there is one place, without asking the function", async () => {
    const refused = cloud.next((line) => line.kind === "refusal" && line.action === "connect");
    expect((await knock({ url: cloud.outputs.strictUrl })).status).toBe(401);
    expect(await refused).toMatchObject({ message: expect.stringContaining("is not asked without") });
  });
});

describe("a foreign Origin", () => {
  test("is refused with 403, however good the token", async () => {
    expect(await statusOf(issuer.token(), { origin: "https://evil.example" })).toBe(403);
  });

  test("is not that of the application's own pages", async () => {
    expect(await statusOf(issuer.token(), { origin: "https://app.example" })).toBe(101);
  });
});

describe("a ticket", () => {
  const knockWith = (ticket: string) => knock({ protocols: ["app.v1", `ticket.${ticket}`] });

  test("opens the socket once, as whom it was made for; replayed, it is refused", async () => {
    const ticket = await ticketFor("eve");
    const { socket, status } = await knockWith(ticket);
    expect(status).toBe(101);
    expect(await whoIs(socket)).toMatchObject({ principalId: "eve", email: "eve@example.com" });
    socket.terminate();
    expect((await knockWith(ticket)).status).toBe(401);
  });

  test("shown by ten clients at once lets in one", async () => {
    const ticket = await ticketFor("eve");
    const knocks = await Promise.all(Array.from({ length: 10 }, () => knockWith(ticket)));
    expect(knocks.map(({ status }) => status).sort()).toEqual([101, ...Array(9).fill(401)]);
    for (const { socket } of knocks) socket.terminate();
  });

  test("that has expired is refused", async () => {
    expect((await knockWith(await ticketFor("eve", 0))).status).toBe(401);
  });

  test("that nobody made is refused", async () => {
    expect((await knockWith("made-up")).status).toBe(401);
  });

  test("is refused where none are taken", async () => {
    const { status } = await knock({ url: cloud.outputs.strictUrl, protocols: ["ticket.made-up"] });
    expect(status).toBe(401);
  });
});

describe("where there are tickets alone, a ticket", () => {
  test.for([
    ["as a sub-protocol", (ticket: string) => ({ protocols: ["app.v1", `ticket.${ticket}`] })],
    ["in the URL", (ticket: string) => ({ url: `${cloud.outputs.ticketedUrl}?ticket=${ticket}` })],
  ] as const)("%s opens the socket once, as whom it was made for", async ([, shown]) => {
    const ticket = await ticketFor("eve", undefined, cloud.outputs.deskName);
    const { socket, status } = await knock({ url: cloud.outputs.ticketedUrl, ...shown(ticket) });
    expect(status).toBe(101);
    expect(await whoIs(socket)).toMatchObject({ principalId: "eve", email: "eve@example.com" });
    socket.terminate();
    expect((await knock({ url: cloud.outputs.ticketedUrl, ...shown(ticket) })).status).toBe(401);
  });

  test("of another socket is refused, and so is a token, and nothing", async () => {
    for (const protocol of [`ticket.${await ticketFor("eve")}`, `bearer.${issuer.token()}`, "app.v1"]) {
      const { status } = await knock({ url: cloud.outputs.ticketedUrl, protocols: [protocol] });
      expect(status).toBe(401);
    }
  });
});
