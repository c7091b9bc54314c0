// Whether a start and an echo have become slower since an earlier commit.
import { join } from "node:path";
import type { Lifetime } from "../../local/cli/lifetime.ts";
import type { Table } from "../report/table.ts";
import type { Run } from "../run.ts";
import { checkOut } from "../support/checkout.ts";
import { measureEcho } from "../support/echo-client.ts";
import { npmStart } from "../support/npm-start.ts";
import { repository } from "../support/paths.ts";

/** The same for both commits. */
const ECHO_PROGRAM = join(repository, "bench/programs/echo");

const MESSAGES = 1_000;
const NOW = "this checkout";

interface Figures {
  start: number;
  echo: number;
}

/** @param ref the commit to compare with, as git takes it */
export function measureAgainst(run: Run, ref: string): Promise<Table[]> {
  return run.during(async (lifetime) => {
    run.say(`checking out ${ref}, and installing what it needs`);
    const before = await checkOut(ref, lifetime);
    const taken = await run.byTurns({
      [ref]: (own: Lifetime) => measure(own, before),
      [NOW]: (own: Lifetime) => measure(own, repository),
    });
    return [tableOf(ref, taken)];
  });
}

async function measure(lifetime: Lifetime, directory: string): Promise<Figures> {
  const { ms: start } = await npmStart(lifetime, { directory });
  const { ready } = await npmStart(lifetime, { directory, args: ["--program", ECHO_PROGRAM] });
  const echo = await measureEcho(String(ready.outputs.socketUrl), MESSAGES);
  return { start, echo };
}

function tableOf(ref: string, taken: Record<string, Figures[]>): Table {
  return {
    title: `Beside commit ${ref}`,
    about: `From npm start of the chat to ready, and the round trip of one client's message through a function that returns it; the mean of ${MESSAGES} messages, one after the other.`,
    columns: [
      { title: "npm start to ready, ms", besides: ref },
      { title: "echo, ms", besides: ref },
    ],
    rows: Object.entries(taken).map(([name, figures]) => ({
      name,
      samples: [figures.map(({ start }) => start), figures.map(({ echo }) => echo)],
    })),
  };
}
