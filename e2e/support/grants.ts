// What the functions of a running stack may do, and who may call them, read and changed as an administrator would.
import {
  GetRolePolicyCommand,
  IAMClient,
  ListRolePoliciesCommand,
  paginateListRoles,
  PutRolePolicyCommand,
} from "@aws-sdk/client-iam";
import {
  AddPermissionCommand,
  GetPolicyCommand,
  LambdaClient,
  paginateListFunctions,
  RemovePermissionCommand,
} from "@aws-sdk/client-lambda";
import type { RunningCloud } from "./cloud.ts";

/** Who may do what with what, and under which condition; names without what is made up at each start. */
export type Grant = [who: string, action: string, resource: string, ...condition: object[]];

interface Statement {
  Sid?: string;
  Action: string | string[];
  Resource: string | string[];
  Principal?: { Service: string };
  Condition?: Record<string, Record<string, string>>;
}

export class Grants {
  readonly #iam: IAMClient;
  readonly #lambda: LambdaClient;

  constructor({ region, credentials, endpoints }: RunningCloud) {
    this.#iam = new IAMClient({ region, credentials, endpoint: endpoints.iam });
    this.#lambda = new LambdaClient({ region, credentials, endpoint: endpoints.lambda });
  }

  /** Everything that the policies of all roles allow, sorted. */
  async ofRoles(): Promise<Grant[]> {
    const grants: Grant[] = [];
    for (const { role, statements } of await this.#rolePolicies()) {
      for (const { Action, Resource, Condition } of statements) {
        for (const [action, resource] of pairs(Action, Resource)) {
          grants.push([plain(role), action, plain(resource), ...(Condition ? [Condition] : [])]);
        }
      }
    }
    return grants.sort();
  }

  /** Who may call the functions, sorted: function, service, and on whose behalf. */
  async ofFunctions(): Promise<Grant[]> {
    const permissions = await this.#permissions();
    return permissions
      .map(({ name, Principal, Condition }): Grant => {
        const source = Condition?.ArnLike?.["AWS:SourceArn"] ?? "";
        return [Principal?.Service ?? "", plain(name), plain(source)];
      })
      .sort();
  }

  /** Takes an action from a role, as if the program had never granted it. @returns what gives it back */
  async revoke(who: string, action: string): Promise<() => Promise<unknown>> {
    const policies = await this.#rolePolicies();
    const found = policies.find(
      ({ role, statements }) =>
        plain(role) === who && statements.some((statement) => [statement.Action].flat().includes(action)),
    );
    if (!found) throw new Error(`${who} has no ${action}`);
    const { role, policy, statements } = found;
    const put = (Statement: Statement[]) =>
      this.#iam.send(
        new PutRolePolicyCommand({
          RoleName: role,
          PolicyName: policy,
          PolicyDocument: JSON.stringify({ Version: "2012-10-17", Statement }),
        }),
      );
    const others = statements.map(({ Action, ...rest }) => ({
      ...rest,
      Action: [Action].flat().filter((other) => other !== action),
    }));
    await put(others.filter(({ Action }) => Action.length > 0));
    return () => put(statements);
  }

  /** Takes from API Gateway that it may call a function for a route. @returns what gives it back */
  async forbidCall(name: string, source: string): Promise<() => Promise<unknown>> {
    const permissions = await this.#permissions();
    const found = permissions.find(
      ({ name: each, Condition }) =>
        plain(each) === name && plain(Condition?.ArnLike?.["AWS:SourceArn"] ?? "") === source,
    );
    if (!found) throw new Error(`${name} may not be called for ${source}`);
    const permission = { FunctionName: found.name, StatementId: found.Sid };
    await this.#lambda.send(new RemovePermissionCommand(permission));
    return () =>
      this.#lambda.send(
        new AddPermissionCommand({
          ...permission,
          Action: "lambda:InvokeFunction",
          Principal: found.Principal?.Service,
          SourceArn: found.Condition?.ArnLike?.["AWS:SourceArn"],
        }),
      );
  }

  close() {
    this.#iam.destroy();
    this.#lambda.destroy();
  }

  async #rolePolicies() {
    const found: { role: string; policy: string; statements: Statement[] }[] = [];
    for await (const { Roles = [] } of paginateListRoles({ client: this.#iam }, {})) {
      for (const { RoleName = "" } of Roles) {
        const { PolicyNames = [] } = await this.#iam.send(new ListRolePoliciesCommand({ RoleName }));
        for (const PolicyName of PolicyNames) {
          const { PolicyDocument = "" } = await this.#iam.send(
            new GetRolePolicyCommand({ RoleName, PolicyName }),
          );
          const document = JSON.parse(decodeURIComponent(PolicyDocument)) as { Statement: Statement[] };
          found.push({ role: RoleName, policy: PolicyName, statements: document.Statement });
        }
      }
    }
    return found;
  }

  async #permissions() {
    const found: ({ name: string } & Statement)[] = [];
    for await (const { Functions = [] } of paginateListFunctions({ client: this.#lambda }, {})) {
      for (const { FunctionName = "" } of Functions) {
        const { Policy = "" } = await this.#lambda.send(new GetPolicyCommand({ FunctionName }));
        const { Statement } = JSON.parse(Policy) as { Statement: Statement[] };
        found.push(...Statement.map((statement) => ({ name: FunctionName, ...statement })));
      }
    }
    return found;
  }
}

function pairs(actions: string | string[], resources: string | string[]) {
  return [actions]
    .flat()
    .flatMap((action) => [resources].flat().map((resource) => [action, resource] as const));
}

/** A name or an ARN without account and region, and without the random ends that names and ids have. */
function plain(nameOrArn: string) {
  return nameOrArn
    .replace(/^arn:aws:(\w|-)+:[\w-]*:\d*:/, "")
    .replace(/-[0-9a-f]{7}$/, "")
    .replace(/^[a-z0-9]{10}\//, "{api}/");
}
