// What a `ServerlessSocket` refuses of the arguments for its addresses.
import type { Problem } from "../errors.ts";
import { nameProblems } from "../own-domain.ts";
import type { ServerlessSocketArgs } from "./args.ts";
import type { Domain } from "./domain-args.ts";

/** Without slashes: keys of several levels turn the names of all headers into lower case. */
const MAPPING_KEY = /^[\w$.+!*'()-]{1,300}$/;

export function domainProblems({ domain, disableExecuteApiEndpoint }: ServerlessSocketArgs): Problem[] {
  if (domain) return ofDomain(domain);
  if (!disableExecuteApiEndpoint) return [];
  const argument = "disableExecuteApiEndpoint";
  const wrong = "without a domain there is no other way in";
  return [{ argument, value: true, wrong, remedy: "Add domain, or leave it out" }];
}

function ofDomain({ name, zoneId, certificateArn, mappingKey }: Domain): Problem[] {
  const problems = nameProblems(name, "socket.example.com");
  if (zoneId === undefined && certificateArn === undefined) {
    const wrong = "there is neither a certificate nor a zone in which one could be validated";
    problems.push({ argument: "domain", wrong, remedy: "Add zoneId, certificateArn, or both" });
  }
  if (mappingKey !== undefined && !MAPPING_KEY.test(mappingKey)) {
    const wrong = "API Gateway takes 1 to 300 letters, digits and $-_.+!*'()";
    const remedy = 'Use a plain name such as "chat", or leave it out';
    problems.push({ argument: "domain.mappingKey", value: mappingKey, wrong, remedy });
  }
  return problems;
}
