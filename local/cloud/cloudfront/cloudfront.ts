// CloudFront: distributions, each at a host of its own, with what they refer to. The first takes the base port.
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Certificate } from "../acm/acm.ts";
import type { CloudContext } from "../context.ts";
import { AwsError } from "../errors.ts";
import { createDualServer, type DualServer } from "../http/dual-server.ts";
import type { S3 } from "../s3/s3.ts";
import type {
  DistributionConfig,
  FunctionInput,
  OriginAccessControlConfig,
  ResponseHeadersPolicyConfig,
} from "./config.ts";
import { Configurations } from "./configurations.ts";
import { Distribution, type OriginOverride } from "./distribution.ts";
import { checkOrigins } from "./check-origins.ts";
import { newId } from "./ids.ts";
import { Invalidations } from "./invalidations.ts";
import { checkNames, findNamed } from "./names.ts";
import { ignoreStrayRejections } from "./stray-rejections.ts";
import { compileViewerFunction, type ViewerFunction } from "./viewer-function.ts";
import { responseTo } from "./websocket.ts";

/** The hosted zone of every distribution: https://docs.aws.amazon.com/general/latest/gr/cf_region.html */
const HOSTED_ZONE_ID = "Z2FDTNDATAQYW2";

/** A host that answers for one distribution, or for none yet. */
interface Host {
  server: DualServer;
  domainName: string;
  distribution?: Distribution;
}

/** What of the other services a distribution may refer to. */
export interface Neighbours {
  /** `host:port` of each WebSocket API. */
  apiHosts(): string[];
  findCertificate(arn: string): Certificate | undefined;
}

const ALONE: Neighbours = { apiHosts: () => [], findCertificate: () => undefined };

interface Made {
  distribution: Distribution;
  host: Host;
  lastModified: Date;
  invalidations: Invalidations;
}

export interface FunctionDescription {
  arn: string;
  input: FunctionInput;
  created: Date;
  lastModified: Date;
}

export class CloudFront {
  readonly #context: CloudContext;
  readonly #s3: S3;
  readonly #neighbours: Neighbours;
  readonly #hosts: Host[] = [];
  readonly #distributions = new Map<string, Made>();
  readonly #functions = new Map<string, FunctionDescription & { run: ViewerFunction }>();
  readonly headersPolicies: Configurations<ResponseHeadersPolicyConfig>;
  readonly accessControls: Configurations<OriginAccessControlConfig>;
  #heedRejections = () => {};
  #override: OriginOverride | undefined;

  private constructor(context: CloudContext, s3: S3, neighbours: Neighbours) {
    this.#context = context;
    this.#s3 = s3;
    this.#neighbours = neighbours;
    // Ids of headers policies are the only ones in lower case.
    this.headersPolicies = new Configurations(context, "NoSuchResponseHeadersPolicy", (id) =>
      id.toLowerCase(),
    );
    this.accessControls = new Configurations(context, "NoSuchOriginAccessControl");
  }

  /** Holds the base port from the start, so that a busy one is found before anything else is done.
   * @throws PortBusyError */
  static async start(context: CloudContext, s3: S3, neighbours: Partial<Neighbours> = {}) {
    const cloudfront = new CloudFront(context, s3, { ...ALONE, ...neighbours });
    await cloudfront.#openHost((server) => context.ports.listenOnBase(server, "the site"));
    cloudfront.#heedRejections = ignoreStrayRejections();
    return cloudfront;
  }

