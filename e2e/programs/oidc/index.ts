// A socket behind an OpenID Connect issuer, and a function that makes tickets for it.
import { LambdaFunction } from "../../../components/lambda-function.ts";
import { ServerlessSocket } from "../../../components/serverless-socket/serverless-socket.ts";

const socket = new ServerlessSocket("guarded", {
  routes: {
    $connect: "handlers/connect.ts",
    $default: { handler: "handlers/whoami.ts", reply: true },
  },
  authorizer: {
    issuer: process.env.ISSUER ?? "",
    audience: "app",
    claims: ["email", "groups"],
    tokenFrom: ["sub-protocol", "header"],
    tickets: true,
  },
  allowedOrigins: ["https://app.example"],
});

const login = new LambdaFunction("login", {
  handler: "handlers/login.ts",
  environment: { TABLE_NAME: socket.table.name },
});
socket.grantTickets(login.function);

// Here one place will do, so that API Gateway itself turns away who does not use it.
const strict = new ServerlessSocket("strict", {
  routes: { $connect: "handlers/connect.ts" },
  authorizer: { issuer: process.env.ISSUER ?? "", audience: "app" },
});

// Here users are known by other means than tokens.
const ticketed = new ServerlessSocket("ticketed", {
  routes: { $connect: "handlers/connect.ts", $default: { handler: "handlers/whoami.ts", reply: true } },
  authorizer: "tickets",
});

const desk = new LambdaFunction("desk", {
  handler: "handlers/login.ts",
  environment: { TABLE_NAME: ticketed.table.name },
});
ticketed.grantTickets(desk.function);

export const socketUrl = socket.url;
export const strictUrl = strict.url;
export const ticketedUrl = ticketed.url;
export const loginName = login.function.name;
export const deskName = desk.function.name;
