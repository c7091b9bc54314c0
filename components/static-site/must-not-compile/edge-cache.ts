// Times that the compiler refuses. `npm run types` fails as soon as one of them is let through.
import type { StaticSiteArgs } from "../args.ts";

const folder = "dist";

export const mistakes: StaticSiteArgs[] = [
  // @ts-expect-error A time has a unit.
  { folder, edgeCache: 86_400 },
  // @ts-expect-error There is no time that fits every site.
  { folder, edgeCache: true },
  // @ts-expect-error Headers have seconds, and so has the argument.
  { folder, edgeCache: { minutes: 5 } },
  // @ts-expect-error That is how it is written in a stack's file.
  { folder, edgeCache: { seconds: "86400" } },
];
