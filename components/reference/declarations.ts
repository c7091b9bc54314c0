// Reads what the components' types declare, and what their comments say of it, with TypeScript's own parser.
import ts from "typescript";

/** One argument. */
export interface Member {
  name: string;
  /** As it is written in the source, on one line. */
  type: string;
  required: boolean;
  comment: Comment;
}

/** An interface, or a type that has another form. */
export interface Declaration {
  name: string;
  file: string;
  comment: Comment;
  members: Member[];
  /** Types whose members it has besides. */
  bases: string[];
  /** What a type alias stands for; not there for an interface. */
  definition?: string;
}

/** A class that a program creates. */
export interface Component {
  name: string;
  file: string;
  comment: Comment;
  /** Type of its arguments. */
  args: string;
}

/** A doc comment, apart. */
interface Comment {
  meaning: string;
  default?: string;
  example?: string;
}

/** What is declared in the sources, each with its path and text. */
export function declarationsIn(sources: { file: string; text: string }[]) {
  const components: Component[] = [];
  const types: Declaration[] = [];
  for (const { file, text } of sources) {
    for (const node of ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true).statements) {
      if (ts.isInterfaceDeclaration(node)) types.push(interfaceOf(node, file));
      // A mapped type says what is left out, and is nothing that one writes.
      if (ts.isTypeAliasDeclaration(node) && !ts.isMappedTypeNode(node.type)) types.push(aliasOf(node, file));
      const component = ts.isClassDeclaration(node) && componentOf(node, file);
      if (component) components.push(component);
    }
  }
  return { components, types };
}

function componentOf(node: ts.ClassDeclaration, file: string): Component | undefined {
  const isComponent = basesOf(node).includes("pulumi.ComponentResource");
  const args = node.members.find(ts.isConstructorDeclaration)?.parameters[1]?.type;
  if (!isComponent || !node.name || !args) return undefined;
  return { name: node.name.text, file, comment: commentOf(node), args: args.getText() };
}

function interfaceOf(node: ts.InterfaceDeclaration, file: string): Declaration {
  const members = node.members.filter(ts.isPropertySignature).flatMap(memberOf);
  return { name: node.name.text, file, comment: commentOf(node), members, bases: basesOf(node) };
}

function aliasOf(node: ts.TypeAliasDeclaration, file: string): Declaration {
  const definition = oneLine(node.type.getText());
  return { name: node.name.text, file, comment: commentOf(node), members: [], bases: [], definition };
}

/** Nothing for `x?: undefined`, which is there to say that x belongs to another kind. */
function memberOf(node: ts.PropertySignature): Member[] {
  const type = oneLine(node.type?.getText() ?? "");
  if (type === "undefined") return [];
  return [
    { name: node.name.getText(), type, required: node.questionToken === undefined, comment: commentOf(node) },
  ];
}

function basesOf(node: ts.ClassDeclaration | ts.InterfaceDeclaration) {
  const clauses = node.heritageClauses ?? [];
  return clauses.flatMap((clause) => clause.types.map(({ expression }) => expression.getText()));
}

function commentOf(node: ts.Node): Comment {
  const doc = ts.getJSDocCommentsAndTags(node).find(ts.isJSDoc);
  const tagOf = (name: string) => {
    const tag = doc?.tags?.find(({ tagName }) => tagName.text === name);
    return tag && oneLine(ts.getTextOfJSDocComment(tag.comment) ?? "");
  };
  const meaning = ts.getTextOfJSDocComment(doc?.comment) ?? "";
  return { meaning, default: tagOf("default"), example: tagOf("example") };
}

function oneLine(text: string) {
  // A union over several lines begins with a bar.
  return text
    .replace(/\s+/g, " ")
    .replace(/^ ?\| /, "")
    .trim();
}
