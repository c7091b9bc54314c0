// https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
import { AwsError } from "../errors.ts";
import type { Iam } from "../iam/iam.ts";
import { validationError } from "../query/errors.ts";
import type { QueryRequest } from "../query/query-request.ts";

const MIN_SECONDS = 900;
const MAX_SECONDS = 43_200;
const DEFAULT_SECONDS = 3600;

const SESSION_NAME = /^[\w+=,.@-]{2,64}$/;

/** What would make the session another than it is without. */
const NOT_HERE = [
  ...["Policy", "PolicyArns", "ProvidedContexts", "SerialNumber", "SourceIdentity"],
  ...["Tags", "TokenCode", "TransitiveTagKeys"],
];

export function assumeRole(iam: Iam, call: QueryRequest) {
  refuseUnsupported(call);
  const sessionName = sessionNameOf(call);
  const session = iam.assumeRoleAs(call.principal, {
    roleArn: call.required("RoleArn"),
    sessionName,
    seconds: call.integer("DurationSeconds", MIN_SECONDS, MAX_SECONDS) ?? DEFAULT_SECONDS,
    context: { "sts:ExternalId": call.optional("ExternalId"), "sts:RoleSessionName": sessionName },
  });
  return {
    Credentials: {
      AccessKeyId: session.accessKeyId,
      SecretAccessKey: session.secretAccessKey,
      SessionToken: session.sessionToken,
      Expiration: new Date(session.expiration),
    },
    AssumedRoleUser: { AssumedRoleId: iam.userIdOf(session.principal), Arn: session.principal.arn },
  };
}

function sessionNameOf(call: QueryRequest): string {
  const name = call.required("RoleSessionName");
  if (SESSION_NAME.test(name)) return name;
  throw validationError(
    `Value '${name}' at 'roleSessionName' failed to satisfy constraint: Member must have 2 to 64 characters of \\w+=,.@-`,
  );
}

function refuseUnsupported(call: QueryRequest) {
  const parameter = NOT_HERE.find((name) => call.has(name));
  if (!parameter) return;
  throw new AwsError(
    "NotImplemented",
    `The local cloud's sessions have no ${parameter}: leave it out, or give the role what the session needs`,
    501,
  );
}
