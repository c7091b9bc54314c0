// What an engine asks for one resource, or of one function.
import provider from "@pulumi/pulumi/proto/provider_pb.js";
import type {
  CheckRequest,
  CreateRequest,
  DeleteRequest,
  DiffRequest,
  InvokeRequest,
  ReadRequest,
  UpdateRequest,
} from "@pulumi/pulumi/proto/provider_pb.js";
import empty from "google-protobuf/google/protobuf/empty_pb.js";
import type { Struct } from "google-protobuf/google/protobuf/struct_pb.js";
import type { Call } from "../../engine/grpc.ts";
import { decode, encode } from "../../engine/wire.ts";
import { InitFailedError } from "../errors.ts";
import type { Provider } from "../provider.ts";
import type { Connections } from "./connections.ts";
import { toInitFailed } from "./init-failed.ts";
import { toCheckResponse, toDiffResponse } from "./responses.ts";

export function resourceHandlers(aws: Provider, connections: Connections) {
  /** Of the instance a call is for: its region, and how it reads values. */
  function instance(call: Call) {
    const { directory, region } = connections.of(call);
    return {
      subject: (request: { getType(): string; getUrn(): string }) => ({
        ...{ type: request.getType(), urn: request.getUrn() },
        ...(region !== undefined && { region }),
      }),
      values: (message: Struct | undefined) => decode(message, directory),
      region,
    };
  }

  return {
    async check(request: CheckRequest, call: Call) {
      const { subject, values } = instance(call);
      const olds = request.hasOlds() ? { olds: values(request.getOlds()) } : {};
      const news = values(request.getNews());
      // The CLI does not tell whether it previews; to this provider it makes no difference here.
      return toCheckResponse(await aws.check({ ...subject(request), ...olds, news, preview: false }));
    },

    async diff(request: DiffRequest, call: Call) {
      const { subject, values } = instance(call);
      const id = request.getId();
      const oldInputs = values(request.getOldInputs());
      const oldOutputs = values(request.getOlds());
      const newInputs = values(request.getNews());
      const diff = await aws.diff({ ...subject(request), id, oldInputs, oldOutputs, newInputs });
      return toDiffResponse(diff, oldInputs, newInputs);
    },

    async create(request: CreateRequest, call: Call) {
      const { subject, values } = instance(call);
      const inputs = values(request.getProperties());
      const { id, outputs } = await orInitFailed(
        aws.create({ ...subject(request), inputs, preview: request.getPreview() }),
      );
      const response = new provider.CreateResponse();
      response.setId(id);
      response.setProperties(encode(outputs));
      return response;
    },

    async read(request: ReadRequest, call: Call) {
      const { subject, values } = instance(call);
      const found = await aws.read({
        ...subject(request),
        id: request.getId(),
        // Both are absent when a resource is imported.
        ...(request.hasInputs() && { inputs: values(request.getInputs()) }),
        ...(request.hasProperties() && { outputs: values(request.getProperties()) }),
      });
      const response = new provider.ReadResponse();
      if (!found) return response;
      response.setId(found.id);
      response.setInputs(encode(found.inputs));
      response.setProperties(encode(found.outputs));
      return response;
    },

    async update(request: UpdateRequest, call: Call) {
      const { subject, values } = instance(call);
      const { outputs } = await orInitFailed(
        aws.update({
          ...subject(request),
          id: request.getId(),
          oldInputs: values(request.getOldInputs()),
          oldOutputs: values(request.getOlds()),
          inputs: values(request.getNews()),
          preview: request.getPreview(),
        }),
      );
      const response = new provider.UpdateResponse();
      response.setProperties(encode(outputs));
      return response;
    },

    async delete(request: DeleteRequest, call: Call) {
      const { subject, values } = instance(call);
      const outputs = values(request.getProperties());
      await aws.delete({ ...subject(request), id: request.getId(), outputs });
      return new empty.Empty();
    },

    async invoke(request: InvokeRequest, call: Call) {
      const { values, region } = instance(call);
      const args = values(request.getArgs());
      const result = await aws.invoke({
        token: request.getTok(),
        args,
        ...(region !== undefined && { region }),
      });
      const response = new provider.InvokeResponse();
      response.setReturn(encode(result));
      return response;
    },
  };
}

async function orInitFailed<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw error instanceof InitFailedError ? toInitFailed(error) : error;
  }
}
