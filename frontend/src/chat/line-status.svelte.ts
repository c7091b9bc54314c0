// The state of the line as a user should hear of it: at once when it is the device, after a grace when it may
// be over before anybody notices.
import type { Clock, Timer } from "../connection/clock.ts";
import type { Connection, LineState } from "../connection/connection.ts";

/** Milliseconds for which a dropped line is not mentioned: most come back sooner, and a flicker only worries. */
export const GRACE = 4_500;

export type StatusKind = "connecting" | "connected" | "reconnecting" | "offline" | "refused";

export interface Status {
  kind: StatusKind;
  label: string;
  /** Why, and what to do about it; with a refusal only. */
  detail?: string;
  /** Whether asking for another attempt at once makes sense. */
  canRetry: boolean;
}

const LABELS: Record<StatusKind, string> = {
  connecting: "Connecting…",
  connected: "Connected",
  reconnecting: "Reconnecting…",
  offline: "You are offline",
  refused: "Not connected",
};

export class LineStatus {
  readonly #connection: Connection;
  readonly #clock: Clock;
  readonly #online: { readonly current: boolean | undefined };
  #line: LineState = $state.raw({ kind: "idle" });
  /** Whether the line has been open before. */
  #known = $state(false);
  /** Whether it has been away for longer than the grace. */
  #overdue = $state(false);
  #grace: Timer | undefined;

  /** @param online whether the browser believes that the device has a network */
  constructor(connection: Connection, clock: Clock, online: { readonly current: boolean | undefined }) {
    this.#connection = connection;
    this.#clock = clock;
    this.#online = online;
    this.#follow(connection.state);
    connection.onState((state) => this.#follow(state));
  }

  get current(): Status {
    const kind = this.#kind();
    const canRetry = kind === "refused" || (this.#line.kind === "waiting" && this.#overdue);
    const detail = this.#line.kind === "refused" ? this.#line.reason : undefined;
    return { kind, label: LABELS[kind], detail, canRetry };
  }

  /** Tries again now. */
  retry() {
    this.#connection.connect();
  }

  #kind(): StatusKind {
    switch (this.#line.kind) {
      case "open":
        return "connected";
      case "refused":
      case "closed":
        return "refused";
      case "idle":
      case "connecting":
      case "checking":
      case "waiting":
        // A device without a network may still be talking to a server on itself, so only a line in doubt is off-line.
        if (this.#online.current === false) return "offline";
        if (!this.#known) return "connecting";
        return this.#overdue ? "reconnecting" : "connected";
    }
  }

  #follow(state: LineState) {
    this.#line = state;
    if (state.kind === "open") {
      this.#known = true;
      this.#overdue = false;
      this.#grace?.cancel();
      this.#grace = undefined;
    } else {
      this.#grace ??= this.#clock.after(GRACE, () => (this.#overdue = true));
    }
  }
}
