// Who somebody is who has not said so: a guest with an id of ours and a name that people can tell apart.
import type { User } from "../../protocol/server-frames.ts";
import type { Random } from "./ports.ts";
import { randomChoice, randomId } from "./random.ts";

const MOODS = [
  "Amber",
  "Brave",
  "Calm",
  "Clever",
  "Coral",
  "Eager",
  "Gentle",
  "Golden",
  "Happy",
  "Indigo",
  "Jolly",
  "Kind",
  "Lively",
  "Lucky",
  "Merry",
  "Mellow",
  "Nimble",
  "Patient",
  "Quiet",
  "Quick",
  "Rosy",
  "Scarlet",
  "Silver",
  "Sunny",
  "Swift",
  "Teal",
  "Tidy",
  "Violet",
  "Warm",
  "Wise",
  "Witty",
  "Zesty",
] as const;

const ANIMALS = [
  "Badger",
  "Beaver",
  "Bison",
  "Crane",
  "Dolphin",
  "Falcon",
  "Ferret",
  "Finch",
  "Fox",
  "Gecko",
  "Hare",
  "Hedgehog",
  "Heron",
  "Ibex",
  "Koala",
  "Lemur",
  "Lynx",
  "Marten",
  "Newt",
  "Otter",
  "Owl",
  "Panda",
  "Puffin",
  "Raven",
  "Robin",
  "Seal",
  "Sparrow",
  "Stork",
  "Swan",
  "Tapir",
  "Turtle",
  "Wombat",
] as const;

/** A new guest. The name is friendly, not unique; the id is what tells two guests apart. */
export function newGuest(random: Random): User {
  return {
    id: `guest-${randomId(random)}`,
    name: `${randomChoice(random, MOODS)} ${randomChoice(random, ANIMALS)}`,
  };
}
