// Everything a `StaticSite` refuses, found before anything is registered.
import { Output } from "@pulumi/pulumi";
import type { Problem } from "../errors.ts";
import { componentNameProblems } from "../names.ts";
import { tagProblems } from "../tags.ts";
import type { StaticSiteArgs } from "./args.ts";
import { folderProblems } from "./content.ts";
import { domainProblems } from "./domain.ts";
import { edgeCacheProblems } from "./edge-cache.ts";
import { invalidationProblems } from "./invalidation.ts";

/** Objects take fewer tags than anything else. https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-tagging.html */
const MAX_TAGS = 10;

/** A blank ends a source of a content security policy, a semicolon the directive, a comma the policy. */
const SOURCE = /^[^\s;,]+$/;

/** All mistakes in the arguments. */
export function findProblems(name: string, args: StaticSiteArgs): Problem[] {
  const misnamed = componentNameProblems(name);
  return [
    ...misnamed,
    ...(Output.isInstance(args.folder) ? [unknownFolder()] : folderProblems(args.folder)),
    ...originProblems(args.connectOrigins),
    ...domainProblems(args.domain),
    ...edgeCacheProblems(args.edgeCache),
    ...(misnamed.length > 0 ? [] : invalidationProblems(name, args)),
    ...tagProblems(args.tags, MAX_TAGS),
  ];
}

function unknownFolder(): Problem {
  const wrong = "it is only known while resources are made, and decides which files there are";
  return { argument: "folder", wrong, remedy: 'Give it as text, such as "frontend/dist"' };
}

function originProblems(origins: StaticSiteArgs["connectOrigins"]): Problem[] {
  if (!Array.isArray(origins)) return [];
  const wrong = "the content security policy would not read it as one origin";
  const remedy = "Write it as https://api.example.com, or give socket.origin";
  return origins
    .filter((origin) => typeof origin === "string" && !SOURCE.test(origin))
    .map((value) => ({ argument: "connectOrigins", value, wrong, remedy }));
}
