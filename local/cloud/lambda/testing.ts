// A Lambda for tests, with real processes and a clock that stands still.
import { on, once } from "node:events";
import { createServer, type Socket } from "node:net";
import { Logs } from "../logs/logs.ts";
import { createTestContext } from "../testing.ts";
import {
  type FunctionInput,
  type InvokeResult,
  Lambda,
  type LambdaDependencies,
  type LambdaOptions,
} from "./lambda.ts";

const ARN_PREFIX = "arn:aws:lambda:us-east-1:000000000000:function:";

export type LambdaFixture = Awaited<ReturnType<typeof startLambda>>;

export async function startLambda(options: LambdaOptions = {}) {
  const context = await createTestContext();
  const logs = new Logs(context);
  const dependencies: LambdaDependencies = {
    iam: {
      assumeRole: (roleArn) => ({
        ...{ accessKeyId: "ASIATEST", secretAccessKey: "secret", sessionToken: "token" },
        principal: { kind: "assumed-role", arn: roleArn, roleArn },
      }),
      allows: () => true,
      authorize: () => undefined,
      mayAssume: () => true,
    },
    logs,
    environment: () => ({ AWS_ENDPOINT_URL_DYNAMODB: "http://localhost:1" }),
  };
  const lambda = new Lambda(context, dependencies, options);
  return {
    context,
    logs,
    lambda,
    /** Creates a function of one file, `index.mjs` unless said otherwise. */
    create(functionName: string, source: string, options: Partial<FunctionInput> & { file?: string } = {}) {
      const { file = "index.mjs", ...input } = options;
      return lambda.createFunction({
        functionName,
        role: "arn:aws:iam::000000000000:role/test",
        handler: "index.handler",
        runtime: "nodejs24.x",
        code: new Map([[file, Buffer.from(source)]]),
        ...input,
      });
    },
    invoke(functionName: string, event: unknown = {}): Promise<InvokeResult> {
      return lambda.invoke({
        functionArn: ARN_PREFIX + functionName,
        payload: JSON.stringify(event),
        caller: { principalArn: "arn:aws:iam::000000000000:root" },
      });
    },
    /** The function's answer as a value. */
    async call(functionName: string, event: unknown = {}): Promise<unknown> {
      const result = await this.invoke(functionName, event);
      if (result.kind === "failed") throw new Error(`${result.errorType}: ${result.errorMessage}`);
      return JSON.parse(result.payload);
    },
    /** Resolves with the next `log` event. */
    nextLog: () =>
      new Promise<string>((resolve) =>
        context.events.listen((event) => event.kind === "log" && resolve(event.message)),
      ),
    /** All that is in the function's log group. */
    written: (functionName: string) =>
      logs.getLogEvents(`/aws/lambda/${functionName}`).map(({ message }) => message),
    /** Messages of `log` events so far. */
    logged: () => context.seen.flatMap((event) => (event.kind === "log" ? [event.message] : [])),
    async dispose() {
      await lambda.stop();
      await context.dispose();
    },
  };
}

/** A server that functions connect to, so that a test knows that they run, holds them, and sees them end. */
export async function openDoor() {
  const server = createServer({ allowHalfOpen: true });
  const connections = on(server, "connection");
  server.listen(0, "localhost");
  await once(server, "listening");
  const address = server.address();
  return {
    port: typeof address === "object" ? address?.port : undefined,
    /** Resolves with the next connection. */
    async next(): Promise<Socket> {
      const { value: [socket] = [] } = await connections.next();
      // A killed process resets its connection.
      return socket.on("error", () => {});
    },
    close: () => server.close(),
  };
}

/** Resolves when the other side is gone. */
export async function closed(socket: Socket) {
  socket.resume();
  socket.end();
  await once(socket, "close");
}
