// Calls of functions: who may call, how many run at a time, and which version it is that runs.
import type { CloudContext } from "../context.ts";
import { AwsError } from "../errors.ts";
import { AsyncInvocations } from "./async-invocations.ts";
import { checkConcurrency } from "./concurrency.ts";
import type { DeployedFunction } from "./deployed-function.ts";
import { type FunctionName, functionNotFound, parseFunctionArn } from "./function-arn.ts";
import type { FunctionConfiguration } from "./function-configuration.ts";
import { type InvokeResult, MAX_ASYNC_PAYLOAD_BYTES, MAX_PAYLOAD_BYTES } from "./invoke-result.ts";
import { createRequestId } from "./request-id.ts";
import type { ServiceCaller } from "./resource-policy.ts";

export interface Invocation {
  /** Of a function, or of a version or an alias of it: permissions are for what is named, and for nothing else. */
  functionArn: string;
  /** JSON text. */
  payload: string;
  /** A UUID. Default: a new one. */
  requestId?: string;
  /** A service needs a permission of the function; a principal of the account was checked by who let it in. */
  caller: ServiceCaller | { principalArn: string };
}

/** An invocation that is on its way. */
interface Started {
  /** What runs. */
  version: FunctionConfiguration;
  result: Promise<InvokeResult>;
}

interface Called extends FunctionName {
  deployed: DeployedFunction;
}

export class Invocations {
  readonly #context: CloudContext;
  readonly #functions: ReadonlyMap<string, DeployedFunction>;
  readonly #async: AsyncInvocations;
  readonly #accountConcurrency: number;

  constructor(
    context: CloudContext,
    functions: ReadonlyMap<string, DeployedFunction>,
    accountConcurrency: number,
  ) {
    this.#context = context;
    this.#functions = functions;
    this.#async = new AsyncInvocations(context);
    this.#accountConcurrency = accountConcurrency;
  }

  start(invocation: Invocation): Started {
    return this.#run(this.#admit(invocation, MAX_PAYLOAD_BYTES), invocation);
  }

  startAsync(invocation: Invocation) {
    const { functionArn, requestId = createRequestId(this.#context.random) } = invocation;
    const { functionName } = this.#admit(invocation, MAX_ASYNC_PAYLOAD_BYTES);
    const attempt = async () => this.#run(this.#find(functionArn), { ...invocation, requestId }).result;
    this.#async.add(functionName, attempt);
  }

  stop() {
    this.#async.stop();
  }

  /** Finds what is called when the caller may invoke it. */
  #admit({ functionArn, payload, caller }: Invocation, maxBytes: number): Called {
    const called = this.#find(functionArn);
    const policy = called.deployed.policy(called.qualifier);
    if ("service" in caller) policy.authorize(caller);
    if (Buffer.byteLength(payload) <= maxBytes) return called;
    const message = `Request must be smaller than ${maxBytes} bytes for the InvokeFunction operation`;
    throw new AwsError("RequestTooLargeException", message, 413);
  }

  #run({ deployed, qualifier }: Called, { functionArn, payload, requestId }: Invocation): Started {
    const loads = [...this.#functions.values()].map(({ load }) => load);
    checkConcurrency(deployed.load, loads, this.#accountConcurrency);
    const { configuration, pool } = deployed.choose(qualifier);
    const request = { requestId: requestId ?? createRequestId(this.#context.random), functionArn, payload };
    return { version: configuration, result: pool.invoke(request) };
  }

  /** @throws AwsError ResourceNotFoundException */
  #find(functionArn: string): Called {
    const name = parseFunctionArn(this.#context, functionArn);
    const deployed = this.#functions.get(name.functionName);
    if (!deployed) throw functionNotFound(functionArn);
    return { ...name, deployed };
  }
}
