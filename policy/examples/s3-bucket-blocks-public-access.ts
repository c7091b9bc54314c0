// Three of four switches.
import { bucket } from "./base/bucket.ts";

bucket("s3-bucket-blocks-public-access", { block: { restrictPublicBuckets: false } });
