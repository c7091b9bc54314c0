// One run of a program against the stack's state: registers, creates, updates, replaces and at the end deletes.
// As in Pulumi's engine, registrations are judged one after the other and carried out side by side, and the
// first failure lets nothing new begin.
import type { Provider } from "../provider/provider.ts";
import { Activity } from "./activity.ts";
import { digest } from "./canonical.ts";
import { compare, ignoreChanges } from "./change.ts";
import type { Change } from "./change.ts";
import { dependentReplacements } from "./dependents.ts";
import type { Dependent } from "./dependents.ts";
import { EngineError, ResourceError, StoppedError } from "./errors.ts";
import type { Goal, Identity, Place, ReadGoal } from "./goal.ts";
import { Olds } from "./olds.ts";
import { refuseDeletion, refuseReplacement, refuseReplacementWith } from "./protection.ts";
import { ProviderCalls } from "./provider-calls.ts";
import { externalResource, newResource, providerUrn } from "./resources.ts";
import { RunRecord } from "./run-record.ts";
import type { RunEvent } from "./run-result.ts";
import { plainValue } from "./secrets.ts";
import type { Resource, State } from "./state.ts";
import { makeUrn } from "./urn.ts";
import type { Props } from "./values.ts";

interface Options {
  provider: Provider;
  state: State;
  place: Place;
  preview: boolean;
  onEvent: (event: RunEvent) => void;
}

/** A registration that has been judged. */
interface Planned extends Change {
  resource: Resource;
  old: Resource | undefined;
  digest: string;
  /** What has to go before this one is replaced, dependents first. */
  deletions: Resource[];
}

export class Deployment {
  readonly place: Place;
  readonly preview: boolean;
  readonly record: RunRecord;
  /** Fulfilled when a failure has ended the run and nothing is under way any more. */
  readonly stopped: Promise<void>;

  #calls: ProviderCalls;
  #state: State;
  #olds: Olds;
  #activity = new Activity();
  #replaced = new Set<string>();
  /** By URN: deleted because of what they depend on, and not registered anew so far. */
  #deletedEarly = new Map<string, Dependent>();

  constructor({ provider, state, place, preview, onEvent }: Options) {
    this.place = place;
    this.preview = preview;
    this.record = new RunRecord(onEvent);
    this.stopped = this.#activity.stopped;
    this.#calls = new ProviderCalls(provider, preview);
    this.#state = state;
    this.#olds = new Olds(state, place);
  }

