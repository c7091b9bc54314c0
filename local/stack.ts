// The stack that runs here, whichever engine runs it.

/** Its config is in Pulumi.local.yaml. */
export const STACK = "local";

const DEFAULT_REGION = "us-east-1";

/** @param configured `aws:region` of the stack's config */
export const regionOf = (configured: string | undefined) =>
  configured ?? process.env.AWS_REGION ?? DEFAULT_REGION;
