// How arguments name a function: by its name or its ARN, either of which may end in a version or an alias.

/** `f:live`, or the ARN that ends so, in its parts. */
export function splitFunctionName(nameOrArn: string): { functionName: string; qualifier?: string } {
  const [functionName = "", qualifier] = nameOrArn.replace(/^arn:.*:function:/, "").split(":");
  return { functionName, qualifier };
}
