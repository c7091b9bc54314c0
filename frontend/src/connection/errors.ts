// What can go wrong between the page and the server, by what the client does next.

/** Trying again by itself cannot help: the connection stops and says `message` to the user, with a button. */
export class RefusedError extends Error {
  override name = "RefusedError";
}
