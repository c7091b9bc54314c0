// A provider that writes down which calls it answered, in the order in which they ended: it sees both engines alike.
import type {
  CreateRequest,
  DeleteRequest,
  Provider,
  Subject,
  UpdateRequest,
} from "../../../local/provider/provider.ts";

export interface ProviderCall {
  verb: "create" | "update" | "delete";
  urn: string;
}

export class Witness {
  readonly provider: Provider;
  #calls: ProviderCall[] = [];

  constructor(inner: Provider) {
    const seen = async <T>(verb: ProviderCall["verb"], { urn }: Subject, answer: Promise<T>) => {
      const answered = await answer;
      this.#calls.push({ verb, urn });
      return answered;
    };
    this.provider = {
      check: (request) => inner.check(request),
      diff: (request) => inner.diff(request),
      read: (request) => inner.read(request),
      invoke: (request) => inner.invoke(request),
      create: (request: CreateRequest) => seen("create", request, inner.create(request)),
      update: (request: UpdateRequest) => seen("update", request, inner.update(request)),
      delete: (request: DeleteRequest) => seen("delete", request, inner.delete(request)),
    };
  }

  /** Those since the last time. */
  take(): ProviderCall[] {
    return this.#calls.splice(0);
  }
}
