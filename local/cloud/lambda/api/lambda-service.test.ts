import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { FrontDoor } from "../../front-door/front-door.ts";
import { signedFetch } from "../../front-door/signed-fetch.ts";
import { Iam } from "../../iam/iam.ts";
import { type LambdaFixture, startLambda } from "../testing.ts";
import { LambdaService } from "./lambda-service.ts";

const ARN = "arn:aws:lambda:us-east-1:000000000000:function:f";
const FUNCTIONS = "/2015-03-31/functions";

let fixture: LambdaFixture;
let iam: Iam;
let door: FrontDoor;

beforeEach(async () => {
  fixture = await startLambda();
  const { context, lambda, logs } = fixture;
  iam = new Iam(context);
  door = await FrontDoor.start(context, iam, lambda, {
    lambda: new LambdaService(context, { lambda, logs }),
  });
});
afterEach(async () => {
  await door.stop();
  await fixture.dispose();
});

function call(path: string, init: Parameters<typeof signedFetch>[2] = {}, credentials = iam.rootCredentials) {
  const { region, clock } = fixture.context;
  const caller = { url: door.url, service: "lambda", region, credentials, now: clock.now() };
  return signedFetch(caller, FUNCTIONS + path, init);
}

const invoke = (headers: Record<string, string> = {}, body = '{"n":1}', name = "f") =>
  call(`/${name}/invocations`, { headers, body });

