// What the last run left, and which of it the program has claimed again so far.
import { ResourceError } from "./errors.ts";
import { aliasUrn } from "./goal.ts";
import type { Goal, Place } from "./goal.ts";
import type { Resource, State } from "./state.ts";
import { makeUrn, parseUrn } from "./urn.ts";

export class Olds {
  #state: State;
  #place: Place;
  #resources: Resource[];
  #registered = new Set<string>();
  #claimed = new Set<Resource>();
  /** By URN: under which one the last run knew it. */
  #movedFrom = new Map<string, string>();

  constructor(state: State, place: Place) {
    this.#state = state;
    this.#place = place;
    this.#resources = [...state.replaced, ...state.resources.values()];
  }

  oldestFirst() {
    return this.#resources;
  }

  newestFirst() {
    return this.#resources.toReversed();
  }

  /** The resource as it was, under this URN or an alias; undefined when it is new. Throws on a second claim. */
  claim(urn: string, goal: Goal): Resource | undefined {
    this.#register(urn);
    const known = [urn, ...this.#aliasesOf(goal)].map((each) => this.#state.get(each));
    const old = known.find((each) => each && !this.#claimed.has(each));
    // What was only read before is now to be made, and what changed its kind made anew.
    if (!old || old.external) return undefined;
    this.#claimed.add(old);
    this.#movedFrom.set(urn, old.urn);
    if (old.custom === goal.custom) return old;
    this.#state.replaced.add(old);
    return undefined;
  }

  /** A resource that is only read from now on; what was made under its URN is deleted at the end. */
  claimExternal(urn: string) {
    this.#register(urn);
    const old = this.#state.get(urn);
    if (old && !old.external) this.#state.replaced.add(old);
  }

  /** Whether the program has no use for it: not registered again, or replaced. */
  isLeftOver(old: Resource) {
    return this.#state.replaced.has(old) || this.#state.get(old.urn) === old;
  }

  /** Whether the resource of this URN is going, or has gone, because the program did not register it. */
  isGone(urn: string | undefined) {
    return urn !== undefined && !this.#registered.has(urn);
  }

  #register(urn: string) {
    if (this.#registered.has(urn)) {
      throw new ResourceError(urn, [`Duplicate resource URN '${urn}'; try giving it a unique name`]);
    }
    this.#registered.add(urn);
  }

  /** Its own aliases, and where it would be if it had moved along with its parent. */
  #aliasesOf(goal: Goal) {
    const own = goal.aliases.map((alias) => aliasUrn(alias, goal, this.#place));
    const parentWas = goal.parent && this.#movedFrom.get(goal.parent);
    if (!goal.parent || !parentWas || parentWas === goal.parent) return own;
    const parentName = parseUrn(goal.parent).name;
    const { stack, project, name: oldParentName } = parseUrn(parentWas);
    const asItself = { types: [goal.type], name: goal.name };
    const inherited = [asItself, ...own.map(parseUrn)].map(({ types, name }) => {
      // Children are named after their component, so the name moves as well.
      const oldName = name.startsWith(parentName) ? oldParentName + name.slice(parentName.length) : name;
      return makeUrn(stack, project, parentWas, types.at(-1) ?? goal.type, oldName);
    });
    return [...own, ...inherited];
  }
}
