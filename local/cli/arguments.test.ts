import { expect, test } from "vitest";
import { HELP, parseArguments } from "./arguments.ts";

test("without flags the start is the safe default: this machine only, in memory, port 3000", () => {
  expect(parseArguments([])).toMatchObject({
    port: 3000,
    host: "localhost",
    open: true,
    json: false,
    limits: "aws",
    preview: false,
  });
  expect(parseArguments([]).data).toBeUndefined();
});

test("every flag is read", () => {
  const argv =
    "--port 0 --host 0.0.0.0 --data d --dynamodb http://localhost:8000 --limits fast --program p --policy off --json --no-open --watch --vite f";
  expect(parseArguments(argv.split(" "))).toEqual({
    port: 0,
    host: "0.0.0.0",
    data: "d",
    dynamodb: "http://localhost:8000",
    limits: "fast",
    program: "p",
    policy: "off",
    json: true,
    open: false,
    watch: true,
    vite: "f",
    preview: false,
    verbose: false,
    help: false,
  });
  expect(parseArguments(["--preview", "--verbose"])).toMatchObject({ preview: true, verbose: true });
});

test.for([
  [["--port", "http"], "--port http: give a whole number from 0 to 65535"],
  [["--port", "65536"], "--port 65536"],
  [["--dynamodb", "8000"], "--dynamodb 8000: give a URL"],
  [["--limits", "slow"], "--limits slow: give one of aws, fast"],
  [["--vite", "frontend"], "--vite goes with --watch"],
  [["--verbose"], "--verbose goes with --preview"],
  [["--watch", "--preview"], "exclude each other"],
  [["--prot", "1"], "--prot"],
  [["file"], "npm start -- --help lists the flags"],
] as const)("%j is refused with the flag and what it takes", ([argv, message]) => {
  expect(() => parseArguments([...argv])).toThrow(message);
});

test("the help names every flag", () => {
  const flags = [
    "port",
    "host",
    "data",
    "dynamodb",
    "limits",
    "program",
    "preview",
    "json",
    "no-open",
    "watch",
    "vite",
    "help",
  ];
  for (const flag of flags) expect(HELP).toContain(`--${flag}`);
});
