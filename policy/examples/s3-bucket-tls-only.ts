// Answers in the clear.
import { bucket } from "./base/bucket.ts";

bucket("s3-bucket-tls-only", { policy: [] });
