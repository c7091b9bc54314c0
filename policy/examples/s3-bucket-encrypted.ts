// Leaves it to the default.
import { bucket } from "./base/bucket.ts";

bucket("s3-bucket-encrypted", { isEncrypted: false });
