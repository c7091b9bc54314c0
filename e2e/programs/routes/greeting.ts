// What a client says to be greeted: the handler parses with this, and API Gateway checks with it beforehand.
import * as v from "valibot";

export const greeting = v.object({ kind: v.literal("greet"), name: v.pipe(v.string(), v.minLength(1)) });
