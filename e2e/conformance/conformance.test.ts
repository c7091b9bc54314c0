import { afterAll, beforeAll, describe } from "vitest";
import { authorizers } from "./areas/authorizers.ts";
import { connections } from "./areas/connections.ts";
import { events } from "./areas/events.ts";
import { functions } from "./areas/functions.ts";
import { handshake } from "./areas/handshake.ts";
import { integrations } from "./areas/integrations.ts";
import { limits } from "./areas/limits.ts";
import { routing } from "./areas/routing.ts";
import { time } from "./areas/time.ts";
import { Observer } from "./observe/observer.ts";

const probe = new Observer();
beforeAll(() => probe.open());
afterAll(() => probe.close());

describe("handshake", () => handshake(probe));
describe("authorizers", () => authorizers(probe));
describe("events", () => events(probe));
describe("routing", () => routing(probe));
describe("integrations", () => integrations(probe));
describe("limits", () => limits(probe));
describe("@connections", () => connections(probe));
describe("functions", () => functions(probe));
// Last, since the clock does not go back.
describe("time", () => time(probe));
