// AWS Security Token Service behind the AWS endpoint: who somebody is, and how to become somebody else.
// https://docs.aws.amazon.com/STS/latest/APIReference/API_Operations.html
import type { CloudContext } from "../context.ts";
import type { Service } from "../front-door/service.ts";
import type { Iam } from "../iam/iam.ts";
import { QueryRequest } from "../query/query-request.ts";
import { queryService } from "../query/query-service.ts";
import { assumeRole } from "./assume-role.ts";

export const stsService = ({ accountId }: CloudContext, iam: Iam): Service =>
  queryService({
    version: "2011-06-15",
    namespace: "https://sts.amazonaws.com/doc/2011-06-15/",
    operations: {
      AssumeRole: (call) => assumeRole(iam, call),
      // Nobody needs a permission for it.
      GetCallerIdentity: ({ principal }) => ({
        Arn: principal.arn,
        UserId: iam.userIdOf(principal),
        Account: accountId,
      }),
    },
    accept: (request) => new QueryRequest(request),
  });
