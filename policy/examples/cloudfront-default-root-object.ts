// The root shows what the bucket holds.
import { distribution } from "./base/distribution.ts";

distribution("cloudfront-default-root-object", { defaultRootObject: undefined });
