// What a browser tells about the network, handed to the connection as a reason to look, never as a fact: a
// laptop without any network still reaches a server on itself.
import { on } from "svelte/events";
import type { Connection } from "./connection.ts";

/** Checks `connection` when the device goes on-line or off-line and when the page is looked at again; returns what ends that. */
export function heedHints(connection: Pick<Connection, "check">) {
  const check = () => connection.check();
  const undo = [
    on(window, "online", check),
    on(window, "offline", check),
    on(document, "visibilitychange", () => document.visibilityState === "visible" && check()),
  ];
  return () => undo.forEach((end) => end());
}
