// The pack. Importing this file starts its server; rules are imported from `rules/` without one.
import { PolicyPack } from "@pulumi/policy";
import { rules } from "./rules/index.ts";

new PolicyPack("serverless-socket", { policies: rules });
