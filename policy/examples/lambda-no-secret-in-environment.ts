// Everybody who may look at the function reads the password.
import { handler } from "./base/handler.ts";

handler("lambda-no-secret-in-environment", { environment: { variables: { DB_PASSWORD: "hunter2" } } });
