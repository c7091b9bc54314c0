// A socket whose routes lead to aliases of one function: of what it is now, of what it was first, and one that API
// Gateway may not call, since its permission is for the function itself.
import * as aws from "@pulumi/aws";
import { LambdaFunction } from "../../../components/lambda-function.ts";
import { ServerlessSocket } from "../../../components/serverless-socket/serverless-socket.ts";

const { function: speaker } = new LambdaFunction("speaker", {
  handler: "handlers/speaker.ts",
  transform: { function: { publish: true } },
});

const alias = (name: string, functionVersion: aws.lambda.AliasArgs["functionVersion"]) =>
  new aws.lambda.Alias(name, { name, functionName: speaker.name, functionVersion });

const barred = alias("barred", "1");

const socket = new ServerlessSocket("versions", {
  routes: {
    now: { handler: alias("live", speaker.version), reply: true },
    before: { handler: alias("first", "1"), reply: true },
    barred: { handler: barred, reply: true },
  },
  transform: {
    permission(args) {
      if (args.qualifier === barred.name) delete args.qualifier;
    },
  },
});

export const socketUrl = socket.url;
