// The flags of `npm run cloud`.
import { parseArguments } from "../cli/arguments.ts";

export const HELP = `Keeps a local cloud for \`npm run pulumi\`, empty until Pulumi makes something in it.

Usage: npm run cloud -- [flags]

  --background      come back when it is ready, and leave it running; what it prints goes to .local/cloud.log
  --stop            end the one that runs, with everything in it
  --port PORT       port of the site; the sockets and the AWS endpoint take the ones after it.
                    0 takes any free ones (default 3000)
  --host HOST       name or address to listen on, and the name in URLs (default localhost)
  --data DIR        keep the tables in DIR from one start to the next (default: in memory)
  --dynamodb URL    use the DynamoDB at URL in place of our own
  --json            one line of JSON for each event
  -h, --help        this text

Where it is stands in .local/cloud.json while it runs.
`;

/** @throws UsageError naming the flag, its value and what it takes */
export function parseCloudArguments(argv: string[]) {
  const own = ["--background", "--stop"];
  const flags = argv.filter((arg) => !own.includes(arg));
  const { port, host, data, dynamodb, json, help } = parseArguments(flags);
  const [background, stop] = own.map((flag) => argv.includes(flag));
  return { background, stop, help, flags, settings: { port, host, data, dynamodb, json } };
}
