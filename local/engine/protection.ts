// What the option `protect` forbids, in Pulumi's words.

const remedy =
  "To unprotect the resource, remove the `protect` flag from the resource in your Pulumi program and run it again";

export function refuseReplacement(urn: string) {
  return `unable to replace resource "${urn}"\nas it is currently marked for protection. ${remedy}`;
}

export function refuseDeletion(urn: string) {
  return `resource "${urn}" cannot be deleted\nbecause it is protected. ${remedy}`;
}

/** `cause` is the URN of the resource that is deleted before it is replaced. */
export function refuseReplacementWith(urn: string, cause: string) {
  return `unable to replace resource "${urn}" as part of replacing "${cause}" as it is currently marked for protection. ${remedy}`;
}
