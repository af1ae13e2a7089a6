// Objects made on demand, kept for as long as anybody holds them: the same one for the same key until then.
// Promise: what no screen shows any more is garbage, however many rows were looked at.

/** Keys of objects that are gone are swept out when there are twice as many as after the last sweep, and at least so many. */
const leastToSweep = 1_024;

export class KeptWhileUsed<Key, Kept extends object> {
  readonly #references = new Map<Key, WeakRef<Kept>>();
  #sweepAt = leastToSweep;

  get(key: Key): Kept | undefined {
    return this.#references.get(key)?.deref();
  }

  set(key: Key, kept: Kept): void {
    this.#references.set(key, new WeakRef(kept));
    if (this.#references.size < this.#sweepAt) return;
    for (const [one, reference] of this.#references) if (!reference.deref()) this.#references.delete(one);
    this.#sweepAt = Math.max(leastToSweep, 2 * this.#references.size);
  }
}
