import { expect, test } from "vitest";
import { sha256, signatureOf, signingKey } from "./sigv4.ts";

/** https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html, "PUT Object" */
test("the signature of AWS's own S3 example, whose path keeps its single escape, comes out", () => {
  const body = Buffer.from("Welcome to Amazon S3.");
  const authorization = {
    accessKeyId: "AKIAIOSFODNN7EXAMPLE",
    day: "20130524",
    region: "us-east-1",
    service: "s3",
    signedHeaders: ["date", "host", "x-amz-content-sha256", "x-amz-date", "x-amz-storage-class"],
    signature: "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd",
    timestamp: "20130524T000000Z",
  };
  const request = {
    method: "PUT",
    url: "/test%24file.text",
    headers: {
      date: "Fri, 24 May 2013 00:00:00 GMT",
      host: "examplebucket.s3.amazonaws.com",
      "x-amz-content-sha256": sha256(body),
      "x-amz-date": authorization.timestamp,
      "x-amz-storage-class": "REDUCED_REDUNDANCY",
    },
    body,
  };
  const key = signingKey("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", authorization);
  expect(signatureOf(request, authorization, sha256(body), key)).toBe(authorization.signature);
});
