// Which engine keeps the tables, and where it keeps them.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { startDynalite } from "./dynalite.ts";
import { findDynoxide, startDynoxide } from "./dynoxide.ts";
import { useEndpoint } from "./endpoint.ts";
import type { Engine } from "./engine.ts";
import { EngineStartError } from "./errors.ts";

export interface EngineOptions {
  /** Default: dynoxide where its binary is, else dynalite. */
  engine?: "dynoxide" | "dynalite";
  /** Folder that keeps the tables, one folder per engine in it; in memory without it. */
  dataDirectory?: string;
  /** URL of another DynamoDB, in place of our own engines. */
  endpoint?: string;
}

interface StartedEngine {
  engine: Engine;
  /** Where the shim keeps its own settings; in memory when absent. */
  settingsPath?: string;
}

/** @throws EngineStartError */
export async function startEngine({
  engine,
  dataDirectory,
  endpoint,
}: EngineOptions): Promise<StartedEngine> {
  const at = dataDirectory === undefined ? inMemory : inFolder(dataDirectory);
  if (endpoint !== undefined) {
    return { engine: useEndpoint(endpoint), settingsPath: at("endpoint", SETTINGS) };
  }
  const binary = engine === "dynalite" ? undefined : findDynoxide();
  if (binary !== undefined) {
    const started = await startDynoxide(binary, at("dynoxide", "tables.sqlite"));
    return { engine: started, settingsPath: at("dynoxide", SETTINGS) };
  }
  if (engine === "dynoxide") {
    throw new EngineStartError(
      `There is no dynoxide for ${process.platform}-${process.arch}. Put its binary on PATH or use dynalite.`,
    );
  }
  const started = await startDynalite(at("dynalite", "tables"));
  return { engine: started, settingsPath: at("dynalite", SETTINGS) };
}

const SETTINGS = "settings.json";

const inMemory = () => undefined;

/** A folder for each engine: none reads what another wrote. */
const inFolder = (dataDirectory: string) => (engine: string, file: string) => {
  const folder = join(dataDirectory, engine);
  mkdirSync(folder, { recursive: true });
  return join(folder, file);
};
