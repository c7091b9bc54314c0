// Kills what the cloud started when the cloud itself was killed: the table engine, and functions. Those lose their
// Runtime API connection then and exit, but not while they are frozen or caught in a loop.
import { type ChildProcess, spawn } from "node:child_process";

/** Keeps the process groups it is told of; the end of its input is the end of the cloud. */
const SCRIPT = `
groups=" "
while read -r what group; do
  case $what in
    +) groups="$groups$group " ;;
    -) groups="\${groups%% $group *} \${groups#* $group }" ;;
  esac
done
for group in $groups; do kill -s KILL -- "-$group"; done
`;

export class Watchdog {
  #shell: ChildProcess | undefined;

  /** Returns its own undo, to be called when the group is gone. */
  watch(processGroup: number | undefined): () => void {
    if (processGroup === undefined || process.platform === "win32") return () => {};
    this.#shell ??= start();
    this.#shell.stdin?.write(`+ ${processGroup}\n`);
    return () => void this.#shell?.stdin?.write(`- ${processGroup}\n`);
  }

  /** To be called when all groups are gone. Idempotent. */
  async stop() {
    const shell = this.#shell;
    this.#shell = undefined;
    if (!shell?.pid) return;
    await new Promise<void>((resolve) => {
      shell.once("exit", () => resolve());
      shell.stdin?.end();
    });
  }
}

function start() {
  const shell = spawn("/bin/sh", ["-c", SCRIPT], {
    env: {},
    // In a session of its own: Ctrl-C in the terminal does not end it before us.
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
  });
  // Without a shell everything works but the clean-up after a crash.
  shell.on("error", () => {});
  shell.stdin.on("error", () => {});
  return shell;
}
