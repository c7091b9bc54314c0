// A site's own domain: what is made for it, and what the distribution says of it.
import { describe, expect, test } from "vitest";
import { InvalidArgsError } from "../errors.ts";
import { deploy, folderOf, valueOf } from "../testing.ts";
import type { StaticSiteArgs } from "./args.ts";
import { StaticSite } from "./static-site.ts";

const CERTIFICATE = "aws:acm/certificate:Certificate";
const DISTRIBUTION = "aws:cloudfront/distribution:Distribution";
const RECORD = "aws:route53/record:Record";

const domain = { name: "chat.example.com", zoneId: "Z1" };

async function siteAt(domain: NonNullable<StaticSiteArgs["domain"]>, args: Partial<StaticSiteArgs> = {}) {
  const folder = folderOf({ "index.html": "<!doctype html>" });
  let site: StaticSite | undefined;
  // Elsewhere than where CloudFront looks for certificates.
  const place = { partition: "aws", region: "eu-central-1", urlSuffix: "amazonaws.com" };
  const deployment = await deploy(
    () => {
      site = new StaticSite("site", { folder, domain, ...args });
    },
    { place },
  );
  return { ...deployment, site: site! };
}

describe("a domain in a zone", () => {
  test("gets a certificate in us-east-1, where CloudFront looks for it, and its validation there", async () => {
    const { one } = await siteAt(domain);
    expect(one(CERTIFICATE, "site").inputs).toEqual({
      domainName: "chat.example.com",
      validationMethod: "DNS",
      region: "us-east-1",
    });
    const validation = one("aws:acm/certificateValidation:CertificateValidation", "site");
    expect(validation.inputs.region).toBe("us-east-1");
  });

  test("is a name of the distribution, with TLS 1.2 by SNI", async () => {
    const { one } = await siteAt({ ...domain, certificateArn: "arn:mine" });
    expect(one(DISTRIBUTION, "site").inputs).toMatchObject({
      aliases: ["chat.example.com"],
      viewerCertificate: {
        acmCertificateArn: "arn:mine",
        sslSupportMethod: "sni-only",
        minimumProtocolVersion: "TLSv1.2_2021",
      },
    });
  });

  test("leads to the distribution by IPv4 and IPv6", async () => {
    const { all } = await siteAt({ ...domain, certificateArn: "arn:mine" });
    const alias = { name: "site.cloudfront.net", zoneId: "ZCLOUDFRONT", evaluateTargetHealth: false };
    expect(all(RECORD).map(({ inputs }) => inputs)).toEqual(
      ["A", "AAAA"].map((type) => ({ zoneId: "Z1", name: "chat.example.com", type, aliases: [alias] })),
    );
  });

  test("is the site's address", async () => {
    expect(await valueOf((await siteAt(domain)).site.url)).toBe("https://chat.example.com");
  });

  test("has children that can be changed", async () => {
    const { all } = await siteAt(domain, { transform: { record: { setIdentifier: "blue" } } });
    expect(all(RECORD).map(({ inputs }) => inputs.setIdentifier)).toEqual(["blue", "blue", "blue"]);
  });
});

test("a domain whose zone is elsewhere makes no records", async () => {
  const { all, one } = await siteAt({ name: "chat.example.com", certificateArn: "arn:mine" });
  expect(all(RECORD)).toEqual([]);
  expect(one(DISTRIBUTION, "site").inputs.aliases).toEqual(["chat.example.com"]);
});

test("a domain that is an address is refused", async () => {
  const made = siteAt({ ...domain, name: "https://chat.example.com" });
  await expect(made).rejects.toThrow(InvalidArgsError);
  await expect(made).rejects.toThrow('domain.name is "https://chat.example.com": it is no name of a host');
});
