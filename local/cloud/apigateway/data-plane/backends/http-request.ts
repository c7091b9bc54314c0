// One HTTP exchange with a backend, byte for byte: nothing is added, followed or unpacked on the way.
import { request as requestHttp, type IncomingMessage } from "node:http";
import { request as requestHttps } from "node:https";

export interface HttpRequest {
  url: URL;
  method: string;
  /** Names in lower case. */
  headers: Map<string, string[]>;
  body: Buffer;
}

export interface HttpResponse {
  status: number;
  /** By name in lower case. */
  headers: Record<string, string[]>;
  body: Buffer;
}

const WITHOUT_BODY = new Set(["GET", "HEAD"]);

/** Rejects when there is no connection, or the signal aborts it. */
export function sendHttp({ url, method, headers, body }: HttpRequest, signal: AbortSignal) {
  return new Promise<HttpResponse>((resolve, reject) => {
    const send = url.protocol === "https:" ? requestHttps : requestHttp;
    const request = send(url, { method, headers: Object.fromEntries(headers), signal });
    request.on("error", reject);
    request.on("response", (response) => read(response).then(resolve, reject));
    request.end(WITHOUT_BODY.has(method) ? undefined : body);
  });
}

async function read(response: IncomingMessage): Promise<HttpResponse> {
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  const headers = Object.entries(response.headersDistinct).map(([name, values]) => [name, values ?? []]);
  return {
    status: response.statusCode ?? 0,
    headers: Object.fromEntries(headers) as Record<string, string[]>,
    body: Buffer.concat(chunks),
  };
}
