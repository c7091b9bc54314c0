import { createServer } from "node:net";
import { once } from "node:events";
import { expect, test } from "vitest";
import { portOwner } from "./port-owner.ts";

test("the process that listens on a port is named", async () => {
  const server = createServer().listen(0);
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  expect(portOwner(port)).toMatch(new RegExp(`^node \\(process ${process.pid}[,)]`));
  server.close();
  await once(server, "close");
  expect(portOwner(port)).toBeUndefined();
});
