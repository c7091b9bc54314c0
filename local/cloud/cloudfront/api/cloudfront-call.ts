// A call of CloudFront's API: whom it is about, and whether its sender may make it.
import type { CloudContext } from "../../context.ts";
import type { AuthenticatedRequest } from "../../front-door/service.ts";
import type { CloudFront } from "../cloudfront.ts";

export class CloudFrontCall {
  readonly cloudfront: CloudFront;
  readonly query: URLSearchParams;
  readonly body: string;
  /** What the path has in the places that its template leaves open. */
  readonly ids: readonly string[];
  readonly #context: CloudContext;
  readonly #request: AuthenticatedRequest;

  constructor(
    context: CloudContext,
    cloudfront: CloudFront,
    request: AuthenticatedRequest,
    query: URLSearchParams,
    ids: readonly string[],
  ) {
    this.#context = context;
    this.cloudfront = cloudfront;
    this.#request = request;
    this.query = query;
    this.ids = ids;
    this.body = request.body.toString();
  }

  /** The first id of the path. */
  get id(): string {
    return this.ids[0] ?? "";
  }

  /** @throws AwsError AccessDenied unless the sender may do this to all there is */
  authorizeAll(action: string) {
    this.#request.authorize({ action, resource: "*" });
  }

  /**
   * Returns the ARN.
   * @param type of the resource, such as `distribution`
   * @throws AwsError AccessDenied unless the sender may do this to the resource that the path names
   */
  authorize(action: string, type: string): string {
    const arn = this.arn(type);
    this.authorizeArn(action, arn);
    return arn;
  }

  /** @throws AwsError AccessDenied unless the sender may do this to the resource */
  authorizeArn(action: string, arn: string) {
    this.#request.authorize({ action, resource: arn });
  }

  arn(type: string): string {
    return `arn:${this.#context.partition}:cloudfront::${this.#context.accountId}:${type}/${this.id}`;
  }
}
