// ACLs still count.
import { bucket } from "./base/bucket.ts";

bucket("s3-bucket-owner-enforced", { ownership: { objectOwnership: "ObjectWriter" } });
