// Keeps everything for ever.
import * as aws from "@pulumi/aws";
import { tags } from "./base/tags.ts";

new aws.cloudwatch.LogGroup("logs-group-forgets", { tags });
