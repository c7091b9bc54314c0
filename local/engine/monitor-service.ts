// Pulumi's ResourceMonitor service: what the SDK calls for every resource, function call and stack output.
import resource from "@pulumi/pulumi/proto/resource_pb.js";
import type {
  ReadResourceRequest,
  RegisterResourceOutputsRequest,
  RegisterResourceRequest,
  ResourceCallRequest,
  ResourceInvokeRequest,
  SupportsFeatureRequest,
} from "@pulumi/pulumi/proto/resource_pb.js";
import { unknownValue } from "@pulumi/pulumi/runtime/rpc.js";
import empty from "google-protobuf/google/protobuf/empty_pb.js";
import { UnsupportedError } from "./errors.ts";
import { decodeGoal, refuseParameterized } from "./goal.ts";
import type { Run } from "./run.ts";
import { decode, encode } from "./wire.ts";

/** What is done as the CLI does it, by the names of both ways to ask. The SDK refuses to use any other. */
const features = {
  secrets: resource.ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_SECRETS,
  resourceReferences: resource.ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_RESOURCE_REFERENCES,
  aliasSpecs: resource.ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_ALIAS_SPECS,
  replacementTrigger: resource.ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_REPLACEMENT_TRIGGER,
  deletedWith: resource.ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_DELETED_WITH,
  replaceWith: resource.ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_REPLACE_WITH,
};

export const monitorHandlers = {
  getDeploymentInfo(_: unknown, { deployment: { place, preview }, config }: Run) {
    const info = new resource.DeploymentInfo();
    info.setProject(place.project);
    info.setStack(place.stack);
    info.setDryrun(preview);
    for (const [key, value] of Object.entries(config.values)) info.getConfigMap().set(key, value);
    info.setConfigsecretkeysList(config.secretKeys);
    info.setSupportedfeaturesList(Object.values(features));
    return info;
  },

  supportsFeature(request: SupportsFeatureRequest) {
    const response = new resource.SupportsFeatureResponse();
    response.setHassupport(request.getId() in features);
    return response;
  },

  async registerResource(request: RegisterResourceRequest, run: Run) {
    const identity = {
      type: request.getType(),
      name: request.getName(),
      parent: request.getParent() || undefined,
    };
    const registered = await orNever(
      run.deployment.register(identity, () => decodeGoal(request, run.deployment.place)),
    );
    const response = new resource.RegisterResourceResponse();
    response.setUrn(registered.urn);
    response.setId(registered.id);
    response.setObject(encode(registered.outputs));
    return response;
  },

  registerResourceOutputs(request: RegisterResourceOutputsRequest, { deployment }: Run) {
    deployment.setOutputs(request.getUrn(), decode(request.getOutputs(), deployment.place.directory));
    return new empty.Empty();
  },

  async readResource(request: ReadResourceRequest, { deployment }: Run) {
    const id = request.getId();
    const found = await orNever(
      deployment.read({
        type: request.getType(),
        name: request.getName(),
        id: id === unknownValue ? undefined : id,
        parent: request.getParent() || undefined,
        provider: request.getProvider() || undefined,
        dependencies: request.getDependenciesList(),
        additionalSecretOutputs: request.getAdditionalsecretoutputsList(),
      }),
    );
    const response = new resource.ReadResourceResponse();
    response.setUrn(found.urn);
    response.setProperties(encode(found.outputs));
    return response;
  },

  async invoke(request: ResourceInvokeRequest, { deployment }: Run) {
    refuseParameterized(request);
    const token = request.getTok();
    const args = decode(request.getArgs(), deployment.place.directory);
    const result =
      token === "pulumi:pulumi:getResource"
        ? deployment.describe(String(args.urn))
        : await deployment.invoke(token, args, request.getProvider() || undefined);
    const response = new resource.ResourceInvokeResponse();
    response.setReturn(encode(result));
    return response;
  },

  async signalAndWaitForShutdown(_: unknown, run: Run) {
    await run.finish();
    return new empty.Empty();
  },

  call: (request: ResourceCallRequest) => refuse(`the method ${request.getTok()}`),
  existsResource: () => refuse("the look-up whether a resource exists"),
  registerStackTransform: () => refuse("a transform"),
  registerStackInvokeTransform: () => refuse("an invoke transform"),
  registerResourceHook: () => refuse("a resource hook"),
  registerErrorHook: () => refuse("an error hook"),
  registerPackage: () => refuse("a parameterized package"),
};

function refuse(what: string): never {
  throw new UnsupportedError(what);
}

/** A failure ends the run and with it the program, which would only add the errors of what depends on it. */
function orNever<T>(work: Promise<T>): Promise<T> {
  return work.catch(() => new Promise<never>(() => {}));
}
