import { expect, test } from "vitest";
import type { Props } from "../engine/values.ts";
import { summarize } from "./summary.ts";

const route = (routeKey: string) => ({
  ...{ type: "aws:apigatewayv2/route:Route", id: routeKey },
  outputs: { routeKey, target: `integrations/of ${routeKey}` },
});

const keysOf = (...routeKeys: string[]) =>
  summarize(routeKeys.map(route), "aws").routes.map(({ key }) => key);

test("routes stand in the order of a connection's life, and then by name, however they were made", () => {
  const expected = ["$connect", "$disconnect", "$default", "join", "send", "sync"];
  expect(keysOf("sync", "$default", "send", "$connect", "join", "$disconnect")).toEqual(expected);
  expect(keysOf("send", "join", "$disconnect", "sync", "$connect", "$default")).toEqual(expected);
});

test("a route is shown with its function: the description, or else the name, and the alias that is called", () => {
  const made = (type: string, id: string, outputs: Props) => ({ type, id, outputs });
  const behind = (id: string, handler: Props) => [
    made("aws:apigatewayv2/integration:Integration", `of ${id}`, { integrationUri: `invoke ${id}` }),
    made("aws:lambda/function:Function", id, { invokeArn: `invoke ${id}`, ...handler }),
  ];
  const { routes } = summarize(
    [
      ...[route("a"), route("b"), route("c"), route("d")],
      ...behind("a", { name: "chat-a", description: "handlers/a.ts" }),
      ...behind("b", { name: "chat-b" }),
      made("aws:apigatewayv2/integration:Integration", "of d", { integrationUri: "invoke d" }),
      made("aws:lambda/alias:Alias", "d", { invokeArn: "invoke d", name: "live", functionName: "a" }),
    ],
    "aws",
  );
  expect(routes).toEqual([
    { key: "a", handler: "handlers/a.ts" },
    { key: "b", handler: "chat-b" },
    { key: "c", handler: "no function" },
    { key: "d", handler: "handlers/a.ts (live)" },
  ]);
});

test("a site is where it answers here, and so is its own name", () => {
  const outputs = {
    domainName: "localhost:3000",
    defaultCacheBehavior: { viewerProtocolPolicy: "allow-all" },
    aliases: ["chat.example.com"],
  };
  const site = { type: "aws:cloudfront/distribution:Distribution", id: "E1", outputs };
  expect(summarize([site], "aws")).toMatchObject({
    sites: ["http://localhost:3000"],
    names: [{ name: "chat.example.com", site: "http://localhost:3000" }],
  });
});
