// The stack's config, read and checked in one place. Defaults and descriptions are in Pulumi.yaml.
import * as pulumi from "@pulumi/pulumi";
import { ConfigError, type Problem } from "./components/errors.ts";
import { EMAIL } from "./components/monitoring/problems.ts";
import { RETENTION_DAYS } from "./components/limits.ts";
import { isOrigin } from "./components/serverless-socket/origin-problems.ts";
import { STAGE_NAME } from "./components/serverless-socket/problems.ts";

/** How a value is understood: `parse` gives undefined for one that is not `allowed`. */
interface Kind<T> {
  allowed: string;
  parse: (text: string) => T | undefined;
}

const boolean: Kind<boolean> = {
  allowed: "true or false",
  parse: (text) => ({ true: true, false: false })[text],
};

/** As API Gateway writes it: no execution log is `OFF`. */
const logLevel: Kind<"OFF" | "ERROR" | "INFO"> = {
  allowed: "OFF, ERROR or INFO",
  parse: (text) => (["OFF", "ERROR", "INFO"] as const).find((level) => level === text),
};

/** `auto` leaves it to what the account can write. */
const accessLogs: Kind<"auto" | "always" | "never"> = {
  allowed: "auto, always or never",
  parse: (text) => (["auto", "always", "never"] as const).find((choice) => choice === text),
};

const count: Kind<number> = {
  allowed: "a whole number of at least 1",
  parse: (text) => (/^[1-9]\d*$/.test(text) ? Number(text) : undefined),
};

const stageName: Kind<string> = {
  allowed: "1 to 128 letters, digits, hyphens and underscores",
  parse: (text) => (STAGE_NAME.test(text) ? text : undefined),
};

const retentionDays: Kind<number> = {
  allowed: `one of ${RETENTION_DAYS.join(", ")}`,
  parse: (text) => RETENTION_DAYS.find((days) => String(days) === text),
};

/** What may be left out is empty, since a key without a default has to be set in every stack. */
const optional = (allowed: string, pattern: RegExp): Kind<string> => ({
  allowed: `${allowed}, or to nothing`,
  parse: (text) => (text === "" || pattern.test(text) ? text : undefined),
});

const host = optional("a name in lower case, such as chat.example.com", /^([a-z0-9-]+\.)+[a-z]{2,}$/);

const zone = optional("the ID of a hosted zone of Route 53, such as Z0123456789ABCDEFGHIJ", /^Z[A-Z0-9]+$/);

const topic = optional("the ARN of an SNS topic", /^arn:[\w-]+:sns:[\w-]+:\d{12}:.+$/);

const listOf = (allowed: string, isItem: (text: string) => boolean): Kind<string[]> => ({
  allowed: `a list of ${allowed}`,
  parse: (text) => {
    const list = parseJson(text);
    return isTexts(list) && list.every(isItem) ? list : undefined;
  },
});

const origins = listOf(
  "origins as browsers send them, such as https://chat.example.com, without a path",
  isOrigin,
);

const emails = listOf("e-mail addresses, such as operations@example.com", (text) => EMAIL.test(text));

/**
 * The config of the stack that is being run: what the socket, the site and the alarms are told as their arguments.
 *
 * @throws {ConfigError} naming every key that is missing or has a value that is not allowed
 */
export function readConfig() {
  const config = new pulumi.Config();
  const problems: Problem[] = [];

  function read<T>(key: string, { allowed, parse }: Kind<T>) {
    const text = config.get(key);
    const value = text === undefined ? undefined : parse(text);
    if (value === undefined) problems.push(problem(key, text, allowed));
    return value as T;
  }

  const allowedOrigins = read("allowedOrigins", origins);
  const logRetentionDays = read("logRetentionDays", retentionDays);
  const accountLogging = read("accountLogging", boolean);
  const accessLog = read("accessLog", accessLogs);
  const executionLog = read("executionLog", logLevel);
  const socketDomain = read("socketDomain", host);
  const siteDomain = read("siteDomain", host);
  const zoneId = read("zoneId", zone);
  const inZone = (name: string) => (name ? { name, zoneId } : undefined);
  const isWatched = read("alarms", boolean);
  const alarmTopic = read("alarmTopic", topic);
  const alarmEmails = read("alarmEmails", emails);
  const settings = {
    allowedOrigins,
    accountLogging,
    socket: {
      stageName: read("stageName", stageName),
      requireOrigin: read("requireOrigin", boolean),
      throttle: { burst: read("throttleBurst", count), rate: read("throttleRate", count) },
      logRetentionDays,
      // A first preview of the stack that makes the role would find none.
      accessLog: accessLog === "auto" && !accountLogging ? undefined : accessLog !== "never",
      executionLog: executionLog === "OFF" ? undefined : executionLog,
      detailedMetrics: read("detailedMetrics", boolean),
      tracing: read("tracing", boolean),
      deletionProtection: read("deletionProtection", boolean),
      domain: inZone(socketDomain),
    },
    site: { https: read("https", boolean), domain: inZone(siteDomain) },
    alarms: isWatched ? { actions: alarmTopic ? [alarmTopic] : undefined, emails: alarmEmails } : undefined,
  };
  problems.push(...domainProblems({ socketDomain, siteDomain }, zoneId));
  if (problems.length > 0) throw new ConfigError(pulumi.getStack(), problems);
  return settings;
}

function domainProblems(domains: { socketDomain: string; siteDomain: string }, zoneId: string): Problem[] {
  const { socketDomain, siteDomain } = domains;
  const set = Object.entries(domains).filter(([, name]) => name);
  const owners = set.map(([key]) => key).join(" and ");
  return [
    ...(owners && zoneId === "" ? [problem("zoneId", zoneId, `the ID of the zone of ${owners}`)] : []),
    ...(siteDomain && siteDomain === socketDomain
      ? [problem("siteDomain", siteDomain, "another name than that of socketDomain")]
      : []),
  ];
}

function problem(key: string, value: string | undefined, allowed: string): Problem {
  const argument = `${pulumi.getProject()}:${key}`;
  const wrong =
    value === undefined ? "it is not set, and has no default in Pulumi.yaml" : "the value is not allowed";
  return { argument, value, wrong, remedy: `Set it to ${allowed}` };
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
