// Type tokens of the resources that several rules are about.
export const API = "aws:apigatewayv2/api:Api";
export const ROUTE = "aws:apigatewayv2/route:Route";
export const ROUTE_RESPONSE = "aws:apigatewayv2/routeResponse:RouteResponse";
export const INTEGRATION = "aws:apigatewayv2/integration:Integration";
export const AUTHORIZER = "aws:apigatewayv2/authorizer:Authorizer";
export const STAGE = "aws:apigatewayv2/stage:Stage";
export const FUNCTION = "aws:lambda/function:Function";
export const ALIAS = "aws:lambda/alias:Alias";
export const PERMISSION = "aws:lambda/permission:Permission";
export const LOG_GROUP = "aws:cloudwatch/logGroup:LogGroup";
export const TABLE = "aws:dynamodb/table:Table";
export const BUCKET = "aws:s3/bucket:Bucket";
export const BUCKET_POLICY = "aws:s3/bucketPolicy:BucketPolicy";
export const DISTRIBUTION = "aws:cloudfront/distribution:Distribution";
export const QUEUE = "aws:sqs/queue:Queue";
export const EVENT_SOURCE = "aws:lambda/eventSourceMapping:EventSourceMapping";
export const ROLE = "aws:iam/role:Role";
