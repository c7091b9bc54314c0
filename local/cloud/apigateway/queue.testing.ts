// What happens, kept for tests that wait for it.

/** Hands out what is pushed, in order, to those who wait. */
export class Queue<T> {
  readonly #items: T[] = [];
  readonly #waiters: ((item: T) => void)[] = [];

  get size() {
    return this.#items.length;
  }

  push(item: T) {
    const waiter = this.#waiters.shift();
    if (waiter) waiter(item);
    else this.#items.push(item);
  }

  next(): Promise<T> {
    const [item] = this.#items.splice(0, 1);
    return item === undefined ? new Promise((resolve) => this.#waiters.push(resolve)) : Promise.resolve(item);
  }
}
