// What the front door needs of a service behind it.
import type { AccessRequest, Principal, SignedRequest } from "../iam/iam.ts";

/** A request whose sender is known. */
export interface AuthenticatedRequest extends SignedRequest {
  principal: Principal;
  /** @throws AwsError AccessDeniedException unless the sender may do this */
  authorize(access: Omit<AccessRequest, "principal">): void;
}

export interface ServiceResponse {
  status: number;
  headers: Record<string, string>;
  body: Buffer;
}

export interface Service {
  /** @throws AwsError for what the service refuses; the front door words it for the client */
  handle(request: AuthenticatedRequest): Promise<ServiceResponse>;
}
