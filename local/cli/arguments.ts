// The flags of the start, their defaults and their help.
import { parseArgs } from "node:util";
import { LIMITS, type LimitsName } from "../cloud/apigateway/limits.ts";
import { UsageError } from "../errors.ts";

export const HELP = `Runs a Pulumi program, whole, in a local cloud.

Usage: npm start -- [flags]      the program of this folder
       npm run dev -- [flags]    the same, live: handlers and site follow your edits

  --port PORT       port of the site; the sockets and the AWS endpoint take the ones after it.
                    0 takes any free ones (default 3000)
  --host HOST       name or address to listen on, and the name in URLs (default localhost)
  --data DIR        keep the tables in DIR from one start to the next (default: in memory)
  --dynamodb URL    use the DynamoDB at URL in place of our own
  --limits NAME     aws, or fast: idle sockets close after 10 seconds and all of them after one minute, in place of
                    10 minutes and 2 hours (default aws)
  --program DIR     run the Pulumi program in DIR, relative to where npm was called
  --policy PACK     judge the program by the policy pack in the folder PACK, or by none: off (default: its folder
                    policy, if it has one)
  --preview         print what would be made, and end
  --verbose         with --preview: name the rules that wait for values which only a start knows, and the resources
  --json            one line of JSON when ready, then one for each event
  --no-open         do not open the site in a browser
  --watch           run the program again when a file of it changes
  --vite DIR        with --watch: serve the site from the Vite project in DIR of the program, with hot reload
                    and without its headers policy
  -h, --help        this text

Scripts find the stack's outputs, the endpoints and credentials in .local/outputs.json while it runs.
`;

export interface Arguments {
  port: number;
  host: string;
  data?: string;
  dynamodb?: string;
  limits: LimitsName;
  program?: string;
  policy?: string;
  preview: boolean;
  verbose: boolean;
  json: boolean;
  open: boolean;
  watch: boolean;
  vite?: string;
  help: boolean;
}

/** Above this, a port number does not fit into its 16 bits. */
const PORT_MAX = 65_535;

/** @throws UsageError naming the flag, its value and what it takes */
export function parseArguments(argv: string[]): Arguments {
  const { port, limits, "no-open": noOpen, ...values } = parse(argv);
  if (!/^\d+$/.test(port) || Number(port) > PORT_MAX) {
    throw new UsageError(`--port ${port}: give a whole number from 0 to ${PORT_MAX}`);
  }
  if (values.dynamodb !== undefined && !URL.canParse(values.dynamodb)) {
    throw new UsageError(`--dynamodb ${values.dynamodb}: give a URL such as http://localhost:8000`);
  }
  if (!isLimitsName(limits)) {
    throw new UsageError(`--limits ${limits}: give one of ${Object.keys(LIMITS).join(", ")}`);
  }
  if (values.vite !== undefined && !values.watch) throw new UsageError("--vite goes with --watch");
  if (values.verbose && !values.preview) throw new UsageError("--verbose goes with --preview");
  if (values.watch && values.preview) throw new UsageError("--watch and --preview exclude each other");
  return { ...values, port: Number(port), limits, open: !noOpen };
}

const isLimitsName = (name: string): name is LimitsName => Object.hasOwn(LIMITS, name);

function parse(argv: string[]) {
  try {
    return parseArgs({
      args: argv,
      options: {
        port: { type: "string", default: "3000" },
        host: { type: "string", default: "localhost" },
        data: { type: "string" },
        dynamodb: { type: "string" },
        limits: { type: "string", default: "aws" },
        program: { type: "string" },
        policy: { type: "string" },
        preview: { type: "boolean", default: false },
        verbose: { type: "boolean", default: false },
        json: { type: "boolean", default: false },
        "no-open": { type: "boolean", default: false },
        watch: { type: "boolean", default: false },
        vite: { type: "string" },
        help: { type: "boolean", short: "h", default: false },
      },
    }).values;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new UsageError(`${reason}\nnpm start -- --help lists the flags`, { cause });
  }
}
