// What a person needs to know of a program that runs, read off the resources it made.
import { LIMITS, type LimitsName } from "../cloud/apigateway/limits.ts";
import type { Resource } from "../engine/state.ts";
import { byteSize, duration } from "./format.ts";

export interface Summary {
  program: string;
  /** From the start of the process, in milliseconds. */
  ms: number;
  /** Which engine holds the tables, and where. */
  tables: string;
  sites: string[];
  /** Names of the sites' own, each with the address at which it answers here. */
  names: { name: string; site: string }[];
  sockets: { url: string; callbackUrl: string }[];
  /** Each route with what is known of its handler: its description, or else its name. */
  routes: { key: string; handler: string }[];
  /** The quotas in force. */
  limits: string;
}

/** Where to go and what is there, of the resources of a stack. */
export function summarize(
  resources: Pick<Resource, "type" | "id" | "outputs">[],
  limits: LimitsName,
): Pick<Summary, "sites" | "names" | "sockets" | "routes" | "limits"> {
  const ofType = (type: string) => resources.filter((resource) => resource.type === type);
  const distributions = ofType("aws:cloudfront/distribution:Distribution").map(({ outputs }) => outputs);
  return {
    sites: distributions.map(siteUrl),
    names: distributions.flatMap((outputs) =>
      namesOf(outputs).map((name) => ({ name, site: siteUrl(outputs) })),
    ),
    sockets: ofType("aws:apigatewayv2/stage:Stage").map(({ outputs: { invokeUrl } }) => ({
      url: String(invokeUrl),
      callbackUrl: String(invokeUrl).replace(/^ws/, "http"),
    })),
    routes: ofType("aws:apigatewayv2/route:Route")
      .map(({ outputs: { routeKey, target } }) => {
        const integration = ofType("aws:apigatewayv2/integration:Integration").find(
          ({ id }) => target === `integrations/${id}`,
        );
        return {
          key: String(routeKey),
          handler: describeHandler(integration?.outputs.integrationUri, ofType),
        };
      })
      .sort(inReadingOrder),
    limits: describeLimits(limits),
  };
}

/** The function that an integration calls, and as what: by itself, or by an alias. */
function describeHandler(
  integrationUri: unknown,
  ofType: (type: string) => Pick<Resource, "id" | "outputs">[],
) {
  const isCalled = ({ outputs }: Pick<Resource, "outputs">) => outputs.invokeArn === integrationUri;
  const alias = ofType("aws:lambda/alias:Alias").find(isCalled)?.outputs;
  const isAliased = ({ id, outputs }: Pick<Resource, "id" | "outputs">) =>
    alias !== undefined && [id, outputs.arn].includes(alias.functionName);
  const handler = ofType("aws:lambda/function:Function").find((fn) => isCalled(fn) || isAliased(fn))?.outputs;
  const told = String(handler?.description || handler?.name || "no function");
  return alias ? `${told} (${String(alias.name)})` : told;
}

/** Resources come in the order in which they were made, which is another one each time. */
function inReadingOrder({ key: a }: { key: string }, { key: b }: { key: string }) {
  return rankOf(a) - rankOf(b) || (a < b ? -1 : 1);
}

/** The routes that every API has, as a connection lives; those of its own come after them. */
const OWN_ROUTES = ["$connect", "$disconnect", "$default"];

const rankOf = (key: string) => (OWN_ROUTES.includes(key) ? OWN_ROUTES.indexOf(key) : OWN_ROUTES.length);

const namesOf = ({ aliases }: Resource["outputs"]) => (Array.isArray(aliases) ? aliases.map(String) : []);

/** A distribution that also answers plain requests is reached without trusting its certificate. */
function siteUrl({ domainName, defaultCacheBehavior }: Resource["outputs"]) {
  const plain = JSON.stringify(defaultCacheBehavior).includes('"viewerProtocolPolicy":"allow-all"');
  return `${plain ? "http" : "https"}://${String(domainName)}`;
}

function describeLimits(name: LimitsName) {
  const { frameBytes, messageBytes, idleMs, connectionMs } = LIMITS[name];
  const sizes = `frame ${byteSize(frameBytes)}, message ${byteSize(messageBytes)}`;
  const times = `idle ${duration(idleMs)}, connection ${duration(connectionMs)}`;
  return `${sizes}, ${times}${name === "aws" ? "" : ` (${name}: not as on AWS)`}`;
}
