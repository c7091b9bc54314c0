// Nobody knows whose table this is.
import { table } from "./base/table.ts";

table("tags-name-owner", { tags: { project: "policy-examples" } });
