import { expect, test } from "vitest";
import { Ledger } from "./ledger.ts";

const stage = (apiId: string) => ({
  urn: "urn:pulumi:local::chat::aws:apigatewayv2/stage:Stage::live",
  id: "live",
  inputs: { apiId, name: "live" },
  outputs: { apiId, name: "live" },
});

test("a resource is found by its type and id until it is forgotten", () => {
  const ledger = new Ledger();
  ledger.record("stage", stage("a"));
  expect(ledger.find("stage", "live")).toEqual(stage("a"));
  expect(ledger.find("route", "live")).toBeUndefined();
  expect(ledger.isTaken("stage", "name", "live")).toBe(true);
  ledger.forget("stage", "live", stage("a").outputs);
  expect(ledger.find("stage", "live")).toBeUndefined();
  expect(ledger.isTaken("stage", "name", "live")).toBe(false);
});

test("a resource that took over the id of another is not forgotten with it", () => {
  const ledger = new Ledger();
  ledger.record("stage", stage("a"));
  ledger.record("stage", stage("b"));
  ledger.forget("stage", "live", stage("a").outputs);
  expect(ledger.find("stage", "live")).toEqual(stage("b"));
});
