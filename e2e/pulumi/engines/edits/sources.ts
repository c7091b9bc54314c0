// What several programs begin with.

export const TABLE = `
const table = new aws.dynamodb.Table("items", {
  billingMode: "PAY_PER_REQUEST",
  hashKey: "pk",
  attributes: [{ name: "pk", type: "S" }],
});
`;

export const API = `
const api = new aws.apigatewayv2.Api("chat", {
  protocolType: "WEBSOCKET",
  routeSelectionExpression: "$request.body.action",
});
const integration = new aws.apigatewayv2.Integration("mock", { apiId: api.id, integrationType: "MOCK" });
const target = pulumi.interpolate\`integrations/\${integration.id}\`;
`;

export const route = (key: string) =>
  `new aws.apigatewayv2.Route("${key}", { apiId: api.id, routeKey: "${key}", target });\n`;

/** A function that is told the table's name. @param code of the handler, without double quotes */
export const lambda = (memorySize: number, code = "() => 1") => `
${TABLE}
const role = new aws.iam.Role("handler", {
  assumeRolePolicy: JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" }],
  }),
});
const handler = new aws.lambda.Function("handler", {
  role: role.arn,
  runtime: "nodejs24.x",
  handler: "index.handler",
  memorySize: ${memorySize},
  environment: { variables: { TABLE_NAME: table.name } },
  code: new pulumi.asset.AssetArchive({
    "index.mjs": new pulumi.asset.StringAsset("export const handler = async ${code};"),
  }),
});
export const tableName = table.name;
export const functionName = handler.name;
`;

/** A component \`Logs\` with one log group, of which it gives the name. */
export const LOGS = `
class Logs extends pulumi.ComponentResource {
  readonly groupName: pulumi.Output<string>;
  constructor(name: string, args: { days: number }, opts?: pulumi.ComponentResourceOptions) {
    super("edits:index:Logs", name, args, opts);
    const group = new aws.cloudwatch.LogGroup(name, { name: "/edits/logs", retentionInDays: args.days }, { parent: this });
    this.groupName = group.name;
    this.registerOutputs({ groupName: this.groupName });
  }
}
`;

/** A log group of its own name, with options. */
export const group = (name: string, args: string, opts = "{}") =>
  `const ${name} = new aws.cloudwatch.LogGroup("${name}", { name: "/edits/${name}", ${args} }, ${opts});\n`;
