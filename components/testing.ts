// Runs Pulumi programs in tests: records what they register, with an AWS that answers as it would.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { MockMonitor, type MockResourceArgs } from "@pulumi/pulumi/runtime/mocks.js";
import { onTestFinished, vi } from "vitest";

/** A resource as the engine was asked for it. */
interface Registered {
  type: string;
  name: string;
  inputs: Inputs;
  /** `type name` of the parent, or nothing at the top. */
  parent: string;
  /** `type name` of everything that has to be there first. */
  dependencies: string[];
  provider: string;
  protect: boolean;
  retainOnDelete: boolean;
  aliases: unknown[];
}

type Inputs = MockResourceArgs["inputs"];

export interface Deployment {
  resources: Registered[];
  /** `type name` of everything that is there already and was asked for, as by `X.get`, in this order. */
  reads: string[];
  /** All resources of a type such as `aws:lambda/function:Function`, sorted by name. */
  all(type: string): Registered[];
  /** The one resource of a type and name. @throws when there is none */
  one(type: string, name: string): Registered;
}

/** Where the AWS of a test is. */
interface Place {
  partition: string;
  region: string;
  urlSuffix: string;
}

interface DeployOptions {
  place?: Place;
  /** Whether it is a preview, in which nothing that AWS gives (ids, ARNs, addresses) is known. */
  preview?: boolean;
  /** What functions of AWS answer, by their token; others are not expected to be called. */
  calls?: Record<string, object>;
  /** ARN of the role that API Gateway writes logs with before the program is run; empty when the account has none. */
  logsRole?: string;
}

const ACCOUNT = "123456789012";
const LOGS_ROLE = `arn:aws:iam::${ACCOUNT}:role/api-gateway-logs`;
const US_EAST_1: Place = { partition: "aws", region: "us-east-1", urlSuffix: "amazonaws.com" };

/**
 * Runs a program against Pulumi's mocks in the project `project`, stack `test`, until all is registered.
 *
 * @throws what the program threw
 */
export async function deploy(
  program: () => unknown,
  { place = US_EAST_1, preview = false, calls = {}, logsRole = LOGS_ROLE }: DeployOptions = {},
): Promise<Deployment> {
  const register = vi.spyOn(MockMonitor.prototype, "registerResource");
  const requests = register.mock.calls;
  const inputs = new Map<string, Inputs>();
  const reads: string[] = [];
  let roleOfLogs = logsRole;
  await pulumi.runtime.setMocks(
    {
      newResource(args) {
        if (args.id) {
          reads.push(`${args.type} ${args.name}`);
          return { id: args.id, state: { cloudwatchRoleArn: roleOfLogs } };
        }
        if (args.type === "aws:apigateway/account:Account") roleOfLogs = args.inputs.cloudwatchRoleArn;
        inputs.set(`${args.type} ${args.name}`, args.inputs);
        if (preview) return { id: "", state: args.inputs };
        return { id: `${args.name}-id`, state: { ...args.inputs, ...outputsOf(args, place) } };
      },
      call({ token }) {
        const answer = calls[token];
        if (answer) return answer;
        throw new Error(`the program is not expected to call ${token}`);
      },
    },
    "project",
    "test",
    preview,
  );
  try {
    await program();
  } finally {
    await pulumi.runtime.disconnect();
    register.mockRestore();
  }

  const resources = requests.map(([request]): Registered => {
    const id = `${request.getType()} ${request.getName()}`;
    return {
      type: request.getType(),
      name: request.getName(),
      inputs: inputs.get(id) ?? {},
      parent: nameOf(request.getParent()),
      dependencies: request.getDependenciesList().map(nameOf),
      provider: request.getProvider(),
      protect: request.getProtect(),
      retainOnDelete: request.getRetainondelete(),
      aliases: request.getAliasesList(),
    };
  });
  return {
    resources,
    reads,
    all: (type) =>
      resources.filter((resource) => resource.type === type).sort((a, b) => (a.name < b.name ? -1 : 1)),
    one(type, name) {
      const found = resources.find((resource) => resource.type === type && resource.name === name);
      if (!found) throw new Error(`no ${type} "${name}" was registered`);
      return found;
    },
  };
}

