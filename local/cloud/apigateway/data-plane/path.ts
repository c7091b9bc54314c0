// Paths of an API's host: `/{stage}` and `/{stage}/@connections/{connectionId}`.

export interface Path {
  stage: string;
  /** Given for the callback API; as decoded, well-formed or not. */
  connectionId?: string;
  /** Leads to neither of the two. */
  unknown: boolean;
}

/** @param url path and query as received; parts may be percent-encoded, as SDKs do with `=` and some with `@` */
export function parsePath(url: string): Path {
  const [pathname = ""] = url.split("?");
  const [, stage = "", ...rest] = pathname.split("/").map(decode);
  if (rest[0] === "@connections" && rest.length > 1) {
    return { stage, connectionId: rest.slice(1).join("/"), unknown: false };
  }
  return { stage, unknown: rest.some((segment) => segment !== "") };
}

function decode(segment: string) {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
