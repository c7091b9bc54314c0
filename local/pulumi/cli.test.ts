import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { findCli } from "./cli.ts";
import { neededGo, pinnedVersion } from "./pinned-cli.ts";
import { toText } from "./version.ts";

const pinned = toText(pinnedVersion());
let root: string;

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), "cli-test-")));
  vi.stubEnv("XDG_CACHE_HOME", join(root, "cache"));
});

afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(root, { recursive: true });
});

/** A program that prints `line`, whatever it is asked. */
function program(folder: string, name: string, line: string) {
  mkdirSync(join(root, folder), { recursive: true });
  const file = join(root, folder, name);
  writeFileSync(file, `#!/bin/sh\necho "${line}"\n`);
  chmodSync(file, 0o755);
  return file;
}

const path = (...folders: string[]) => folders.map((folder) => join(root, folder)).join(delimiter);

describe("the CLI on PATH", () => {
  test("is taken when it is new enough, with the language host beside it", async () => {
    const executable = program("bin", "pulumi", `v${pinned}`);
    program("bin", "pulumi-language-nodejs", "");
    expect(await findCli(path("empty", "bin"))).toEqual({ executable, languageHost: "its own" });
  });

  test("is given our language host when it comes without one", async () => {
    const executable = program("bin", "pulumi", "v4.0.0");
    expect(await findCli(path("bin"))).toEqual({ executable, languageHost: "path" });
  });

  test("is left when it is too old, for the one that was built here", async () => {
    program("bin", "pulumi", "v3.100.0");
    const executable = program(`cache/serverless-socket/pulumi-${pinned}`, "pulumi", "");
    expect(await findCli(path("bin"))).toEqual({ executable, languageHost: "stub" });
  });
});

describe("what is missing is named with both remedies", () => {
  const failure = (folders: string[]) =>
    findCli(path(...folders)).then(
      () => expect.fail("a CLI was found"),
      (error: Error) => error.message,
    );
  const go = toText(neededGo());

  test("neither CLI nor Go", async () => {
    const message = await failure(["empty"]);
    expect(message).toContain(`there is no Pulumi CLI on PATH; install it`);
    expect(message).toContain(`or install Go ${go} or newer`);
    expect(message).toContain("there is no Go on PATH");
  });

  test("a CLI that is too old", async () => {
    const old = program("bin", "pulumi", "v3.100.0");
    expect(await failure(["bin"])).toContain(
      `the Pulumi CLI on PATH, ${old}, is version 3.100.0, and this needs Pulumi CLI ${pinned} or newer`,
    );
  });

  test("a Go that is too old", async () => {
    const old = program("bin", "go", "go1.22.1");
    expect(await failure(["bin"])).toContain(`the Go on PATH, ${old}, is 1.22.1, too old`);
  });

  test("a CLI of a development build, which tells no version", async () => {
    program("bin", "pulumi", "");
    expect(await failure(["bin"])).toContain("does not tell its version");
  });
});

describe("a build", () => {
  /** Stands in for Go: tells its version, or writes what it is to build and a line to standard error. */
  function fakeGo(status: number) {
    mkdirSync(join(root, "bin"), { recursive: true });
    const file = join(root, "bin", "go");
    const script = [
      "#!/bin/sh",
      'if [ "$1" = env ]; then echo go1.99.0; exit; fi',
      `while [ "$1" != -o ]; do shift; done; echo built > "$2"; exit ${status}`,
    ];
    writeFileSync(file, `${script.join("\n")}\n`);
    chmodSync(file, 0o755);
  }

  test("is kept for the next time, with the stub of the language host beside it", async () => {
    vi.spyOn(process.stderr, "write").mockReturnValue(true);
    fakeGo(0);
    const { executable, languageHost } = await findCli(path("bin"));
    expect(executable).toBe(join(root, `cache/serverless-socket/pulumi-${pinned}/pulumi`));
    expect(languageHost).toBe("stub");
    expect(await findCli(path("empty"))).toEqual({ executable, languageHost });
    vi.restoreAllMocks();
  });

  test("that fails is told, and leaves nothing that could be taken for a CLI", async () => {
    vi.spyOn(process.stderr, "write").mockReturnValue(true);
    fakeGo(1);
    await expect(findCli(path("bin"))).rejects.toThrow(`go build of the Pulumi CLI ${pinned} failed`);
    await expect(findCli(path("empty"))).rejects.toThrow("there is no Go on PATH");
    vi.restoreAllMocks();
  });
});
