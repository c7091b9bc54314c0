// Any other DynamoDB, reached by its URL.
import { Agent as HttpAgent, request as httpRequest } from "node:http";
import { Agent as HttpsAgent, request as httpsRequest } from "node:https";
import { buffer } from "node:stream/consumers";
import { COMPLETE, type Engine, ENGINE_HEADERS, type EngineResponse } from "./engine.ts";

/** @param url `http://host:port` or `https://...` */
export function useEndpoint(url: string): Engine {
  const secure = new URL(url).protocol === "https:";
  const agent = secure ? new HttpsAgent({ keepAlive: true }) : new HttpAgent({ keepAlive: true });
  const request = secure ? httpsRequest : httpRequest;
  return {
    name: url,
    remedy: "another engine may: leave --dynamodb out to use our own",
    lacks: COMPLETE,
    send: (target, body) =>
      new Promise<EngineResponse>((resolve, reject) => {
        const headers = { ...ENGINE_HEADERS, "x-amz-target": target, "content-length": body.length };
        const call = request(url, { method: "POST", agent, headers }, (response) => {
          const { statusCode = 500, headers } = response;
          const contentType = headers["content-type"] ?? ENGINE_HEADERS["content-type"];
          buffer(response).then(
            (body) => resolve({ status: statusCode, headers: { "content-type": contentType }, body }),
            reject,
          );
        });
        call.once("error", reject).end(body);
      }),
    async stop() {
      agent.destroy();
    },
  };
}
