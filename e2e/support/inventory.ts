// What stands in a running stack, found by nothing but AWS's own reads, under the names of Pulumi's types.
import {
  GetApisCommand,
  GetIntegrationsCommand,
  GetRouteResponsesCommand,
  GetRoutesCommand,
  GetStagesCommand,
} from "@aws-sdk/client-apigatewayv2";
import {
  ListDistributionsCommand,
  ListFunctionsCommand,
  ListOriginAccessControlsCommand,
  ListResponseHeadersPoliciesCommand,
} from "@aws-sdk/client-cloudfront";
import { paginateDescribeLogGroups } from "@aws-sdk/client-cloudwatch-logs";
import { DescribeTableCommand, paginateListTables, type TableDescription } from "@aws-sdk/client-dynamodb";
import { GetRolePolicyCommand, paginateListRolePolicies, paginateListRoles } from "@aws-sdk/client-iam";
import { GetPolicyCommand, paginateListFunctions } from "@aws-sdk/client-lambda";
import {
  GetBucketEncryptionCommand,
  GetBucketOwnershipControlsCommand,
  GetBucketPolicyCommand,
  GetPublicAccessBlockCommand,
  ListBucketsCommand,
  paginateListObjectsV2,
} from "@aws-sdk/client-s3";
import type { Clients } from "./aws.ts";

interface Statement {
  Principal?: unknown;
  Action: string | string[];
  Resource: string | string[];
  Condition?: Record<string, Record<string, string>>;
}

export type Inventory = Awaited<ReturnType<typeof takeInventory>>;

export const takeInventory = async (clients: Clients) => ({
  ...(await gateway(clients)),
  ...(await functions(clients)),
  ...(await roles(clients)),
  ...(await buckets(clients)),
  ...(await distributions(clients)),
  "aws:dynamodb/table:Table": await tables(clients),
  "aws:cloudwatch/logGroup:LogGroup": await all(
    paginateDescribeLogGroups({ client: clients.logs }, {}),
    (page) => page.logGroups,
  ),
});

async function distributions({ cloudfront }: Clients) {
  const { DistributionList } = await cloudfront.send(new ListDistributionsCommand({}));
  const { FunctionList } = await cloudfront.send(new ListFunctionsCommand({ Stage: "LIVE" }));
  const { OriginAccessControlList } = await cloudfront.send(new ListOriginAccessControlsCommand({}));
  const { ResponseHeadersPolicyList } = await cloudfront.send(
    new ListResponseHeadersPoliciesCommand({ Type: "custom" }),
  );
  return {
    "aws:cloudfront/distribution:Distribution": DistributionList?.Items ?? [],
    "aws:cloudfront/function:Function": FunctionList?.Items ?? [],
    "aws:cloudfront/originAccessControl:OriginAccessControl": OriginAccessControlList?.Items ?? [],
    "aws:cloudfront/responseHeadersPolicy:ResponseHeadersPolicy": ResponseHeadersPolicyList?.Items ?? [],
  };
}

async function gateway({ apigateway }: Clients) {
  const { Items: apis = [] } = await apigateway.send(new GetApisCommand({}));
  const ofApis = await each(apis, async ({ ApiId }) => {
    const { Items: routes = [] } = await apigateway.send(new GetRoutesCommand({ ApiId }));
    const { Items: integrations = [] } = await apigateway.send(new GetIntegrationsCommand({ ApiId }));
    const { Items: stages = [] } = await apigateway.send(new GetStagesCommand({ ApiId }));
    const responses = await each(routes, async ({ RouteId, RouteKey }) => {
      const { Items = [] } = await apigateway.send(new GetRouteResponsesCommand({ ApiId, RouteId }));
      return Items.map((response) => ({ ...response, RouteKey }));
    });
    return [{ routes, integrations, stages, responses }];
  });
  return {
    "aws:apigatewayv2/api:Api": apis,
    "aws:apigatewayv2/integration:Integration": ofApis.flatMap(({ integrations }) => integrations),
    "aws:apigatewayv2/route:Route": ofApis.flatMap(({ routes }) => routes),
    "aws:apigatewayv2/routeResponse:RouteResponse": ofApis.flatMap(({ responses }) => responses),
    "aws:apigatewayv2/stage:Stage": ofApis.flatMap(({ stages }) => stages),
  };
}