/** A folder with these files, absolute, for the time of a test. */
export function folderOf(files: Record<string, string>) {
  const folder = makeFolder(files);
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

/** A folder with these files, absolute, which the caller removes. */
export function makeFolder(files: Record<string, string>) {
  const folder = mkdtempSync(path.join(tmpdir(), "components-"));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(path.join(folder, path.dirname(name)), { recursive: true });
    writeFileSync(path.join(folder, name), content);
  }
  return folder;
}

/** The value of an output. */
export function valueOf<T>(output: pulumi.Output<T>): Promise<T> {
  return new Promise((resolve) => output.apply(resolve));
}

/** The statements of a policy's JSON. */
export function statementsOf(policy: string): aws.iam.PolicyStatement[] {
  return JSON.parse(policy).Statement;
}

/** `urn:pulumi:test::project::parent$type::name` as `type name`. */
function nameOf(urn: string) {
  const [, , types, name] = urn.split("::");
  return types ? `${types.split("$").at(-1)} ${name}` : "";
}

/** What AWS makes of a resource, as far as the components read it. */
function outputsOf({ type, name, inputs }: MockResourceArgs, { partition, region, urlSuffix }: Place) {
  const arn = (service: string, resource: string) =>
    `arn:${partition}:${service}:${region}:${ACCOUNT}:${resource}`;
  switch (type) {
    case "aws:apigatewayv2/api:Api":
      return {
        apiEndpoint: `wss://${name}.execute-api.${region}.${urlSuffix}`,
        executionArn: arn("execute-api", name),
        region,
      };
    case "aws:apigateway/apiKey:ApiKey":
      return { value: `value-of-${name}` };
    case "aws:lambda/function:Function": {
      const functionName = inputs.name ?? name;
      const functionArn = arn("lambda", `function:${functionName}`);
      return { name: functionName, arn: functionArn, invokeArn: `${functionArn}/invocations` };
    }
    case "aws:lambda/alias:Alias": {
      const aliasArn = arn("lambda", `function:${inputs.functionName}:${inputs.name}`);
      return { arn: aliasArn, invokeArn: `${aliasArn}/invocations` };
    }
    case "aws:iam/role:Role":
      return { name, arn: `arn:${partition}:iam::${ACCOUNT}:role/${name}` };
    case "aws:iam/openIdConnectProvider:OpenIdConnectProvider":
      return { arn: `arn:${partition}:iam::${ACCOUNT}:oidc-provider/${name}` };
    case "aws:dynamodb/table:Table":
      return { name, arn: arn("dynamodb", `table/${name}`) };
    case "aws:cloudwatch/logGroup:LogGroup":
      return { arn: arn("logs", `log-group:${inputs.name}`) };
    case "aws:sns/topic:Topic":
      return { arn: arn("sns", name) };
    case "aws:sqs/queue:Queue":
      return { name };
    case "aws:acm/certificate:Certificate":
      return {
        arn: arn("acm", `certificate/${name}`),
        domainValidationOptions: [
          {
            domainName: inputs.domainName,
            resourceRecordName: `_check.${inputs.domainName}.`,
            resourceRecordType: "CNAME",
            resourceRecordValue: "_answer.acm-validations.aws.",
          },
        ],
      };
    case "aws:route53/record:Record":
      return { fqdn: inputs.name };
    case "aws:apigatewayv2/domainName:DomainName":
      return {
        domainNameConfiguration: {
          ...inputs.domainNameConfiguration,
          targetDomainName: `d-${name}.execute-api.${region}.${urlSuffix}`,
          hostedZoneId: "ZAPI",
        },
      };
    case "aws:s3/bucket:Bucket":
      return {
        arn: `arn:${partition}:s3:::${name}`,
        bucketRegionalDomainName: `${name}.s3.${region}.${urlSuffix}`,
      };
    case "aws:cloudfront/function:Function":
      return { arn: `arn:${partition}:cloudfront::${ACCOUNT}:function/${name}` };
    case "aws:cloudfront/distribution:Distribution":
      return {
        arn: `arn:${partition}:cloudfront::${ACCOUNT}:distribution/${name}`,
        domainName: `${name}.cloudfront.net`,
        hostedZoneId: "ZCLOUDFRONT",
      };
    default:
      return {};
  }
}
