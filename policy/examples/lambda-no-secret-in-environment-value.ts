// A secret under an innocent name.
import { handler } from "./base/handler.ts";

handler("lambda-no-secret-in-environment-value", {
  environment: { variables: { CACHE: "redis://me:hunter2@cache.example.com" } },
});
