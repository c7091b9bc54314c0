import { expect } from "vitest";
import type { Observer } from "../observe/observer.ts";
import { row } from "../row.ts";

export function integrations(probe: Observer) {
  row(37, async () => {
    const client = await probe.join("integrating");
    const ask = (action: string) => client.ask<Record<string, string>>({ action, text: "hello" });
    expect(await ask("mock")).toEqual({ mocked: true });
    const { body = "" } = await ask("aws");
    expect(JSON.parse(body)).toEqual({ event: { heard: "hello" } });
    const { data: mapped = "" } = await ask("http");
    expect(JSON.parse(mapped)).toEqual({ heard: "hello" });
    const { data: passedOn = "" } = await ask("http-proxy");
    expect(JSON.parse(passedOn)).toEqual({ action: "http-proxy", text: "hello" });
  });

  row(38, async () => {
    const client = await probe.join("integrating");
    client.send({ action: "modelled", text: 42 });
    const { data } = await client.frame();
    expect(data).toMatch(
      /^\{"message": "Bad request body", "connectionId":"[\w-]{15}=", "messageId":"[\w-]{15}="\}$/,
    );
    expect(await client.ask({ action: "modelled", text: "hello" })).toMatchObject({ routeKey: "modelled" });
  });
}
