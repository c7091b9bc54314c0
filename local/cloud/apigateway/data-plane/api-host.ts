// The port of one API, as its host name is on AWS: clients connect to it, functions call back to it.
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { createDualServer, type DualServer } from "../../http/dual-server.ts";
import type { ApiConfiguration } from "../control-plane/api-configuration.ts";
import { handleCallback } from "./callback.ts";
import { type CloseStatus, GOING_AWAY } from "./close-status.ts";
import { connect } from "./connect.ts";
import { Connection } from "./connection.ts";
import { disconnect } from "./disconnect.ts";
import type { Gateway } from "./gateway.ts";
import { Handshakes } from "./handshake.ts";
import { receive } from "./message.ts";
import { parsePath } from "./path.ts";
import type { Session } from "./session.ts";

export class ApiHost {
  readonly gateway: Gateway;
  readonly configuration: ApiConfiguration;
  readonly #server: DualServer;
  readonly #handshakes: Handshakes;
  readonly #connections = new Map<string, Connection>();
  #closed = false;

  private constructor(gateway: Gateway, configuration: ApiConfiguration, server: DualServer) {
    this.gateway = gateway;
    this.configuration = configuration;
    this.#server = server;
    this.#handshakes = new Handshakes(gateway.limits);
  }

  /**
   * Opens the API's port.
   * @param name of the API, for who looks for the owner of a port
   * @param configure makes the configuration, given `host:port`
   */
  static async open(gateway: Gateway, name: string, configure: (domainName: string) => ApiConfiguration) {
    const { certificate, ports } = gateway.context;
    const server = createDualServer(certificate, {
      request: (request, response) => void host.#request(request, response),
      upgrade: (request, socket, head) => void connect(host, request, socket, head),
    });
    const port = await ports.listen(server.server, `API ${name}`);
    const host = new ApiHost(gateway, configure(`${gateway.context.host}:${port}`), server);
    return host;
  }

  /** What a caller meets at a stage: nothing when it is not there, not deployed, or the endpoint is switched off. */
  reach(stageName: string) {
    const { api } = this.configuration;
    return api.disableExecuteApiEndpoint ? undefined : this.configuration.live(stageName);
  }

  /** @returns false when the client cannot be connected any more */
  accept(session: Session, request: IncomingMessage, socket: Duplex, head: Buffer, subprotocol?: string) {
    const { clock } = this.gateway.context;
    return this.#handshakes.accept(request, socket, head, subprotocol, (ws) => {
      const connection = new Connection(ws, socket, session, {
        clock,
        limits: this.gateway.limits,
        onMessage: (from, body) => void receive(this, from, body),
        onSent: ({ session: to }) => this.gateway.metrics.countSent(to),
        onClosed: (closed, status) => void this.#forget(closed, status),
      });
      this.#connections.set(session.connectionId, connection);
    });
  }

  /** A connection that is open, and of that stage. */
  connection(stage: string, connectionId: string) {
    const connection = this.#connections.get(connectionId);
    return connection?.open && connection.session.stage === stage ? connection : undefined;
  }

  sessions() {
    return [...this.#connections.values()].filter(({ open }) => open).map(({ session }) => session);
  }

  /** Ends the connections of a stage that is no more. */
  closeStage(stage: string) {
    for (const connection of this.#connections.values()) {
      if (connection.session.stage === stage) connection.close(GOING_AWAY);
    }
  }

  /** Frees the port and drops every connection, without a word to the functions. */
  async close() {
    this.#closed = true;
    await this.#server.close();
  }

  async #request(request: IncomingMessage, response: ServerResponse) {
    const path = parsePath(request.url ?? "");
    if (path.connectionId !== undefined) return handleCallback(this, request, response, path);
    response.writeHead(!path.unknown && this.reach(path.stage) ? 426 : 403).end();
  }

  async #forget({ session }: Connection, status: CloseStatus) {
    this.#connections.delete(session.connectionId);
    if (!this.#closed) await disconnect(this, session, status);
  }
}
