// Everything that can be seen of the probe from outside.
import { randomUUID } from "node:crypto";
import { ApiGatewayManagementApiClient } from "@aws-sdk/client-apigatewaymanagementapi";
import { onTestFinished } from "vitest";
import type { ClientOptions } from "ws";
import type { Instructions } from "../probe/instructions.ts";
import { openTarget } from "../target/open.ts";
import type { Target } from "../target/target.ts";
import { Client } from "./client.ts";
import { type GatewayEvent, Records } from "./records.ts";

export interface ConnectOptions extends Pick<ClientOptions, "perMessageDeflate"> {
  headers?: Record<string, string | string[]>;
  /** What the functions of the handshake are to do. */
  told?: Instructions;
  protocols?: string[];
  /** With its question mark. */
  query?: string;
}

/** A client whose $connect function was called. */
export interface Guest {
  client: Client;
  connectionId: string;
  /** The CONNECT event. */
  event: GatewayEvent;
}

export class Observer {
  #opened: { target: Target; records: Records } | undefined;

  async open() {
    const target = await openTarget();
    this.#opened = { target, records: new Records(target) };
  }

  async close() {
    this.#opened?.records.close();
    await this.#opened?.target.stop();
  }

  get target() {
    return this.#now.target;
  }

  get records() {
    return this.#now.records;
  }

  /** Begins a handshake. */
  connect(stage: string, { told, protocols = [], query = "", headers, ...options }: ConnectOptions = {}) {
    const client = new Client(`${this.#url(stage)}${query}`, protocols, {
      ...options,
      finishRequest(request) {
        const all = { ...headers, ...(told && { "x-probe": JSON.stringify(told) }) };
        for (const [name, value] of Object.entries(all)) request.setHeader(name, value);
        request.end();
      },
    });
    onTestFinished(() => client.ws.terminate());
    return client;
  }

  /** A client that is connected. */
  async join(stage: string, options: ConnectOptions = {}): Promise<Client> {
    const client = this.connect(stage, options);
    await client.opened;
    return client;
  }

  /** A client that is connected to a stage whose $connect function records. */
  async enter(stage: string, { told, ...options }: ConnectOptions = {}): Promise<Guest> {
    const key = randomUUID();
    const client = await this.join(stage, { ...options, told: { key, ...told } });
    const { event } = await this.records.find(told?.key ?? key, "CONNECT");
    return { client, connectionId: event.requestContext.connectionId, event };
  }

  /** The SDK's client of a stage's `@connections`. */
  management(stage: string) {
    const { region, credentials, clockOffset } = this.target;
    const client = new ApiGatewayManagementApiClient({
      region,
      credentials,
      endpoint: this.callbackUrl(stage),
      systemClockOffset: clockOffset(),
      maxAttempts: 1,
    });
    onTestFinished(() => client.destroy());
    return client;
  }

  /** `http:` or `https:`, with the stage. */
  callbackUrl(stage: string) {
    return this.#url(stage).replace(/^ws/, "http");
  }

  /** The URL of a connection, its id encoded as the SDK does. */
  connectionUrl(stage: string, connectionId: string) {
    return `${this.callbackUrl(stage)}/@connections/${encodeURIComponent(connectionId)}`;
  }

  #url(stage: string) {
    const url = this.target.outputs.urls[stage];
    if (!url) throw new Error(`the probe exports no URL of a stage ${stage}; deploy it again`);
    return url;
  }

  get #now() {
    if (!this.#opened) throw new Error("the target is not open yet: await open() first");
    return this.#opened;
  }
}
