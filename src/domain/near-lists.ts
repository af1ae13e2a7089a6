// Neighbour lists as numbers, each list turned once: the scorer adds thousands of pairs, and a text for each would cost more
// than the sum. A number holds for as long as this object does.
import type { Neighbours } from './product.ts';

export interface NearList {
  numbers: Uint32Array;
  /** 0–255; 0: no pair, but what sells in the same department. */
  weights: Uint8Array;
}

const none: NearList = { numbers: new Uint32Array(), weights: new Uint8Array() };

export class NearLists {
  readonly #near: (productId: string) => Neighbours['near'];
  readonly #numbers = new Map<string, number>();
  readonly #ids: string[] = [];
  readonly #lists = new Map<string, NearList>();

  constructor(near: (productId: string) => Neighbours['near']) {
    this.#near = near;
  }

  /** How many products have a number: the next one. */
  get count(): number {
    return this.#ids.length;
  }

  /** How many lists are kept. */
  get size(): number {
    return this.#lists.size;
  }

  numberOf(productId: string): number {
    const known = this.#numbers.get(productId);
    if (known !== undefined) return known;
    this.#numbers.set(productId, this.#ids.length);
    return this.#ids.push(productId) - 1;
  }

  /** -1: no list at hand holds it. */
  knownNumberOf(productId: string): number {
    return this.#numbers.get(productId) ?? -1;
  }

  idOf(number: number): string {
    return this.#ids[number] ?? '';
  }

  of(productId: string): NearList {
    const known = this.#lists.get(productId);
    if (known) return known;
    const near = this.#near(productId);
    const made =
      near.length === 0
        ? none
        : {
            numbers: Uint32Array.from(near, ([id]) => this.numberOf(id)),
            weights: Uint8Array.from(near, ([, weight]) => weight),
          };
    this.#lists.set(productId, made);
    return made;
  }
}