  /** Lets `override` answer what would go to an origin, for every distribution there is and will be. */
  overrideOrigins(override: OriginOverride) {
    this.#override = override;
    for (const { distribution } of this.#distributions.values()) distribution.override = override;
  }

  /** @throws AwsError when it is not one that can be served here */
  async createDistribution(config: DistributionConfig) {
    this.#check(config, []);
    const id = newId(this.#context.random);
    const arn = `arn:${this.#context.partition}:cloudfront::${this.#context.accountId}:distribution/${id}`;
    const distribution = new Distribution(this.#context, this.#s3, this.#references(), arn, config);
    distribution.override = this.#override;
    const host = this.#hosts.find((free) => !free.distribution) ?? (await this.#openHost(this.#nextPort));
    host.distribution = distribution;
    const lastModified = new Date(this.#context.clock.now());
    const invalidations = new Invalidations(this.#context, distribution.cache);
    this.#distributions.set(id, { distribution, host, lastModified, invalidations });
    return this.getDistribution(id);
  }

  /** In the order of their creation. */
  listDistributions() {
    return [...this.#distributions.keys()].map((id) => this.getDistribution(id));
  }

  /** @throws AwsError NoSuchDistribution */
  getDistribution(id: string) {
    const { distribution, host, lastModified } = this.#find(this.#distributions, id, "NoSuchDistribution");
    return {
      id,
      arn: distribution.arn,
      config: distribution.config,
      domainName: host.domainName,
      lastModified,
      status: "Deployed",
      hostedZoneId: HOSTED_ZONE_ID,
    };
  }

  /** @throws AwsError when it is not one that can be served here */
  updateDistribution(id: string, config: DistributionConfig) {
    const made = this.#find(this.#distributions, id, "NoSuchDistribution");
    this.#check(config, made.distribution.config.aliases);
    made.distribution.config = config;
    made.lastModified = new Date(this.#context.clock.now());
    return this.getDistribution(id);
  }

  /** The host stays and is given to the next distribution, so that a replaced one keeps its URL. */
  deleteDistribution(id: string) {
    const { host } = this.#find(this.#distributions, id, "NoSuchDistribution");
    delete host.distribution;
    this.#distributions.delete(id);
  }

  /** @throws AwsError InvalidFunctionCode, FunctionSizeLimitExceeded, FunctionAlreadyExists */
  createFunction(input: FunctionInput) {
    const arn = `arn:${this.#context.partition}:cloudfront::${this.#context.accountId}:function/${input.name}`;
    if (this.#functions.has(arn)) {
      throw new AwsError(
        "FunctionAlreadyExists",
        `a CloudFront function named ${input.name} exists already`,
        409,
      );
    }
    return this.updateFunction(arn, input);
  }

  /** @throws AwsError InvalidFunctionCode, FunctionSizeLimitExceeded */
  updateFunction(arn: string, input: FunctionInput) {
    const lastModified = new Date(this.#context.clock.now());
    const created = this.#functions.get(arn)?.created ?? lastModified;
    this.#functions.set(arn, { arn, input, created, lastModified, run: compileViewerFunction(input) });
    return { arn };
  }

  /** @throws AwsError NoSuchFunctionExists */
  getFunction(arn: string): FunctionDescription {
    return this.#find(this.#functions, arn, "NoSuchFunctionExists");
  }

  /** In the order of their creation. */
  listFunctions(): FunctionDescription[] {
    return [...this.#functions.values()];
  }

  deleteFunction(arn: string) {
    this.#functions.delete(arn);
  }

  /** @throws AwsError NoSuchDistribution */
  invalidations(distributionId: string): Invalidations {
    return this.#find(this.#distributions, distributionId, "NoSuchDistribution").invalidations;
  }

  async stop() {
    this.#heedRejections();
    await Promise.all(this.#hosts.map(({ server }) => server.close()));
  }

  /** @param own names that it has already */
  #check(config: DistributionConfig, own: string[] = []) {
    checkOrigins(config, this.#neighbours.apiHosts());
    const all = [...this.#distributions.values()].flatMap(
      ({ distribution }) => distribution.config.aliases ?? [],
    );
    const taken = all.filter((name) => !own.includes(name));
    checkNames(config, { findCertificate: this.#neighbours.findCertificate, taken });
  }

  #references() {
    return {
      viewerFunction: (arn: string) => {
        const found = this.#functions.get(arn);
        return found?.input.publish === false ? undefined : found?.run;
      },
      headersPolicy: (id: string) => this.headersPolicies.find(id)?.config,
      hasAccessControl: (id: string) => this.accessControls.find(id) !== undefined,
    };
  }

  readonly #nextPort = (server: DualServer["server"]) => this.#context.ports.listen(server, "a distribution");

  async #openHost(listen: (server: DualServer["server"]) => Promise<number>): Promise<Host> {
    const answer = (request: IncomingMessage, response: ServerResponse, head?: Buffer) => {
      const distribution = this.#named(request.headers.host) ?? host.distribution;
      if (distribution) return void distribution.handle(request, response, head);
      response.writeHead(404, { "content-type": "text/plain" });
      response.end("No distribution answers here: the program has made none (yet).\n");
    };
    const server = createDualServer(this.#context.certificate, {
      request: (request, response) => answer(request, response),
      upgrade: (request, _socket, head) => answer(request, responseTo(request), head),
    });
    const host: Host = { server, domainName: "" };
    host.domainName = `${this.#context.host}:${await listen(server.server)}`;
    this.#hosts.push(host);
    return host;
  }

  /** The distribution that has this name of its own, whatever the port: on AWS they share all addresses. */
  #named(host = "") {
    const all = [...this.#distributions.values()].map(({ distribution }) => distribution);
    return findNamed(all, host);
  }

  #find<T>(all: Map<string, T>, id: string, code: string): T {
    const found = all.get(id);
    if (!found) throw new AwsError(code, `${id} does not exist`, 404);
    return found;
  }
}
