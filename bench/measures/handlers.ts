// How large the handlers' packages are, and how long they take to start and to answer in the local cloud's Lambda.
import { bundle } from "../../components/bundle.ts";
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

type Calls = Map<string, Call>;

export async function measureHandlers(run: Run): Promise<Table[]> {
  const bundles = bundle(HANDLERS.map((name) => `handlers/${name}.ts`));
  const codes = new Map([
    [EMPTY, EMPTY_CODE],
    ...bundles.map(({ code }, index): [string, string] => [HANDLERS[index] ?? "", code]),
  ]);
  const { handlers } = await run.byTurns({
    handlers: async (lifetime) => {
      const functions = await startFunctions(lifetime, codes);
      const first = await functions.live();
      functions.renew();
      const again = await functions.live();
      const warm: Calls[] = [];
      while (warm.length < WARM_LIVES) warm.push(await functions.live());
      return { first, again, warm };
    },
  });
  const rows = [...codes].map(([name, code]) => {
    const of = (pick: (call: Call) => number | undefined) => (calls: Calls) => {
      const call = calls.get(name);
      return (call && pick(call)) ?? NaN;
    };
    const init = of((call) => call.init);
    const handling = of((call) => call.ms - (call.init ?? 0));
    return {
      name,
      samples: [
        [Buffer.byteLength(code)],
        [gzipped(code)],
        handlers.map(({ first }) => init(first)),
        handlers.map(({ again }) => init(again)),
        handlers.map(({ first }) => handling(first)),
        handlers.map(({ warm }) => median(warm.map(handling))),
      ],
    };
  });
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
      rows,
    },
  ];
}
