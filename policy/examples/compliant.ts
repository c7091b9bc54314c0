// Nothing is wrong with this one: all that the others begin with.
import { bucket } from "./base/bucket.ts";
import { distribution } from "./base/distribution.ts";
import { socket } from "./base/socket.ts";
import { table } from "./base/table.ts";
import { worker } from "./base/worker.ts";

bucket("compliant.bucket");
distribution("compliant.distribution");
socket("compliant.socket");
table("compliant.table");
worker("compliant.worker");
