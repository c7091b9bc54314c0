// What every resource of the examples says of its owner.
export const tags = { project: "policy-examples", stack: "examples" };
