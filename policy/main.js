// Where Pulumi enters. It compiles a pack whose entry is TypeScript with its own options, which know no `.ts` in
// imports; what an entry in JavaScript imports, Node runs as it is.
import "./index.ts";
