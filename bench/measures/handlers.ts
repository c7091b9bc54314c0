// How large the handlers' packages are, and how long they take to start and to answer in the local cloud's Lambda.
import { bundle } from "../../components/bundle.ts";
import type { Lifetime } from "../../local/cli/lifetime.ts";
import { median } from "../report/statistics.ts";
import type { Table } from "../report/table.ts";
import type { Run } from "../run.ts";
import { gzipped } from "../support/gzipped.ts";
import { type Call, startFunctions } from "../support/functions.ts";

/** In the order in which a connection meets them. */
const HANDLERS = ["connect", "sync", "send", "default", "disconnect"];

const EMPTY = "empty handler";
const EMPTY_CODE = "export const handler = async () => ({ statusCode: 200 });";

/** Connections that come and go once everything is warm. */
const WARM_LIVES = 30;

/** The calls of a connection's life, by handler. */
type Life = Map<string, Call>;

interface Round {
  /** When no environment was there yet, and no compiled code. */
  first: Life;
  /** When new environments found the code compiled. */
  again: Life;
  warm: Life[];
}

export async function measureHandlers(run: Run): Promise<Table[]> {
  const bundles = bundle(HANDLERS.map((name) => `handlers/${name}.ts`));
  const codes = new Map([[EMPTY, EMPTY_CODE]]);
  for (const [index, name] of HANDLERS.entries()) codes.set(name, bundles[index]?.code ?? "");
  const { handlers } = await run.byTurns({ handlers: (lifetime) => measureRound(lifetime, codes) });
  return [
    {
      title: "Handlers",
      about:
        "Bundles as they are deployed, in the local cloud's Lambda with its table. Connections come and go, each calls every handler once; nobody else is in the room.",
      columns: [
        { title: "bytes" },
        { title: "bytes, gzip -9" },
        { title: "init, ms", besides: EMPTY },
        { title: "init again, ms", besides: EMPTY },
        { title: "first call after init, ms" },
        { title: "warm call, ms" },
      ],
      rows: [...codes].map(([name, code]) => ({ name, samples: samplesOf(name, code, handlers) })),
    },
  ];
}

async function measureRound(lifetime: Lifetime, codes: Map<string, string>): Promise<Round> {
  const functions = await startFunctions(lifetime, codes);
  const first = await functions.live();
  functions.renew();
  const again = await functions.live();
  const warm: Life[] = [];
  while (warm.length < WARM_LIVES) warm.push(await functions.live());
  return { first, again, warm };
}

function samplesOf(name: string, code: string, rounds: Round[]) {
  const init = (life: Life) => life.get(name)?.init ?? NaN;
  const handling = (life: Life) => {
    const { ms = NaN, init = 0 } = life.get(name) ?? {};
    return ms - init;
  };
  return [
    [Buffer.byteLength(code)],
    [gzipped(code)],
    rounds.map(({ first }) => init(first)),
    rounds.map(({ again }) => init(again)),
    rounds.map(({ first }) => handling(first)),
    rounds.map(({ warm }) => median(warm.map(handling))),
  ];
}
