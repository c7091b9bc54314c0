// A connection over fake sockets, fake time and fixed chance, for the tests of what sits on top of it.
import { Connection } from "./connection.ts";
import type { ConnectionOptions } from "./connection.ts";
import { FakeClock } from "./fake-clock.ts";
import { FakeSocket } from "./fake-socket.ts";

/** Each back-off waits for half of its ceiling. */
const HALF = 0.5;

export function testLine(options: Partial<ConnectionOptions> = {}) {
  const clock = new FakeClock();
  const sockets: FakeSocket[] = [];
  const unclaimed: FakeSocket[] = [];
  let claim: ((socket: FakeSocket) => void) | undefined;

  const connection = new Connection({
    url: async () => "ws://server/stage",
    question: "are you there?",
    openSocket: (url) => {
      const socket = new FakeSocket(url);
      sockets.push(socket);
      if (claim) claim(socket);
      else unclaimed.push(socket);
      claim = undefined;
      return socket;
    },
    clock,
    random: () => HALF,
    ...options,
  });

  /** Each socket once, in the order of opening; waits for one that is still to come. */
  const nextSocket = async () => unclaimed.shift() ?? new Promise<FakeSocket>((resolve) => (claim = resolve));

  /** Connects and answers, so that the line is open. */
  async function up(answer: unknown = "yes") {
    connection.connect();
    const socket = await nextSocket();
    socket.open();
    socket.say(answer);
    return socket;
  }

  return { clock, sockets, connection, nextSocket, up };
}
