import { join } from "node:path";

/** The folder that everything starts in. */
export const repository = join(import.meta.dirname, "..", "..");
