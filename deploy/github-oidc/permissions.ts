// What the AWS provider calls for each resource type of the program, as its sources and the services' pages of actions
// say. https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html

export interface TypePermissions {
  /** Types of `@pulumi/aws`, by module and name. */
  types: string[];
  /** To look at a resource: what a preview and a refresh need. */
  read: string[];
  /** To make, change and delete it. */
  write: string[];
  /** ARN without its partition, of the resources whose names begin with `{prefix}`. */
  resources: string[];
}

/** By the name of the policy that they make. */
export const permissions: Record<string, TypePermissions> = {
  gateway: {
    types: [
      "apigateway.Account",
      "apigateway.ApiKey",
      "apigateway.UsagePlan",
      "apigateway.UsagePlanKey",
      "apigatewayv2.Api",
      "apigatewayv2.ApiMapping",
      "apigatewayv2.Authorizer",
      "apigatewayv2.Deployment",
      "apigatewayv2.DomainName",
      "apigatewayv2.Integration",
      "apigatewayv2.IntegrationResponse",
      "apigatewayv2.Model",
      "apigatewayv2.Route",
      "apigatewayv2.RouteResponse",
      "apigatewayv2.Stage",
    ],
    read: ["apigateway:GET"],
    write: ["apigateway:POST", "apigateway:PATCH", "apigateway:PUT", "apigateway:DELETE"],
    // Ids say nothing of who made an API.
    resources: [
      "apigateway:{region}::/account",
      "apigateway:{region}::/apikeys",
      "apigateway:{region}::/apikeys/*",
      "apigateway:{region}::/apis",
      "apigateway:{region}::/apis/*",
      "apigateway:{region}::/domainnames",
      "apigateway:{region}::/domainnames/*",
      "apigateway:{region}::/tags/*",
      "apigateway:{region}::/usageplans",
      "apigateway:{region}::/usageplans/*",
    ],
  },
  functions: {
    types: ["lambda.Function", "lambda.Invocation", "lambda.Permission"],
    read: [
      "lambda:GetFunction",
      "lambda:GetFunctionCodeSigningConfig",
      "lambda:GetFunctionConfiguration",
      "lambda:GetPolicy",
      "lambda:ListTags",
      "lambda:ListVersionsByFunction",
    ],
    write: [
      "lambda:AddPermission",
      "lambda:CreateFunction",
      "lambda:DeleteFunction",
      "lambda:DeleteFunctionConcurrency",
      "lambda:InvokeFunction",
      "lambda:PutFunctionConcurrency",
      "lambda:RemovePermission",
      "lambda:TagResource",
      "lambda:UntagResource",
      "lambda:UpdateFunctionCode",
      "lambda:UpdateFunctionConfiguration",
    ],
    resources: ["lambda:{region}:{account}:function:{prefix}*"],
  },
  roles: {
    types: ["iam.Role", "iam.RolePolicy", "iam.RolePolicyAttachment"],
    read: [
      "iam:GetRole",
      "iam:GetRolePolicy",
      "iam:ListAttachedRolePolicies",
      "iam:ListInstanceProfilesForRole",
      "iam:ListRolePolicies",
    ],
    write: [
      "iam:AttachRolePolicy",
      "iam:CreateRole",
      "iam:DeleteRole",
      "iam:DeleteRolePolicy",
      "iam:DetachRolePolicy",
      "iam:PutRolePolicy",
      "iam:TagRole",
      "iam:UntagRole",
      "iam:UpdateAssumeRolePolicy",
      "iam:UpdateRole",
      "iam:UpdateRoleDescription",
    ],
    resources: ["iam::{account}:role/{prefix}*"],
  },
  table: {
    types: ["dynamodb.Table"],
    read: [
      "dynamodb:DescribeContinuousBackups",
      "dynamodb:DescribeTable",
      "dynamodb:DescribeTimeToLive",
      "dynamodb:ListTagsOfResource",
    ],
    write: [
      "dynamodb:CreateTable",
      "dynamodb:DeleteTable",
      "dynamodb:TagResource",
      "dynamodb:UntagResource",
      "dynamodb:UpdateContinuousBackups",
      "dynamodb:UpdateTable",
      "dynamodb:UpdateTimeToLive",
    ],
    resources: ["dynamodb:{region}:{account}:table/{prefix}*"],
  },
  logs: {
    types: ["cloudwatch.LogGroup"],
    read: ["logs:DescribeLogGroups", "logs:ListTagsForResource"],
    write: [
      "logs:CreateLogGroup",
      "logs:DeleteLogGroup",
      "logs:DeleteRetentionPolicy",
      "logs:PutRetentionPolicy",
      "logs:TagResource",
      "logs:UntagResource",
    ],
    resources: [
      "logs:{region}:{account}:log-group:/aws/lambda/{prefix}*",
      "logs:{region}:{account}:log-group:/aws/vendedlogs/*",
      // It lists, which no ARN narrows.
      "logs:{region}:{account}:log-group::log-stream:*",
    ],
  },
  // Who sets up access logs of a stage needs these, which take no resource.
  // https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-and-resource-policy.html
  deliveries: {
    types: ["apigatewayv2.Stage"],
    read: ["logs:GetLogDelivery", "logs:ListLogDeliveries", "logs:DescribeResourcePolicies"],
    write: [
      "logs:CreateLogDelivery",
      "logs:DeleteLogDelivery",
      "logs:PutResourcePolicy",
      "logs:UpdateLogDelivery",
    ],
    resources: ["*"],
  },
  site: {
    types: [
      "s3.Bucket",
      "s3.BucketObjectv2",
      "s3.BucketOwnershipControls",
      "s3.BucketPolicy",
      "s3.BucketPublicAccessBlock",
      "s3.BucketServerSideEncryptionConfiguration",
    ],
    // A bucket's arguments are as many calls, whose actions differ in their last words.
    read: [
      "s3:GetAccelerateConfiguration",
      "s3:GetBucket*",
      "s3:GetEncryptionConfiguration",
      "s3:GetLifecycleConfiguration",
      "s3:GetObject",
      "s3:GetObjectTagging",
      "s3:GetReplicationConfiguration",
      "s3:ListBucket",
      "s3:ListBucketVersions",
    ],
    write: [
      "s3:CreateBucket",
      "s3:DeleteBucket",
      "s3:DeleteBucketPolicy",
      "s3:DeleteObject",
      "s3:DeleteObjectVersion",
      "s3:PutBucketOwnershipControls",
      "s3:PutBucketPolicy",
      "s3:PutBucketPublicAccessBlock",
      "s3:PutBucketTagging",
      "s3:PutEncryptionConfiguration",
      "s3:PutObject",
      "s3:PutObjectTagging",
    ],
    resources: ["s3:::{prefix}*"],
  },
  distribution: {
    types: [
      "cloudfront.Distribution",
      "cloudfront.Function",
      "cloudfront.OriginAccessControl",
      "cloudfront.ResponseHeadersPolicy",
    ],
    read: [
      "cloudfront:DescribeFunction",
      "cloudfront:GetDistribution",
      "cloudfront:GetFunction",
      "cloudfront:GetOriginAccessControl",
      "cloudfront:GetResponseHeadersPolicy",
      "cloudfront:ListTagsForResource",
    ],
    write: [
      "cloudfront:CreateDistribution",
      "cloudfront:CreateFunction",
      "cloudfront:CreateOriginAccessControl",
      "cloudfront:CreateResponseHeadersPolicy",
      "cloudfront:DeleteDistribution",
      "cloudfront:DeleteFunction",
      "cloudfront:DeleteOriginAccessControl",
      "cloudfront:DeleteResponseHeadersPolicy",
      "cloudfront:PublishFunction",
      "cloudfront:TagResource",
      "cloudfront:UntagResource",
      "cloudfront:UpdateDistribution",
      "cloudfront:UpdateFunction",
      "cloudfront:UpdateOriginAccessControl",
      "cloudfront:UpdateResponseHeadersPolicy",
    ],
    // Ids say nothing of who made a distribution, and what creates takes no narrower ARN.
    resources: ["cloudfront::{account}:*"],
  },
  certificates: {
    types: ["acm.Certificate", "acm.CertificateValidation"],
    read: ["acm:DescribeCertificate", "acm:ListTagsForCertificate"],
    write: [
      "acm:AddTagsToCertificate",
      "acm:DeleteCertificate",
      "acm:RemoveTagsFromCertificate",
      "acm:RequestCertificate",
    ],
    // To ask for one takes no ARN, and a distribution's is in us-east-1, wherever the stack is.
    resources: ["*"],
  },
  records: {
    types: ["route53.Record"],
    read: ["route53:GetChange", "route53:GetHostedZone", "route53:ListResourceRecordSets"],
    write: ["route53:ChangeResourceRecordSets"],
    resources: ["route53:::hostedzone/*", "route53:::change/*"],
  },
  monitoring: {
    types: ["cloudwatch.Dashboard", "cloudwatch.MetricAlarm", "sns.Topic", "sns.TopicSubscription"],
    read: [
      "cloudwatch:DescribeAlarms",
      "cloudwatch:GetDashboard",
      "cloudwatch:ListTagsForResource",
      "sns:GetSubscriptionAttributes",
      "sns:GetTopicAttributes",
      "sns:ListTagsForResource",
    ],
    write: [
      "cloudwatch:DeleteAlarms",
      "cloudwatch:DeleteDashboards",
      "cloudwatch:PutDashboard",
      "cloudwatch:PutMetricAlarm",
      "cloudwatch:TagResource",
      "cloudwatch:UntagResource",
      "sns:CreateTopic",
      "sns:DeleteTopic",
      "sns:SetSubscriptionAttributes",
      "sns:SetTopicAttributes",
      "sns:Subscribe",
      "sns:TagResource",
      "sns:Unsubscribe",
      "sns:UntagResource",
    ],
    resources: [
      "cloudwatch:{region}:{account}:alarm:{prefix}*",
      "cloudwatch::{account}:dashboard/{prefix}*",
      "sns:{region}:{account}:{prefix}*",
    ],
  },
};
