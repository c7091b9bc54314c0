// Requests signed for API Gateway by hand, for what the SDK's clients do not show.
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import type { Target } from "../target/target.ts";

/** @param url `http:` or `https:` @returns the headers with which the request may be sent */
export async function sign(target: Target, method: string, url: string, body?: string | Buffer) {
  const { protocol, hostname, host, port, pathname, searchParams } = new URL(url);
  const { region, credentials } = target;
  // Any client of the SDK has the signer of them all.
  const client = new DynamoDBClient({ region, credentials });
  const properties = {};
  const signer = await client.config.signer({
    name: "sigv4",
    signingName: "execute-api",
    signingRegion: region,
    properties,
  });
  const { headers } = await signer.sign(
    {
      method,
      protocol,
      hostname,
      ...(port && { port: Number(port) }),
      path: pathname,
      query: Object.fromEntries(searchParams),
      headers: { host },
      body,
    },
    { signingDate: new Date(Date.now() + target.clockOffset()) },
  );
  client.destroy();
  return headers;
}

/** Sends a signed request and reads the answer to its end. */
export async function signedFetch(target: Target, method: string, url: string, body?: string) {
  const response = await fetch(url, { method, headers: await sign(target, method, url, body), body });
  return { status: response.status, body: await response.text() };
}
