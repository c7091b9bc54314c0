// Resources that come, go, and change.
import { edit, type Edit } from "./edit.ts";
import { API, group, lambda, route, TABLE } from "./sources.ts";

const SITE = `
const bucket = new aws.s3.Bucket("site");
const access = new aws.s3.BucketPublicAccessBlock("site", { bucket: bucket.id, blockPublicAcls: true });
new aws.s3.BucketObjectv2("index.html", {
  bucket: bucket.id,
  key: "index.html",
  source: new pulumi.asset.StringAsset("<p>hello</p>"),
}, { dependsOn: access });
`;

/** Without a stack, in which there would be a folder of the run. */
const FAILS_ON_REQUEST = `(event) => {
  if (event.fail) throw Object.assign(new Error(event.fail), { stack: '' });
  return event;
}`.replaceAll("\n", "");

/** The function is there without a call as well. */
const uncalled = lambda(128, FAILS_ON_REQUEST);

const call = (args: string) => `${uncalled}
const call = new aws.lambda.Invocation("call", { functionName: handler.name, ${args} });
export const result = call.result;
`;

const told = (what: object) => `input: '${JSON.stringify(what)}', lifecycleScope: "CRUD"`;

const tagged = (owner: string) =>
  group("one", `tags: { owner: "${owner}" }`) +
  group("two", `tags: { owner: "${owner}", after: one.name }`) +
  "export const names = [one.name, two.name];";

/** The version is known only when the function has been published anew. */
const aliased = (memorySize: number) => `
${lambda(memorySize).replace("memorySize", "publish: true, memorySize")}
const live = new aws.lambda.Alias("live", { functionName: handler.name, functionVersion: handler.version });
export const version = live.functionVersion;
`;

const withKey = (args: string) => `${API}
const stage = new aws.apigatewayv2.Stage("live", { apiId: api.id, name: "live", autoDeploy: true });
const plan = new aws.apigateway.UsagePlan("partners", { apiStages: [{ apiId: api.id, stage: stage.name }] });
const key = new aws.apigateway.ApiKey("partner", { value: "a-value-of-twenty-and-more", ${args} });
new aws.apigateway.UsagePlanKey("partner", { keyId: key.id, keyType: "API_KEY", usagePlanId: plan.id });
export const value = key.value;
`;

export const resourceEdits: Edit[] = [
  edit("add a route", API + route("$default"), API + route("$default") + route("send")),
  edit("remove a route", API + route("$default") + route("send"), API + route("$default")),
  edit("change a memory size", lambda(128), lambda(256)),
  edit("publish a version and lead the alias to it", aliased(128), aliased(256)),
  edit("run again without a change", lambda(128), lambda(128)),
  edit("change the table's key", TABLE, TABLE.replaceAll('"pk"', '"id"')),
  edit("drop the site", TABLE + SITE, TABLE),
  edit("change a tag of two resources", tagged("me"), tagged("you")),
  edit("switch an API key off", withKey(""), withKey("enabled: false")),
  edit("tell a function of a change", call(told({ a: 1 })), call(told({ a: 2 }))),
  edit("tell a function that its call goes", call(told({ a: 1 })), uncalled),
  edit("call a function anew for another input", call("input: '1'"), call("input: '2'")),
  edit(
    "tell a function of a change that fails it, then again",
    call(told({ a: 1 })),
    call(told({ fail: "no" })),
    call(told({ fail: "no" })),
  ),
];
