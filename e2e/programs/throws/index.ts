// Throws before it has made anything.
interface Settings {
  rooms: string[];
}

function firstRoom({ rooms }: Settings): string {
  const [first] = rooms;
  if (!first) throw new Error("there is no room to talk in");
  return first;
}

export const room = firstRoom({ rooms: [] });
