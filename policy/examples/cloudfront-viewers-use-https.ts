// Pages in the clear.
import { distribution } from "./base/distribution.ts";

distribution("cloudfront-viewers-use-https", { behavior: { viewerProtocolPolicy: "allow-all" } });
