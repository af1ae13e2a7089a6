// The few largest of many keys, in a heap whose smallest is on top. Promise: never holds more than `limit`.
export class BestKeys {
  readonly #heap: Float64Array;
  #size = 0;

  constructor(limit: number) {
    this.#heap = new Float64Array(Math.max(0, limit));
  }

  /** A larger key would be added. */
  get least(): number {
    return this.#size < this.#heap.length ? -1 : (this.#heap[0] ?? Number.POSITIVE_INFINITY);
  }

  /** A key above the least. */
  add(key: number): void {
    const heap = this.#heap;
    if (this.#size < heap.length) {
      let at = this.#size++;
      for (let above = (at - 1) >> 1; at > 0 && (heap[above] ?? 0) > key; above = (at - 1) >> 1) {
        heap[at] = heap[above] ?? 0;
        at = above;
      }
      heap[at] = key;
      return;
    }
    let at = 0;
    for (;;) {
      let below = 2 * at + 1;
      if (below >= this.#size) break;
      if (below + 1 < this.#size && (heap[below + 1] ?? 0) < (heap[below] ?? 0)) below++;
      if ((heap[below] ?? 0) >= key) break;
      heap[at] = heap[below] ?? 0;
      at = below;
    }
    heap[at] = key;
  }

  /** Best first. */
  sorted(): Float64Array {
    return this.#heap.slice(0, this.#size).sort().reverse();
  }
}
