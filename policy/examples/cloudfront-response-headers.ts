// Pages without a content security policy.
import { distribution } from "./base/distribution.ts";

distribution("cloudfront-response-headers", { behavior: { responseHeadersPolicyId: undefined } });
