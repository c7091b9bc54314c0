// May close the sockets of every stage.
import { policy } from "./base/policy.ts";

policy("iam-connections-scoped", {
  Action: "execute-api:ManageConnections",
  Resource: "arn:aws:execute-api:us-east-1:123456789012:abc/*/DELETE/@connections/*",
});
