// A key of 1024 bits.
import * as aws from "@pulumi/aws";

new aws.acm.Certificate("acm-certificate-key", {
  domainName: "chat.example.com",
  validationMethod: "DNS",
  keyAlgorithm: "RSA_1024",
});
