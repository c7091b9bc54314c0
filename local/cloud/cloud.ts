// The local cloud: every service, started in the order in which they need each other.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Acm } from "./acm/acm.ts";
import { ApiGatewayService } from "./apigateway/api/apigateway-service.ts";
import { ApiGateway } from "./apigateway/apigateway.ts";
import type { Limits } from "./apigateway/limits.ts";
import { type Clock, systemClock } from "./clock.ts";
import { cloudfrontService } from "./cloudfront/api/cloudfront-service.ts";
import { CloudFront } from "./cloudfront/cloudfront.ts";
import type { CloudContext } from "./context.ts";
import { DynamoDb } from "./dynamodb/dynamodb.ts";
import { Events } from "./events.ts";
import { FrontDoor } from "./front-door/front-door.ts";
import { createCertificate } from "./http/certificate.ts";
import { Ports } from "./http/ports.ts";
import { iamService } from "./iam/api/iam-service.ts";
import { Iam } from "./iam/iam.ts";
import { LambdaService } from "./lambda/api/lambda-service.ts";
import { Lambda } from "./lambda/lambda.ts";
import { LogsService } from "./logs/api/logs-service.ts";
import { Logs } from "./logs/logs.ts";
import { type Random, systemRandom } from "./random.ts";
import { Records } from "./records.ts";
import { s3Service } from "./s3/api/s3-service.ts";
import { S3 } from "./s3/s3.ts";
import { stsService } from "./sts/sts-service.ts";

export interface CloudOptions {
  /** Port of the site; the others follow it. 0 lets the system choose every port. */
  port: number;
  /** Name or address to listen on, and the name in URLs. */
  host: string;
  region: string;
  /** Folder that keeps the tables from one start to the next; in memory without it. */
  dataDirectory?: string;
  /** Endpoint of another DynamoDB to use in place of our own. */
  dynamodbEndpoint?: string;
  /** Quotas of the WebSocket APIs in place of AWS's own. */
  limits?: Limits;
  clock?: Clock;
  random?: Random;
}

/** The account of every ARN: the one that the DynamoDB engines use. */
const ACCOUNT_ID = "000000000000";

/** The AWS SDK's names of the clients that the AWS endpoint answers. */
const CLIENTS = [
  "api-gateway",
  "apigatewayv2",
  "cloudfront",
  "cloudwatch-logs",
  "dynamodb",
  "iam",
  "lambda",
  "s3",
  "sts",
];

/** https://docs.aws.amazon.com/sdkref/latest/guide/ss-endpoints-table.html */
const variableOf = (client: string) => `AWS_ENDPOINT_URL_${client.toUpperCase().replaceAll("-", "_")}`;

export class Cloud {
  readonly context: CloudContext;
  readonly acm: Acm;
  readonly iam: Iam;
  readonly logs: Logs;
  readonly s3: S3;
  readonly dynamodb: DynamoDb;
  readonly frontDoor: FrontDoor;
  readonly lambda: Lambda;
  readonly apigateway: ApiGateway;
  readonly cloudfront: CloudFront;
  readonly records: Records;

  private constructor(services: Omit<Cloud, "endpoints" | "stop">) {
    this.context = services.context;
    this.acm = services.acm;
    this.iam = services.iam;
    this.logs = services.logs;
    this.s3 = services.s3;
    this.dynamodb = services.dynamodb;
    this.frontDoor = services.frontDoor;
    this.lambda = services.lambda;
    this.apigateway = services.apigateway;
    this.cloudfront = services.cloudfront;
    this.records = services.records;
  }

  /** @throws PortBusyError when the port of the site is taken */
  static async start(options: CloudOptions): Promise<Cloud> {
    // Whatever is started, should something after it not start.
    await using started = new AsyncDisposableStack();
    const context = await createContext(options);
    started.defer(() => rm(context.directory, { recursive: true, force: true }));
    const iam = new Iam(context);
    const logs = new Logs(context);
    const s3 = new S3(context);
    const acm = new Acm(context);
    const cloudfront = await CloudFront.start(context, s3, {
      apiHosts: () => apigateway.hosts(),
      findCertificate: (arn) => acm.findCertificate(arn),
    });
    started.defer(() => cloudfront.stop());
    const dynamodb = await DynamoDb.start(context, {
      dataDirectory: options.dataDirectory,
      endpoint: options.dynamodbEndpoint,
    });
    started.defer(() => dynamodb.stop());
    const environment = () =>
      Object.fromEntries(CLIENTS.map((client) => [variableOf(client), frontDoor.url]));
    const lambda = new Lambda(context, { iam, logs, environment });
    const apigateway = new ApiGateway(context, { lambda, iam, logs }, { limits: options.limits });
    const frontDoor = await FrontDoor.start(context, iam, lambda, {
      apigateway: new ApiGatewayService(context, apigateway),
      cloudfront: cloudfrontService(context, cloudfront),
      dynamodb,
      lambda: new LambdaService(context, { lambda, logs }),
      logs: new LogsService(context, logs),
      iam: iamService(context, iam),
      s3: s3Service(context, s3),
      sts: stsService(context, iam),
    });
    const records = new Records();
    const storage = { logs, s3, dynamodb, records };
    started.move();
    return new Cloud({ context, acm, iam, ...storage, frontDoor, lambda, apigateway, cloudfront });
  }

  /** Where each service answers, by the AWS SDK's client name. */
  endpoints(): Record<string, string> {
    return Object.fromEntries(CLIENTS.map((client) => [client, this.frontDoor.url]));
  }

  /** Ends every child process and frees every port. */
  async stop() {
    await Promise.all([
      this.apigateway.stop(),
      this.lambda.stop(),
      this.cloudfront.stop(),
      this.frontDoor.stop(),
    ]);
    await this.dynamodb.stop();
    await rm(this.context.directory, { recursive: true, force: true });
  }
}

async function createContext(options: CloudOptions): Promise<CloudContext> {
  return {
    clock: options.clock ?? systemClock,
    random: options.random ?? systemRandom,
    events: new Events(),
    accountId: ACCOUNT_ID,
    region: options.region,
    partition: "aws",
    host: options.host,
    ports: new Ports(options.port, options.host),
    certificate: await createCertificate(options.host),
    directory: await mkdtemp(join(tmpdir(), "serverless-socket-")),
  };
}
