// What goes wrong inside a function's process, named as Lambda names it: the name is the `errorType`.

class RuntimeError extends Error {
  constructor(errorType: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = errorType;
  }
}

/** The handler string is not `file.export`. */
export class MalformedHandlerName extends RuntimeError {
  constructor(handler: string) {
    super(
      "Runtime.MalformedHandlerName",
      `Bad handler ${handler}: it must be file.export, such as index.handler`,
    );
  }
}

/** The file was loaded but does not export the handler. */
export class HandlerNotFound extends RuntimeError {
  constructor(handler: string, problem: "is undefined or not exported" | "is not a function") {
    super("Runtime.HandlerNotFound", `${handler} ${problem}`);
  }
}

/** The handler's file, or a CommonJS module it requires, does not exist. */
export class ImportModuleError extends RuntimeError {
  constructor(cause: Error) {
    super("Runtime.ImportModuleError", String(cause), { cause });
  }
}

/** The code does not parse; the stack shows where. */
export class UserCodeSyntaxError extends RuntimeError {
  constructor(cause: SyntaxError) {
    super("Runtime.UserCodeSyntaxError", String(cause), { cause });
    this.stack = cause.stack;
  }
}

/** A promise was rejected and nobody looked. */
export class UnhandledPromiseRejection extends RuntimeError {
  readonly reason: unknown;

  constructor(reason: unknown) {
    super("Runtime.UnhandledPromiseRejection", String(reason));
    this.reason = reason;
    if (reason instanceof Error) this.stack = reason.stack;
  }
}

/** The handler returned what JSON cannot say, such as a BigInt or a cycle. */
export class JsonStringifyError extends RuntimeError {
  constructor(cause: unknown) {
    super("Runtime.JSONStringifyError", `Unable to stringify response body: ${String(cause)}`, { cause });
  }
}

/** https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html: no callbacks from nodejs24.x on. */
export class CallbackHandlerDeprecated extends RuntimeError {
  constructor(handler: string) {
    super(
      "Runtime.CallbackHandlerDeprecated",
      `AWS Lambda has removed support for callback-based function handlers starting with Node.js 24. Make ${handler} an async function, or choose the runtime nodejs22.x.`,
    );
  }
}

/** The shape in which the Runtime API takes errors. */
export interface ErrorReport {
  errorType: string;
  errorMessage: string;
  trace: string[];
}

export function reportError(error: unknown): ErrorReport {
  if (!(error instanceof Error)) {
    return { errorType: typeof error, errorMessage: String(error), trace: [] };
  }
  return { errorType: error.name, errorMessage: error.message, trace: error.stack?.split("\n") ?? [] };
}
