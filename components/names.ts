// What AWS calls the resources of a component, where Pulumi does not choose the name.
import * as pulumi from "@pulumi/pulumi";
import type { Problem } from "./errors.ts";

/** Lambda's limit for a function name. https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html */
const MAX_FUNCTION_NAME = 64;

/** Of what Pulumi makes names: with a hyphen and seven characters of its own, IAM and S3 take 64 and 63 in all. */
const MAX_NAME = 55;

const NAME = /^[A-Za-z0-9_-]+$/;

/**
 * `{project}-{stack}-{name}`, for what has to be named before it is there. Projects and stacks may have dots in their
 * names, which neither functions nor dashboards may.
 */
export function physicalName(name: string) {
  return `${pulumi.getProject()}-${pulumi.getStack()}-${name}`.replaceAll(".", "-");
}

/** What is wrong with calling a component this, of whose name its children's are made. */
export function componentNameProblems(name: string): Problem[] {
  const argument = "name";
  if (!NAME.test(name)) {
    const wrong =
      "the names of its resources are made of it, and they are letters, digits, hyphens and underscores";
    return [{ argument, value: name, wrong, remedy: 'Use a plain name such as "chat"' }];
  }
  if (name.length <= MAX_NAME) return [];
  const wrong = `it has ${name.length} characters, and with what Pulumi adds to it AWS takes ${MAX_NAME}`;
  return [{ argument, value: name, wrong, remedy: "Shorten it" }];
}

/** What is wrong with calling a `LambdaFunction` this. */
export function functionNameProblems(name: string): Problem[] {
  const functionName = physicalName(name);
  if (functionName.length <= MAX_FUNCTION_NAME) return componentNameProblems(name);
  return [
    {
      argument: "name",
      value: name,
      wrong: `the function would be called "${functionName}", and Lambda allows ${MAX_FUNCTION_NAME} characters`,
      remedy: "Shorten the name of the component, the handler, the stack or the project",
    },
  ];
}
