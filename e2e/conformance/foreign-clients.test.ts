import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { launchBrowser } from "../support/browser.ts";
import { type RunningCloud, startCloud } from "../support/cloud.ts";
import { Client } from "./observe/client.ts";
import { hasPython, runPython } from "./python.ts";
import { readOutputs } from "./target/target.ts";

let cloud: RunningCloud;
let url: string;
let tableName: string;
let functionName: string;

beforeAll(async () => {
  cloud = await startCloud("--program", "e2e/conformance/probe");
  const outputs = readOutputs(cloud.outputs);
  ({ tableName, functionName } = outputs);
  url = outputs.urls.ordinary ?? "";
});
afterAll(() => cloud?.stop());

/** A client, and its id. */
async function enter() {
  const client = new Client(url, [], {});
  onTestFinished(() => client.ws.terminate());
  await client.opened;
  const { connectionId } = await client.ask<{ connectionId: string }>({ action: "reply" });
  return { client, connectionId };
}

describe.skipIf(!hasPython)("Python's websockets", () => {
  const talk = (lines: string[]) =>
    runPython("python", ["-c", ["from websockets.sync.client import connect", ...lines].join("\n"), url]);

  test("is answered, its frames compressed", async () => {
    const { output, errors } = await talk([
      "import sys",
      "with connect(sys.argv[1]) as socket:",
      "    print([extension.name for extension in socket.protocol.extensions])",
      `    socket.send('{"action": "reply"}')`,
      "    print(socket.recv())",
    ]);
    expect(errors).toBe("");
    expect(output).toMatch(/^\['permessage-deflate'\]\n\{"routeKey":"reply",/);
  });

  test("is told why it is closed", async () => {
    const { errors } = await talk([
      "import sys",
      "with connect(sys.argv[1], compression=None) as socket:",
      "    socket.send('x' * 40_000)",
      "    socket.recv()",
    ]);
    expect(errors).toMatch(/received 1009 \(message too big\)/);
  });

  test("sees the status of a refused handshake", async () => {
    const { errors } = await talk(["import sys", "connect(sys.argv[1].replace('ordinary', 'zero'))"]);
    expect(errors).toMatch(/InvalidStatus: server rejected WebSocket connection: HTTP 429/);
  });
});

describe.skipIf(!hasPython)("the aws command", () => {
  const aws = (endpoint: string, args: string[], secret = cloud.credentials.secretAccessKey) =>
    runPython("aws", [...args, "--endpoint-url", endpoint], {
      AWS_ACCESS_KEY_ID: cloud.credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: secret,
      AWS_DEFAULT_REGION: cloud.region,
      AWS_MAX_ATTEMPTS: "1",
    });
  const dynamodb = (...args: string[]) => aws(cloud.endpoints.dynamodb ?? "", ["dynamodb", ...args]);
  const lambda = (...args: string[]) => aws(cloud.endpoints.lambda ?? "", ["lambda", ...args]);
  const logs = (...args: string[]) => aws(cloud.endpoints["cloudwatch-logs"] ?? "", ["logs", ...args]);
  const apigateway = (...args: string[]) =>
    aws(cloud.endpoints.apigatewayv2 ?? "", ["apigatewayv2", ...args, "--output", "text"]);
  const iam = (...args: string[]) => aws(cloud.endpoints.iam ?? "", ["iam", ...args]);
  const s3 = (...args: string[]) => aws(cloud.endpoints.s3 ?? "", args);
  const sts = (...args: string[]) => aws(cloud.endpoints.sts ?? "", ["sts", ...args]);
  const connections = (...args: string[]) =>
    aws(url.replace(/^ws/, "http"), ["apigatewaymanagementapi", ...args]);

  test("reads tables, and names what is not there", async () => {
    const { output } = await dynamodb("describe-table", "--table-name", tableName);
    expect(JSON.parse(output)).toMatchObject({ Table: { TableName: tableName, TableStatus: "ACTIVE" } });
    const { errors } = await dynamodb("describe-table", "--table-name", "nowhere");
    expect(errors).toContain("An error occurred (ResourceNotFoundException) when calling the DescribeTable");
  });

  test("reads the APIs and their routes, and names what is not there", async () => {
    const endpoint = new URL(url).origin;
    const { output } = await apigateway("get-apis", "--query", `Items[?ApiEndpoint=='${endpoint}'].ApiId`);
    const of = ["--api-id", output.trim()];
    const routes = await apigateway("get-routes", ...of, "--query", "sort(Items[].RouteKey)");
    expect(routes.output.split(/\s/)).toEqual(expect.arrayContaining(["$connect", "$default", "reply"]));
    const { errors } = await apigateway("get-route", ...of, "--route-id", "nowhere");
    expect(errors).toContain("An error occurred (NotFoundException) when calling the GetRoute operation");
  });

  test("is refused by name when its secret is wrong", async () => {
    const { errors } = await aws(cloud.endpoints.dynamodb ?? "", ["dynamodb", "list-tables"], "wrong");
    expect(errors).toContain("An error occurred (InvalidSignatureException) when calling the ListTables");
  });

  test("posts to a connection, looks at it, closes it, and is told when it has gone", async () => {
    const { client, connectionId } = await enter();
    const of = ["--connection-id", connectionId];
    expect((await connections("post-to-connection", ...of, "--data", "hello")).errors).toBe("");
    expect((await client.frame()).data).toBe("hello");
    const { output } = await connections("get-connection", ...of);
    expect(JSON.parse(output)).toMatchObject({ Identity: { SourceIp: expect.any(String) } });
    expect((await connections("delete-connection", ...of)).code).toBe(0);
    await client.closed;
    const { errors } = await connections("get-connection", ...of);
    expect(errors).toContain("An error occurred (GoneException) when calling the GetConnection");
  });

  test("invokes a function, reads its log, and names what is not there", async () => {
    const payload = JSON.stringify({ body: '{"probe":{"answer":"invoked"}}' });
    const directory = mkdtempSync(join(tmpdir(), "invoked-"));
    onTestFinished(() => rmSync(directory, { recursive: true }));
    const outfile = join(directory, "payload.json");
    const invoke = (name: string) => lambda("invoke", "--function-name", name, "--payload", payload, outfile);
    const { output, errors } = await invoke(functionName);
    expect(errors).toBe("");
    expect(JSON.parse(output)).toMatchObject({ StatusCode: 200 });
    expect(readFileSync(outfile, "utf8")).toBe('"invoked"');
    expect((await invoke("nowhere")).errors).toContain("(ResourceNotFoundException) when calling the Invoke");
    const filter = (name: string) => logs("filter-log-events", "--log-group-name", `/aws/lambda/${name}`);
    expect((await filter(functionName)).output).toContain("START RequestId: ");
    expect((await filter("nowhere")).errors).toContain("(ResourceNotFoundException)");
  });

  test("makes a bucket, copies a file into it, lists it, and removes it with what it holds", async () => {
    const directory = mkdtempSync(join(tmpdir(), "copied-"));
    onTestFinished(() => rmSync(directory, { recursive: true }));
    const file = join(directory, "index.html");
    writeFileSync(file, "<p>hello</p>");
    expect((await s3("s3", "mb", "s3://foreign")).errors).toBe("");
    expect((await s3("s3", "cp", file, "s3://foreign/pages/index.html")).errors).toBe("");
    expect((await s3("s3", "ls", "s3://foreign/pages/")).output).toMatch(/ 12 index\.html\n$/);
    const { output } = await s3("s3api", "list-objects-v2", "--bucket", "foreign", "--delimiter", "/");
    expect(JSON.parse(output)).toMatchObject({ CommonPrefixes: [{ Prefix: "pages/" }] });
    expect((await s3("s3", "rb", "s3://foreign", "--force")).errors).toBe("");
    const { errors } = await s3("s3api", "list-objects-v2", "--bucket", "foreign");
    expect(errors).toContain("An error occurred (NoSuchBucket) when calling the ListObjectsV2 operation");
  });

  test("says who it is", async () => {
    const { output } = await sts("get-caller-identity");
    expect(JSON.parse(output)).toEqual({
      ...{ UserId: "000000000000", Account: "000000000000", Arn: "arn:aws:iam::000000000000:root" },
    });
  });

  test("reads a function's permissions, and changes its memory", async () => {
    const of = ["--function-name", functionName];
    const { output } = await lambda("get-policy", ...of);
    const { Statement } = JSON.parse(JSON.parse(output).Policy);
    expect(Statement).toContainEqual(
      expect.objectContaining({ Principal: { Service: "apigateway.amazonaws.com" } }),
    );
    const change = await lambda("update-function-configuration", ...of, "--memory-size", "640");
    expect(JSON.parse(change.output)).toMatchObject({ MemorySize: 640 });
  });

  test("reads and writes a role's policies, and names what is not there", async () => {
    const { Role } = JSON.parse(
      (await lambda("get-function-configuration", "--function-name", functionName)).output,
    );
    const of = ["--role-name", Role.slice(Role.lastIndexOf("/") + 1)];
    const document = {
      Version: "2012-10-17",
      Statement: [{ Effect: "Deny", Action: "s3:*", Resource: "*" }],
    };
    const named = [...of, "--policy-name", "by-hand"];
    const put = await iam("put-role-policy", ...named, "--policy-document", JSON.stringify(document));
    expect(put.errors).toBe("");
    const { output } = await iam("get-role-policy", ...named);
    expect(JSON.parse(output)).toMatchObject({ PolicyName: "by-hand", PolicyDocument: document });
    expect(JSON.parse((await iam("list-role-policies", ...of)).output).PolicyNames).toContain("by-hand");
    await iam("delete-role-policy", ...named);
    expect((await iam("get-role-policy", ...named)).errors).toContain(
      "An error occurred (NoSuchEntity) when calling the GetRolePolicy",
    );
  });
});

test("a browser is answered, and closes with the reason that it is given", async () => {
  const browser = await launchBrowser();
  onTestFinished(() => browser.close());
  const page = await browser.newPage();
  const seen = await page.evaluate(`new Promise((resolve) => {
    const socket = new WebSocket(${JSON.stringify(url)});
    let answer;
    socket.onopen = () => socket.send('{"action":"reply"}');
    socket.onmessage = ({ data }) => {
      answer = JSON.parse(data).routeKey;
      socket.send(new Uint8Array([1, 2, 3]));
    };
    socket.onclose = ({ code }) => resolve({ answer, code });
  })`);
  expect(seen).toEqual({ answer: "reply", code: 1003 });
});
