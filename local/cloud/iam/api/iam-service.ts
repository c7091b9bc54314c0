// IAM behind the AWS endpoint: roles and policies, read and changed by SDKs.
// https://docs.aws.amazon.com/IAM/latest/APIReference/API_Operations.html
import type { CloudContext } from "../../context.ts";
import type { Service } from "../../front-door/service.ts";
import { queryService } from "../../query/query-service.ts";
import type { Iam } from "../iam.ts";
import { IamRequest } from "./iam-request.ts";
import { policyOperations } from "./policy-operations.ts";
import { roleOperations } from "./role-operations.ts";
import { rolePolicyOperations } from "./role-policy-operations.ts";

export const iamService = (context: CloudContext, iam: Iam): Service =>
  queryService({
    version: "2010-05-08",
    namespace: "https://iam.amazonaws.com/doc/2010-05-08/",
    operations: { ...roleOperations, ...rolePolicyOperations, ...policyOperations },
    accept: (request) => new IamRequest(context, iam, request),
  });
