// Invoke ARNs: how API Gateway names the call of a function.

const INVOKE_ARN =
  /^arn:[^:]+:apigateway:[^:]+:lambda:path\/2015-03-31\/functions\/(arn:[^/]+)\/invocations$/;

/** The ARN of the function; undefined when `uri` is no invoke ARN. */
export const functionArnOf = (uri: string) => INVOKE_ARN.exec(uri)?.[1];
