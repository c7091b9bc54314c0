// What has to be known of a mapping template's syntax before it is rendered.
import { badRequest } from "../../errors.ts";
import { compileJsonPath } from "./json-path.ts";
import { METHOD_NAMES, TRUTH } from "./template-methods.ts";
import { templateInput, templateUtil } from "./template-variables.ts";

/** A node of the syntax tree, as loosely as velocityjs types it. */
interface Node {
  type: string;
  [key: string]: unknown;
}

/** The functions of the variables that have some. */
const FUNCTIONS: Record<string, Set<string>> = {
  input: new Set(Object.keys(templateInput(""))),
  util: new Set(Object.keys(templateUtil)),
};

/**
 * Refuses what could only fail when it is rendered, and gives conditions Velocity's sense of true.
 * @throws AwsError BadRequestException naming what is not understood
 */
export function prepareSyntax(syntax: object) {
  const nodes = [...nodesIn(syntax)];
  const macros = new Set(nodes.filter(({ type }) => type === "macro").map(({ id }) => id));
  for (const node of nodes) {
    if (node.type === "references") checkReference(node);
    if (node.type === "macro_call" && !macros.has(node.id) && node.id !== "stop") {
      throw badRequest(`the mapping template has the directive #${String(node.id)}, which is not known`);
    }
  }
  for (const node of nodes) {
    if (node.type === "if" || node.type === "elseif") node.condition = asCondition(node.condition as Node);
  }
}

function* nodesIn(value: unknown): Generator<Node> {
  if (typeof value !== "object" || value === null) return;
  if (isNode(value)) yield value;
  for (const part of Object.values(value)) yield* nodesIn(part);
}

function checkReference({ id, path = [] }: Node) {
  const [first, ...rest] = path as Node[];
  const functions = Object.hasOwn(FUNCTIONS, String(id)) ? FUNCTIONS[String(id)] : undefined;
  if (functions && !functions.has(String(first?.id))) {
    throw badRequest(
      `the mapping template asks for $${String(id)}.${String(first?.id ?? "")}; ` +
        `there are ${[...functions].map((name) => `$${String(id)}.${name}`).join(", ")}`,
    );
  }
  if (id === "input") checkPath(first);
  for (const { type, id: name } of functions || !first ? rest : [first, ...rest]) {
    if (type === "method" && !METHOD_NAMES.has(String(name))) {
      throw badRequest(`the mapping template calls ${String(name)}(), which is not known`);
    }
  }
}

/** A JSONPath that is spelled out can be looked at now. */
function checkPath(call: Node | undefined) {
  const [path] = (call?.args ?? []) as Node[];
  if (path?.type === "string" && !String(path.value).includes("$$")) compileJsonPath(String(path.value));
}

/** Velocity takes for true whatever is there and is not `false`; velocityjs has JavaScript's sense of it. */
function asCondition(node: Node): Node {
  const operands = node.expression as Node[] | undefined;
  if (node.type !== "math")
    return { type: "references", id: "util", path: [{ type: "method", id: TRUTH, args: [node] }] };
  return ["&&", "||", "not", "parenthesis"].includes(String(node.operator))
    ? { ...node, expression: operands?.map(asCondition) }
    : node;
}

const isNode = (value: object): value is Node => "type" in value && typeof value.type === "string";
