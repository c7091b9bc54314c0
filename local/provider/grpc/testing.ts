// The engine's side of the provider protocol, for tests.
import { credentials, type ServiceError } from "@grpc/grpc-js";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import proto from "@pulumi/pulumi/proto/provider_pb.js";
import type { Props } from "../../engine/values.ts";
import { decode, encode } from "../../engine/wire.ts";
import { subject } from "../testing.ts";

interface Subject {
  type: string;
  name: string;
}

/** An instance of the provider, as an engine has it: on a connection of its own. Values are plain. */
export class EngineSide {
  readonly #client: ResourceProviderClient;
  readonly #directory: string;

  /** @param directory of the program */
  constructor(port: number, directory = process.cwd()) {
    this.#directory = directory;
    this.#client = new ResourceProviderClient(`127.0.0.1:${port}`, credentials.createInsecure(), {
      // Connections to one address are shared otherwise.
      "grpc.use_local_subchannel_pool": 1,
    });
  }

  close() {
    this.#client.close();
  }

  async open(configuration: Props = {}) {
    const handshake = new proto.ProviderHandshakeRequest();
    handshake.setProgramDirectory(this.#directory);
    await answer((done) => this.#client.handshake(handshake, done));
    const configure = new proto.ConfigureRequest();
    configure.setArgs(encode(configuration));
    return answer<proto.ConfigureResponse>((done) => this.#client.configure(configure, done));
  }

  async check(about: Subject, news: Props, olds?: Props) {
    const request = this.#about(new proto.CheckRequest(), about);
    request.setNews(encode(news));
    if (olds) request.setOlds(encode(olds));
    const response = await answer<proto.CheckResponse>((done) => this.#client.check(request, done));
    return {
      inputs: this.#decode(response.getInputs()),
      failures: response.getFailuresList().map((failure) => failure.toObject()),
    };
  }

  async checkConfig(news: Props) {
    const request = new proto.CheckRequest();
    request.setNews(encode(news));
    const response = await answer<proto.CheckResponse>((done) => this.#client.checkConfig(request, done));
    return response.getFailuresList().map((failure) => failure.getProperty());
  }

  diff(about: Subject, oldInputs: Props, news: Props) {
    const request = this.#about(new proto.DiffRequest(), about);
    request.setOldInputs(encode(oldInputs));
    request.setOlds(encode(oldInputs));
    request.setNews(encode(news));
    return answer<proto.DiffResponse>((done) => this.#client.diff(request, done));
  }

  async create(about: Subject, inputs: Props, { preview } = { preview: false }) {
    const request = this.#about(new proto.CreateRequest(), about);
    request.setProperties(encode(inputs));
    request.setPreview(preview);
    const response = await answer<proto.CreateResponse>((done) => this.#client.create(request, done));
    return { id: response.getId(), outputs: this.#decode(response.getProperties()) };
  }

  async read(about: Subject, id: string) {
    const request = this.#about(new proto.ReadRequest(), about);
    request.setId(id);
    const response = await answer<proto.ReadResponse>((done) => this.#client.read(request, done));
    return { id: response.getId(), inputs: this.#decode(response.getInputs()) };
  }

  async update(about: Subject, id: string, old: { inputs: Props; outputs: Props }, news: Props) {
    const request = this.#about(new proto.UpdateRequest(), about);
    request.setId(id);
    request.setOldInputs(encode(old.inputs));
    request.setOlds(encode(old.outputs));
    request.setNews(encode(news));
    const response = await answer<proto.UpdateResponse>((done) => this.#client.update(request, done));
    return this.#decode(response.getProperties());
  }

  delete(about: Subject, id: string, outputs: Props) {
    const request = this.#about(new proto.DeleteRequest(), about);
    request.setId(id);
    request.setProperties(encode(outputs));
    return answer((done) => this.#client.delete(request, done));
  }

  async invoke(token: string) {
    const request = new proto.InvokeRequest();
    request.setTok(token);
    const response = await answer<proto.InvokeResponse>((done) => this.#client.invoke(request, done));
    return this.#decode(response.getReturn());
  }

  #about<Request extends { setType(type: string): unknown; setUrn(urn: string): unknown }>(
    request: Request,
    { type, name }: Subject,
  ) {
    request.setType(type);
    request.setUrn(subject(type, name).urn);
    return request;
  }

  #decode(message: Parameters<typeof decode>[0]) {
    return decode(message, this.#directory);
  }
}

function answer<Response>(
  call: (done: (error: ServiceError | null, response: Response) => void) => unknown,
): Promise<Response> {
  return new Promise((resolve, reject) =>
    call((error, response) => (error ? reject(error) : resolve(response))),
  );
}
