// Whom GitHub says a workflow is.
import { RunError } from "@pulumi/pulumi";

export const GITHUB_HOST = "token.actions.githubusercontent.com";

interface Repository {
  /** As `owner/name`. */
  repository: string;
  /** GitHub's numbers, which stay when names change hands. */
  ownerId: number;
  repositoryId: number;
}

/**
 * What the subject of every token of the repository begins with, in the immutable form that repositories made since
 * 15 July 2026 have: nobody who takes over a name that was given up becomes somebody.
 * https://github.blog/changelog/2026-04-23-immutable-subject-claims-for-github-actions-oidc-tokens/
 *
 * @throws RunError when `repository` is not of the form `owner/name`
 */
export function subjectOf({ repository, ownerId, repositoryId }: Repository): string {
  const [, owner, name] = /^([\w.-]+)\/([\w.-]+)$/.exec(repository) ?? [];
  if (!owner || !name) throw new RunError(`repository is "${repository}": give it as owner/name`);
  return `repo:${owner}@${ownerId}/${name}@${repositoryId}`;
}