async function functions({ lambda }: Clients) {
  const found = await all(paginateListFunctions({ client: lambda }, {}), (page) => page.Functions);
  const permissions = await each(found, async ({ FunctionName }) => {
    const { Policy } = await lambda.send(new GetPolicyCommand({ FunctionName }));
    return statementsOf(Policy).map((statement) => ({ ...statement, FunctionName }));
  });
  return { "aws:lambda/function:Function": found, "aws:lambda/permission:Permission": permissions };
}

async function roles({ iam }: Clients) {
  const found = await all(paginateListRoles({ client: iam }, {}), (page) => page.Roles);
  const policies = await each(found, async ({ RoleName }) => {
    const names = await all(
      paginateListRolePolicies({ client: iam }, { RoleName }),
      (page) => page.PolicyNames,
    );
    return each(names, async (PolicyName) => {
      const { PolicyDocument = "" } = await iam.send(new GetRolePolicyCommand({ RoleName, PolicyName }));
      return [{ RoleName, PolicyName, statements: statementsOf(decodeURIComponent(PolicyDocument)) }];
    });
  });
  return { "aws:iam/role:Role": found, "aws:iam/rolePolicy:RolePolicy": policies };
}

async function buckets({ s3 }: Clients) {
  const { Buckets: found = [] } = await s3.send(new ListBucketsCommand({}));
  const of = <Found>(read: (bucket: { Bucket: string }) => Promise<Found[]>) =>
    each(found, ({ Name = "" }) => read({ Bucket: Name }));
  return {
    "aws:s3/bucket:Bucket": found,
    "aws:s3/bucketObjectv2:BucketObjectv2": await of((bucket) =>
      all(paginateListObjectsV2({ client: s3 }, bucket), (page) => page.Contents),
    ),
    "aws:s3/bucketPolicy:BucketPolicy": await of(async (bucket) => [
      statementsOf((await s3.send(new GetBucketPolicyCommand(bucket))).Policy),
    ]),
    "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": await of(async (bucket) => [
      (await s3.send(new GetPublicAccessBlockCommand(bucket))).PublicAccessBlockConfiguration,
    ]),
    "aws:s3/bucketOwnershipControls:BucketOwnershipControls": await of(async (bucket) => [
      (await s3.send(new GetBucketOwnershipControlsCommand(bucket))).OwnershipControls,
    ]),
    "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": await of(
      async (bucket) => [
        (await s3.send(new GetBucketEncryptionCommand(bucket))).ServerSideEncryptionConfiguration,
      ],
    ),
  };
}

async function tables({ dynamodb }: Clients): Promise<TableDescription[]> {
  const names = await all(paginateListTables({ client: dynamodb }, {}), (page) => page.TableNames);
  return each(names, async (TableName) => {
    const { Table } = await dynamodb.send(new DescribeTableCommand({ TableName }));
    return Table ? [Table] : [];
  });
}

/** What all pages hold. */
async function all<Page, Item>(
  pages: AsyncIterable<Page>,
  itemsOf: (page: Page) => Item[] | undefined,
): Promise<Item[]> {
  const items: Item[] = [];
  for await (const page of pages) items.push(...(itemsOf(page) ?? []));
  return items;
}

/** What is found at each, one after the other. */
async function each<Item, Found>(items: Item[], find: (item: Item) => Promise<Found[]>): Promise<Found[]> {
  const found: Found[] = [];
  for (const item of items) found.push(...(await find(item)));
  return found;
}

const statementsOf = (document = "") => (JSON.parse(document) as { Statement: Statement[] }).Statement;
