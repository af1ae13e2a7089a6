// A value that is looked for among many rows: taken apart once, compared many times.
import { bytesOfUuid, isUuid } from './uuid-bytes.ts';

/** A table that columns of other tables point into. */
export interface IdTable {
  idAt(place: number): string;
  /** Where the id stands, or would stand. */
  find(wanted: Wanted): { place: number; isThere: boolean };
}

export class Wanted {
  readonly text: string;
  /** null: no UUID. */
  readonly bytes: Uint8Array | null;
  /** null: anything but 1–15 digits. */
  readonly number: number | null;
  #parts: { first: Wanted; rest: string } | null | undefined;
  #found = new Map<IdTable, { place: number; isThere: boolean }>();

  constructor(text: string) {
    this.text = text;
    this.bytes = isUuid(text) ? bytesOfUuid(text) : null;
    this.number = text.length <= 15 && /^\d+$/.test(text) ? Number(text) : null;
  }

  /** What stands before the first "/" and after it; null: there is none. */
  get parts(): { first: Wanted; rest: string } | null {
    if (this.#parts === undefined) {
      const at = this.text.indexOf('/');
      this.#parts = at < 0 ? null : { first: new Wanted(this.text.slice(0, at)), rest: this.text.slice(at + 1) };
    }
    return this.#parts;
  }

  foundIn(table: IdTable): { place: number; isThere: boolean } {
    let found = this.#found.get(table);
    if (!found) this.#found.set(table, (found = table.find(this)));
    return found;
  }
}

/** The first position for which `isThere` holds, which then holds for all after it; `count`: none. */
export function firstOf(from: number, to: number, isThere: (at: number) => boolean): number {
  let [low, high] = [from, to];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isThere(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/**
 * The same where the values are mostly spread evenly, as hashes are: a few guesses from `first` on, then steps that double.
 * `missAt`: how many rows further on the wanted one would be if they were.
 */
export function firstOfSpread(
  count: number,
  first: number,
  compare: (at: number) => number,
  missAt: (at: number) => number,
): number {
  if (count === 0) return 0;
  const isThere = (at: number): boolean => compare(at) >= 0;
  const within = (at: number): number => Math.max(0, Math.min(count - 1, at));
  let place = within(first);
  for (let guess = 0; guess < 4; guess++) {
    const miss = missAt(place);
    if (miss === 0) break;
    place = within(place + miss);
  }
  const order = compare(place);
  // No two are the same.
  if (order === 0) return place;
  if (order > 0) {
    let high = place;
    for (let step = 1; high > 0; step *= 2) {
      const at = Math.max(0, high - step);
      if (!isThere(at)) return firstOf(at + 1, high, isThere);
      high = at;
    }
    return 0;
  }
  let low = place + 1;
  for (let step = 1; low < count; step *= 2) {
    const at = Math.min(count - 1, low + step - 1);
    if (isThere(at)) return firstOf(low, at, isThere);
    low = at + 1;
  }
  return count;
}
