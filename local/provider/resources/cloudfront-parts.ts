// aws.cloudfront.OriginAccessControl and Function: what a distribution refers to.
import * as v from "valibot";
import { digest } from "../../cloud/digest.ts";
import { resourceType } from "../resource-type.ts";
import { only, tags, text } from "../schema.ts";

export const originAccessControl = resourceType({
  token: "aws:cloudfront/originAccessControl:OriginAccessControl",
  applied: {
    name: v.optional(text(64)),
    originAccessControlOriginType: only("s3", "its origins are buckets"),
    signingBehavior: only("always", "its origins are private"),
    signingProtocol: v.literal("sigv4"),
  },
  recorded: { description: v.optional(text(256), "Managed by Pulumi") },
  refused: {},
  name: { property: "name" },
  forcesNew: [],
  computed: { stable: ["arn"], changing: ["etag"] },
  create({ cloudfront, context: { partition, accountId } }, inputs) {
    const { id } = cloudfront.accessControls.create(inputs);
    const arn = `arn:${partition}:cloudfront::${accountId}:origin-access-control/${id}`;
    return { id, computed: { arn, etag: digest(inputs) } };
  },
  read({ cloudfront, context: { partition, accountId } }, { id }) {
    const inputs = cloudfront.accessControls.get(id).config;
    const arn = `arn:${partition}:cloudfront::${accountId}:origin-access-control/${id}`;
    return { inputs: { ...inputs }, computed: { arn, etag: digest(inputs) } };
  },
  update({ cloudfront }, { id }, inputs) {
    cloudfront.accessControls.update(id, inputs);
    return { etag: digest(inputs) };
  },
  delete({ cloudfront }, { id }) {
    cloudfront.accessControls.delete(id);
  },
});

export const viewerFunction = resourceType({
  token: "aws:cloudfront/function:Function",
  applied: {
    name: v.optional(text(64)),
    runtime: v.picklist(["cloudfront-js-1.0", "cloudfront-js-2.0"]),
    code: text(10_240),
    publish: v.optional(v.boolean(), true),
  },
  recorded: { comment: v.optional(text(128)), tags },
  refused: { keyValueStoreAssociations: "it has no key value stores" },
  name: { property: "name" },
  forcesNew: ["name"],
  computed: { stable: ["arn"], changing: ["etag", "liveStageEtag", "status"] },
  create({ cloudfront }, { name = "", ...inputs }) {
    const { arn } = cloudfront.createFunction({ name, ...inputs });
    return { id: name, computed: { arn, ...functionState(inputs) } };
  },
  update({ cloudfront }, { id, outputs }, inputs) {
    cloudfront.updateFunction(String(outputs.arn), { ...inputs, name: id });
    return functionState(inputs);
  },
  read({ cloudfront, context: { partition, accountId } }, { id }) {
    const arn = `arn:${partition}:cloudfront::${accountId}:function/${id}`;
    const { name, runtime, code, comment, publish = true } = cloudfront.getFunction(arn).input;
    return {
      inputs: { name, runtime, code, comment, publish },
      computed: { arn, ...functionState({ code, publish }) },
    };
  },
  delete({ cloudfront }, { outputs }) {
    cloudfront.deleteFunction(String(outputs.arn));
  },
});

const functionState = (inputs: { code: string; publish: boolean }) => ({
  etag: digest(inputs.code),
  ...(inputs.publish && { liveStageEtag: digest(inputs.code) }),
  status: inputs.publish ? "UNASSOCIATED" : "UNPUBLISHED",
});
