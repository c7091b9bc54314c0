// CloudFront: distributions, each at a host of its own, with what they refer to. The first takes the base port.
import type { CloudContext } from "../context.ts";
import { AwsError } from "../errors.ts";
import { createDualServer, type DualServer } from "../http/dual-server.ts";
import type { S3 } from "../s3/s3.ts";
import type { DistributionConfig, FunctionInput, ResponseHeadersPolicyConfig } from "./config.ts";
import { Distribution, type OriginOverride } from "./distribution.ts";
import { compileViewerFunction, type ViewerFunction } from "./viewer-function.ts";

/** The hosted zone of every distribution: https://docs.aws.amazon.com/general/latest/gr/cf_region.html */
const HOSTED_ZONE_ID = "Z2FDTNDATAQYW2";

/** A host that answers for one distribution, or for none yet. */
interface Host {
  server: DualServer;
  domainName: string;
  distribution?: Distribution;
}

export class CloudFront {
  readonly #context: CloudContext;
  readonly #s3: S3;
  readonly #hosts: Host[] = [];
  readonly #distributions = new Map<string, { distribution: Distribution; host: Host }>();
  readonly #functions = new Map<string, { input: FunctionInput; run: ViewerFunction }>();
  readonly #policies = new Map<string, ResponseHeadersPolicyConfig>();
  readonly #accessControls = new Map<string, object>();
  #override: OriginOverride | undefined;

  private constructor(context: CloudContext, s3: S3) {
    this.#context = context;
    this.#s3 = s3;
  }

  /** Holds the base port from the start, so that a busy one is found before anything else is done.
   * @throws PortBusyError */
  static async start(context: CloudContext, s3: S3) {
    const cloudfront = new CloudFront(context, s3);
    await cloudfront.#openHost((server) => context.ports.listenOnBase(server, "the site"));
    return cloudfront;
  }

  /** Lets `override` answer what would go to an origin, for every distribution there is and will be. */
  overrideOrigins(override: OriginOverride) {
    this.#override = override;
    for (const { distribution } of this.#distributions.values()) distribution.override = override;
  }

  async createDistribution(config: DistributionConfig) {
    const id = this.#id("E");
    const arn = `arn:${this.#context.partition}:cloudfront::${this.#context.accountId}:distribution/${id}`;
    const distribution = new Distribution(this.#context, this.#s3, this.#references(), arn, config);
    distribution.override = this.#override;
    const host = this.#hosts.find((free) => !free.distribution) ?? (await this.#openHost(this.#nextPort));
    host.distribution = distribution;
    this.#distributions.set(id, { distribution, host });
    return this.getDistribution(id);
  }

  getDistribution(id: string) {
    const { distribution, host } = this.#find(this.#distributions, id, "NoSuchDistribution");
    return {
      id,
      arn: distribution.arn,
      config: distribution.config,
      domainName: host.domainName,
      status: "Deployed",
      hostedZoneId: HOSTED_ZONE_ID,
    };
  }

  updateDistribution(id: string, config: DistributionConfig) {
    this.#find(this.#distributions, id, "NoSuchDistribution").distribution.config = config;
    return this.getDistribution(id);
  }

  /** The host stays and is given to the next distribution, so that a replaced one keeps its URL. */
  deleteDistribution(id: string) {
    const { host } = this.#find(this.#distributions, id, "NoSuchDistribution");
    delete host.distribution;
    this.#distributions.delete(id);
  }

  /** @throws AwsError InvalidFunctionCode, FunctionAlreadyExists */
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

  /** @throws AwsError InvalidFunctionCode */
  updateFunction(arn: string, input: FunctionInput) {
    this.#functions.set(arn, { input, run: compileViewerFunction(input) });
    return { arn };
  }

  /** @throws AwsError NoSuchFunctionExists */
  getFunction(arn: string): FunctionInput {
    return this.#find(this.#functions, arn, "NoSuchFunctionExists").input;
  }

  deleteFunction(arn: string) {
    this.#functions.delete(arn);
  }

  createResponseHeadersPolicy(config: ResponseHeadersPolicyConfig) {
    const id = this.#id("P").toLowerCase();
    this.#policies.set(id, config);
    return { id };
  }

  updateResponseHeadersPolicy(id: string, config: ResponseHeadersPolicyConfig) {
    this.#find(this.#policies, id, "NoSuchResponseHeadersPolicy");
    this.#policies.set(id, config);
  }

  /** @throws AwsError NoSuchResponseHeadersPolicy */
  getResponseHeadersPolicy(id: string): ResponseHeadersPolicyConfig {
    return this.#find(this.#policies, id, "NoSuchResponseHeadersPolicy");
  }

  deleteResponseHeadersPolicy(id: string) {
    this.#policies.delete(id);
  }

  createOriginAccessControl(config: object) {
    const id = this.#id("E");
    this.#accessControls.set(id, config);
    return { id };
  }

  updateOriginAccessControl(id: string, config: object) {
    this.#find(this.#accessControls, id, "NoSuchOriginAccessControl");
    this.#accessControls.set(id, config);
  }

  /** @throws AwsError NoSuchOriginAccessControl */
  getOriginAccessControl(id: string): object {
    return this.#find(this.#accessControls, id, "NoSuchOriginAccessControl");
  }

  deleteOriginAccessControl(id: string) {
    this.#accessControls.delete(id);
  }

  async stop() {
    await Promise.all(this.#hosts.map(({ server }) => server.close()));
  }

  #references() {
    return {
      viewerFunction: (arn: string) => {
        const found = this.#functions.get(arn);
        return found?.input.publish === false ? undefined : found?.run;
      },
      headersPolicy: (id: string) => this.#policies.get(id),
      hasAccessControl: (id: string) => this.#accessControls.has(id),
    };
  }

  readonly #nextPort = (server: DualServer["server"]) => this.#context.ports.listen(server, "a distribution");

  async #openHost(listen: (server: DualServer["server"]) => Promise<number>): Promise<Host> {
    const server = createDualServer(this.#context.certificate, {
      request: (request, response) => {
        if (host.distribution) return void host.distribution.handle(request, response);
        response.writeHead(404, { "content-type": "text/plain" });
        response.end("No distribution answers here: the program has made none (yet).\n");
      },
    });
    const host: Host = { server, domainName: "" };
    host.domainName = `${this.#context.host}:${await listen(server.server)}`;
    this.#hosts.push(host);
    return host;
  }

  #find<T>(all: Map<string, T>, id: string, code: string): T {
    const found = all.get(id);
    if (!found) throw new AwsError(code, `${id} does not exist`, 404);
    return found;
  }

  /** Thirteen more capitals and digits, as in the ids of distributions. */
  #id(prefix: string) {
    return (
      prefix +
      BigInt(`0x${this.#context.random.bytes(10).toString("hex")}`)
        .toString(36)
        .toUpperCase()
        .slice(0, 13)
        .padEnd(13, "0")
    );
  }
}
