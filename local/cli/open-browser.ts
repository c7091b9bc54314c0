// Opens a URL in the person's own browser.
import { spawn } from "node:child_process";

const COMMANDS: Partial<Record<NodeJS.Platform, string[]>> = {
  darwin: ["open"],
  win32: ["cmd", "/c", "start", ""],
};

/** Does its best: a machine without a browser is no error, since the URL stands in the terminal. */
export function openBrowser(url: string) {
  const [command = "xdg-open", ...args] = COMMANDS[process.platform] ?? [];
  spawn(command, [...args, url], { stdio: "ignore", detached: true })
    .on("error", () => {})
    .unref();
}
