// Sockets on APIs that are made elsewhere: one in this program, one that is only looked up.
import * as aws from "@pulumi/aws";
import type { Routes } from "../../../components/serverless-socket/route-args.ts";
import { ServerlessSocket } from "../../../components/serverless-socket/serverless-socket.ts";

const settings = {
  protocolType: "WEBSOCKET",
  routeSelectionExpression: "$request.body.kind",
  disableExecuteApiEndpoint: process.env.ENDPOINT === "off",
};
const made = new aws.apigatewayv2.Api("made", settings);
const there = new aws.apigatewayv2.Api("there", settings);
const found = aws.apigatewayv2.Api.get("found", there.id);

const routes: Routes = { echo: { handler: "handlers/echo.ts", connections: ["POST"] } };
const onMade = new ServerlessSocket("on-made", { api: made, routes });
const onFound = new ServerlessSocket("on-found", { api: found, routes, stageName: "second" });

export const madeId = made.id;
export const thereId = there.id;
export const madeUrl = onMade.url;
export const foundUrl = onFound.url;