  get resources() {
    return [...this.#state.resources.values()];
  }

  find(urn: string) {
    return this.#state.get(urn);
  }

  /** Throws when the resource cannot be had, or `decode` fails; the run has then ended. */
  register(identity: Identity, decode: () => Goal): Promise<Resource> {
    const urn = this.#urnOf(identity);
    return this.#attempt(urn, async () => {
      const goal = decode();
      const planned = await this.#activity.inTurn(() => this.#judge(urn, goal));
      return this.#carryOut(planned);
    });
  }

  /** A resource that belongs to somebody else, as `X.get` asks for it. */
  read(goal: ReadGoal): Promise<Resource> {
    const urn = this.#urnOf(goal);
    return this.#attempt(urn, () => this.#activity.inTurn(() => this.#read(urn, goal)));
  }

  invoke(token: string, args: Props, provider: string | undefined): Promise<Props> {
    return this.#activity.run(() => this.#calls.invoke(token, args, this.#regionOf(provider)));
  }

  /** A resource as a reference to it is turned back into one. */
  describe(urn: string): Props {
    const resource = this.find(urn);
    if (!resource) throw new EngineError(`the resource ${urn} is not registered`);
    return { urn, id: resource.id, state: resource.outputs };
  }

  /** What a component, or the stack, gives; replaces what it gave before. */
  setOutputs(urn: string, outputs: Props) {
    const resource = this.find(urn);
    if (!resource) throw new EngineError(`outputs of ${urn}, which is not registered`);
    resource.outputs = outputs;
  }

  /** Deletes what the program did not register any more, dependents first. */
  async finish() {
    for (const { resource } of this.#deletedEarly.values()) {
      this.record.step("delete", resource, [], digest(resource.inputs), performance.now());
    }
    for (const old of this.#olds.newestFirst()) {
      if (this.#activity.isStopped) return;
      if (!this.#olds.isLeftOver(old)) continue;
      await this.#attempt(old.urn, () => this.#delete(old)).catch(() => undefined);
    }
  }

  /** When all that is under way has ended, well or not. */
  idle() {
    return this.#activity.idle();
  }

  async #judge(urn: string, goal: Goal): Promise<Planned> {
    const old = this.#olds.claim(urn, goal);
    const resource = newResource(urn, goal, this.#regionOf(goal.provider));
    const planned = { resource, old, digest: digest(goal.inputs), deletions: [] };

    const asked = ignoreChanges(resource, old);
    resource.inputs = asked;
    if (goal.custom) resource.inputs = await this.#calls.check(resource, old?.inputs);

    const replacedAlong = goal.replaceWith.filter((each) => this.#replaced.has(each));
    const change = await compare(this.#calls, resource, old, replacedAlong);
    const early = this.#deletedEarly.get(urn);
    if (early) {
      this.#deletedEarly.delete(urn);
      this.#replaced.add(urn);
      return { ...planned, ...change, op: "replace", diff: early.keys };
    }
    if (!old || change.op !== "replace") return { ...planned, ...change };

    if (resource.options.protect && old.options.protect) this.#forbid(urn, refuseReplacement(urn));
    this.#replaced.add(urn);
    // Names and defaults of the old one are not those of its successor.
    resource.inputs = await this.#calls.check({ ...resource, inputs: asked }, undefined);
    const deletions = change.deleteFirst ? await this.#dependentsOf(old) : [];
    return { ...planned, ...change, deletions };
  }

  async #carryOut({ resource, old, op, diff, digest, deleteFirst, deletions }: Planned) {
    const started = performance.now();
    for (const each of deletions) await this.#remove(each);
    if (old && op === "replace" && deleteFirst) await this.#remove(old);

    if (!resource.custom) resource.outputs = old?.outputs ?? {};
    else if (old && op === "same") this.#calls.keep(resource, old);
    else if (old && op === "update") await this.#calls.update(resource, old);
    else await this.#calls.create(resource);

    if (old) this.#state.drop(old);
    if (old && op === "replace" && !deleteFirst) this.#state.replaced.add(old);
    this.#state.put(resource);
    if (resource.initErrors.length > 0) throw new ResourceError(resource.urn, resource.initErrors);
    this.record.step(op, resource, diff, digest, started);
    return resource;
  }

  async #read(urn: string, goal: ReadGoal): Promise<Resource> {
    const started = performance.now();
    const resource = externalResource(urn, goal, this.#regionOf(goal.provider));
    this.#olds.claimExternal(urn);
    if (goal.id !== undefined) await this.#calls.read(resource, goal.id);
    this.#state.put(resource);
    this.record.step("read", resource, [], digest({ id: goal.id ?? null }), started);
    return resource;
  }

  async #delete(old: Resource) {
    const started = performance.now();
    const isReplaced = this.#state.replaced.has(old);
    if (old.options.protect && !isReplaced) this.#forbid(old.urn, refuseDeletion(old.urn));
    await this.#remove(old, this.#olds.isGone(old.options.deletedWith));
    if (!isReplaced && !old.external) this.record.step("delete", old, [], digest(old.inputs), started);
  }

  /** `goesAlong` when the deletion of another resource takes this one with it. */
  async #remove(old: Resource, goesAlong = false) {
    const isOurs = old.custom && !old.external && !old.options.retainOnDelete;
    if (isOurs && !goesAlong) await this.#calls.delete(old);
    this.#state.drop(old);
  }

  async #dependentsOf(old: Resource) {
    const all = this.#olds.oldestFirst().filter((each) => this.#state.get(each.urn) === each);
    const dependents = await dependentReplacements(old, all, this.#calls);
    for (const dependent of dependents.reverse()) {
      const { urn, options } = dependent.resource;
      if (options.protect) this.#forbid(urn, refuseReplacementWith(urn, old.urn));
      this.#deletedEarly.set(urn, dependent);
    }
    return dependents.map(({ resource }) => resource);
  }

  /** A preview goes on, so that the change that asks for what is forbidden is seen. */
  #forbid(urn: string, message: string) {
    if (!this.preview) throw new ResourceError(urn, [message]);
    this.record.report({ severity: "error", urn, message });
  }

  async #attempt<T>(urn: string, work: () => Promise<T>): Promise<T> {
    try {
      return await this.#activity.run(work);
    } catch (error) {
      this.#fail(urn, error);
      throw error;
    }
  }

  #fail(urn: string, error: unknown) {
    if (error instanceof StoppedError) return;
    const message = error instanceof Error ? error.message : String(error);
    const reasons = error instanceof ResourceError ? error.reasons : [message];
    for (const reason of reasons) this.record.report({ severity: "error", urn, message: reason });
    this.#activity.stop();
  }

  /** The region of the explicit provider with this reference, `urn::id`. */
  #regionOf(reference: string | undefined) {
    const region = plainValue(this.find(providerUrn(reference) ?? "")?.inputs.region ?? null);
    return typeof region === "string" ? region : undefined;
  }

  #urnOf({ parent, type, name }: Identity) {
    return makeUrn(this.place.stack, this.place.project, parent, type, name);
  }
}