/** Credentials of a role with these statements. */
function roleWith(...Statement: object[]) {
  const trust = { Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" };
  const role = iam.createRole({
    roleName: "caller",
    assumeRolePolicyDocument: JSON.stringify({ Version: "2012-10-17", Statement: [trust] }),
  });
  iam.putRolePolicy("caller", "p", JSON.stringify({ Version: "2012-10-17", Statement }));
  return iam.assumeRole(role.arn, "session");
}

describe("Invoke", () => {
  test("answers with what the function returned", async () => {
    await fixture.create("f", "export const handler = async (event) => ({ event });");
    const response = await invoke();
    expect(response.status).toBe(200);
    expect(await response.text()).toBe('{"event":{"n":1}}');
    expect(response.headers.get("x-amz-executed-version")).toBe("$LATEST");
    expect(response.headers.get("x-amz-function-error")).toBeNull();
    expect(response.headers.get("x-amzn-requestid")).toMatch(/^[0-9a-f-]{36}$/);
  });

  test.each([
    "f",
    "000000000000%3Afunction%3Af",
    encodeURIComponent(ARN),
    encodeURIComponent(`${ARN}:$LATEST`),
  ])("takes %s for a name, and no payload for an empty event", async (name) => {
    await fixture.create("f", "export const handler = async (event) => event;");
    expect(await (await invoke({}, "", name)).text()).toBe("{}");
  });

  test("says in a header that the function failed, and how in the body", async () => {
    await fixture.create("f", "export const handler = async () => { throw new RangeError('too far'); };");
    const response = await invoke();
    expect(response.status).toBe(200);
    expect(response.headers.get("x-amz-function-error")).toBe("Unhandled");
    expect(await response.json()).toEqual({
      errorType: "RangeError",
      errorMessage: "too far",
      trace: expect.arrayContaining(["RangeError: too far"]),
    });
  });

  test("sends the end of the invocation's own log when asked", async () => {
    await fixture.create("f", "export const handler = async ({ n }) => console.log('said', n);");
    await invoke();
    const response = await invoke({ "x-amz-log-type": "Tail" }, '{"n":2}');
    const id = response.headers.get("x-amzn-requestid");
    const tail = Buffer.from(response.headers.get("x-amz-log-result") ?? "", "base64").toString();
    expect(tail.split("\n")).toEqual([
      `START RequestId: ${id} Version: $LATEST`,
      expect.stringContaining(`\t${id}\tINFO\tsaid 2`),
      `END RequestId: ${id}`,
      expect.stringContaining(`REPORT RequestId: ${id}\t`),
      "",
    ]);
  });

  test("sends no more than 4 KB of it", async () => {
    await fixture.create("f", "export const handler = async () => console.log('x'.repeat(10_000));");
    const response = await invoke({ "x-amz-log-type": "Tail" });
    expect(Buffer.from(response.headers.get("x-amz-log-result") ?? "", "base64")).toHaveLength(4096);
  });

  test("runs nothing for a dry run", async () => {
    await fixture.create("f", "export const handler = async () => console.log('ran');");
    expect((await invoke({ "x-amz-invocation-type": "DryRun" })).status).toBe(204);
    await invoke();
    expect(fixture.logged()).toHaveLength(1);
  });

  test("accepts an event at once", async () => {
    await fixture.create("f", "export const handler = async ({ n }) => console.log('ran', n);");
    const logged = new Promise((resolve) => fixture.context.events.listen(resolve));
    const response = await invoke({ "x-amz-invocation-type": "Event" });
    expect([response.status, await response.text()]).toEqual([202, ""]);
    expect(await logged).toMatchObject({ message: expect.stringContaining("ran 1") });
  });

  test.each<[string, Record<string, string>, string, number, string, string]>([
    ["that is no JSON", {}, "{", 400, "InvalidRequestContentException", "Could not parse request body"],
    [
      "of an unknown type",
      { "x-amz-invocation-type": "Later" },
      "{}",
      400,
      "InvalidParameterValueException",
      "not Later",
    ],
    [
      "as an event over 1 MB",
      { "x-amz-invocation-type": "Event" },
      JSON.stringify("x".repeat(1_048_576)),
      413,
      "RequestTooLargeException",
      "1048576 bytes",
    ],
  ])("refuses a payload %s", async (_case, headers, body, status, code, message) => {
    await fixture.create("f", "export const handler = async () => {};");
    const response = await invoke(headers, body);
    expect([response.status, response.headers.get("x-amzn-errortype")]).toEqual([status, code]);
    expect(await response.json()).toMatchObject({ message: expect.stringContaining(message) });
  });

  test.each(["RequestResponse", "Event", "DryRun"])(
    "as %s names a function that is not there",
    async (type) => {
      const response = await invoke({ "x-amz-invocation-type": type });
      expect(response.status).toBe(404);
      expect(await response.json()).toMatchObject({ message: `Function not found: ${ARN}` });
    },
  );
});

describe("a role", () => {
  test("may invoke only what its policies name", async () => {
    await fixture.create("f", "export const handler = async () => 'f';");
    await fixture.create("g", "export const handler = async () => 'g';");
    const role = roleWith({ Effect: "Allow", Action: "lambda:InvokeFunction", Resource: ARN });
    expect(await (await call("/f/invocations", {}, role)).json()).toBe("f");
    const refused = await call("/g/invocations", {}, role);
    expect([refused.status, refused.headers.get("x-amzn-errortype")]).toEqual([403, "AccessDeniedException"]);
    expect(await refused.json()).toMatchObject({
      message: expect.stringMatching(
        /not authorized to perform: lambda:InvokeFunction on resource: .*:function:g /,
      ),
    });
  });

  test("reads no function, with its variables, that it has no permission for", async () => {
    await fixture.create("f", "export const handler = 1;", { environment: { SECRET: "s" } });
    const role = roleWith({ Effect: "Allow", Action: "lambda:InvokeFunction", Resource: "*" });
    for (const path of ["/", "/f", "/f/configuration", "/f/policy"]) {
      expect((await call(path, { method: "GET" }, role)).status).toBe(403);
    }
  });
});

describe("functions", () => {
  interface Answer {
    Functions: { FunctionName: string }[];
    NextMarker?: string;
    Policy: string;
  }
  const get = async (path: string) => (await (await call(path, { method: "GET" })).json()) as Answer;

  test("are described as AWS describes them", async () => {
    await fixture.create("f", "export const handler = 1;", {
      ...{ environment: { COLOUR: "red" }, tags: { t: "u" }, reservedConcurrentExecutions: 5 },
    });
    const configuration = await get("/f/configuration");
    expect(configuration).toMatchObject({
      ...{ FunctionName: "f", FunctionArn: ARN, Runtime: "nodejs24.x", Handler: "index.handler", Timeout: 3 },
      ...{
        Environment: { Variables: { COLOUR: "red" } },
        State: "Active",
        PackageType: "Zip",
        MemorySize: 128,
      },
    });
    expect(await get("/f")).toEqual({
      ...{ Configuration: configuration, Tags: { t: "u" } },
      Concurrency: { ReservedConcurrentExecutions: 5 },
    });
  });

  test("are listed in pages", async () => {
    for (const name of ["a", "b", "c"]) await fixture.create(name, "export const handler = 1;");
    const names = (page: Answer) => page.Functions.map(({ FunctionName }) => FunctionName);
    const first = await get("/?MaxItems=2");
    const second = await get(`/?MaxItems=2&Marker=${first.NextMarker}`);
    expect([names(first), names(second), second.NextMarker]).toEqual([["a", "b"], ["c"], undefined]);
  });

  test("have a policy that says who may invoke them", async () => {
    await fixture.create("f", "export const handler = 1;");
    expect((await call("/f/policy", { method: "GET" })).status).toBe(404);
    const action = "lambda:InvokeFunction";
    fixture.lambda.addPermission("f", {
      ...{ statementId: "gateway", action, principal: "apigateway.amazonaws.com", sourceArn: "arn:x" },
    });
    fixture.lambda.addPermission("f", { statementId: "other", action, principal: "111111111111" });
    expect(JSON.parse((await get("/f/policy")).Policy)).toEqual({
      ...{ Version: "2012-10-17", Id: "default" },
      Statement: [
        {
          ...{ Sid: "gateway", Effect: "Allow", Principal: { Service: "apigateway.amazonaws.com" } },
          ...{ Action: action, Resource: ARN, Condition: { ArnLike: { "AWS:SourceArn": "arn:x" } } },
        },
        {
          ...{ Sid: "other", Effect: "Allow", Principal: { AWS: "arn:aws:iam::111111111111:root" } },
          ...{ Action: action, Resource: ARN },
        },
      ],
    });
  });
});

test("an operation that is not there is refused with those that are", async () => {
  const response = await call("/f/provisioned-concurrency", { method: "PUT" });
  expect(response.headers.get("x-amzn-errortype")).toBe("UnknownOperationException");
  expect(await response.json()).toMatchObject({
    message: expect.stringContaining("It has Invoke, ListFunctions"),
  });
});
