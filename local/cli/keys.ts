// Single keys at a terminal.

/** The byte that Ctrl-C sends while a terminal is in raw mode. */
const CTRL_C = "\u0003";

/** Calls the action of each key pressed; returns its own undo. Does nothing where nobody can press a key. */
export function listenToKeys(actions: Record<string, () => void>): () => void {
  const { stdin } = process;
  if (!stdin.isTTY) return () => {};
  const onKey = (key: string) => (key === CTRL_C ? process.kill(process.pid, "SIGINT") : actions[key]?.());
  stdin.setRawMode(true).setEncoding("utf8").on("data", onKey).resume();
  return () => void stdin.off("data", onKey).setRawMode(false).pause();
}
