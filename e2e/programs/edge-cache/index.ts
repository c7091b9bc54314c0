// A site whose pages CloudFront's edges keep. The environment says where it is, and what of it is switched off.
import { StaticSite } from "../../../components/static-site/static-site.ts";

const off = process.env.OFF ?? "";

const site = new StaticSite("site", {
  folder: process.env.SITE_FOLDER ?? "",
  config: { greeting: process.env.GREETING },
  https: false,
  edgeCache: off === "cache" ? undefined : { seconds: 86_400 },
  transform: off === "grant" ? { policy: { policy: '{"Version":"2012-10-17","Statement":[]}' } } : {},
});

export const url = site.url;
