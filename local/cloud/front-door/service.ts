// What the front door needs of a service behind it.
import type { AccessRequest, Principal, SignedRequest } from "../iam/iam.ts";

/** A request that need not be signed. */
export interface AnonymousRequest extends SignedRequest {
  /** @throws AwsError AccessDeniedException unless the sender may do this */
  authorize(access: Omit<AccessRequest, "principal">): void;
}

/** A request whose sender is known. */
export interface AuthenticatedRequest extends AnonymousRequest {
  principal: Principal;
}

export interface ServiceResponse {
  status: number;
  headers: Record<string, string>;
  body: Buffer;
}

export interface Service {
  /** @throws AwsError for what the service refuses; the front door words it for the client */
  handle(request: AuthenticatedRequest): Promise<ServiceResponse>;
  /** Reads (GET and HEAD) that nobody signed; one service at most takes them. @throws AwsError */
  handleAnonymous?(request: AnonymousRequest): Promise<ServiceResponse>;
}
