// Stops when its zone does.
import { handler } from "./base/handler.ts";

handler("lambda-vpc-several-zones", {
  vpcConfig: { subnetIds: ["subnet-1"], securityGroupIds: ["sg-1"] },
});
