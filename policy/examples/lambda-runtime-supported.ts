// Node 16, which gets no patches any more.
import { handler } from "./base/handler.ts";

handler("lambda-runtime-supported", { runtime: "nodejs16.x" });
