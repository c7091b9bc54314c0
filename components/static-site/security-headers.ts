// The headers that tell a browser what the site's pages may do.
import * as pulumi from "@pulumi/pulumi";

/** Seconds; two years, what the preload lists of browsers ask for. https://hstspreload.org */
const HSTS_MAX_AGE = 63_072_000;

/**
 * The security headers of a response headers policy.
 *
 * @param connectOrigins origins that the pages may connect to besides their own
 * @param https whether browsers are told to use nothing but HTTPS from now on
 */
export function securityHeaders(connectOrigins: pulumi.Input<pulumi.Input<string>[]>, https: boolean) {
  const override = true;
  return {
    contentSecurityPolicy: { contentSecurityPolicy: contentSecurityPolicy(connectOrigins), override },
    contentTypeOptions: { override },
    frameOptions: { frameOption: "DENY", override },
    referrerPolicy: { referrerPolicy: "strict-origin-when-cross-origin", override },
    ...(https && {
      strictTransportSecurity: { accessControlMaxAgeSec: HSTS_MAX_AGE, includeSubdomains: true, override },
    }),
  };
}

/** Everything from the site itself, nothing inline, no plug-ins, no frames around it. */
function contentSecurityPolicy(connectOrigins: pulumi.Input<pulumi.Input<string>[]>) {
  return pulumi
    .output(connectOrigins)
    .apply((origins) =>
      [
        "default-src 'self'",
        ["connect-src 'self'", ...origins].join(" "),
        "img-src 'self' data:",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
      ].join("; "),
    );
}
