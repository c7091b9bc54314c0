// Asks its origin in the clear.
import { distribution } from "./base/distribution.ts";

const customOriginConfig = {
  httpPort: 80,
  httpsPort: 443,
  originProtocolPolicy: "http-only",
  originSslProtocols: ["TLSv1.2"],
};

distribution("cloudfront-origin-tls", {
  origins: [{ originId: "site", domainName: "api.example.com", customOriginConfig }],
});
