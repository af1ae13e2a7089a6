// Which codes stand in the list under the picture, and whether a new one is a sign of somebody. Promise: a row stays a
// moment longer than its code; a code that flickers before a tablet left alone keeps no visit open.
import type { Sight } from '#scan/shelf-sights.ts';

export interface InView {
  key: string;
  text: string;
  symbology: string;
  aim: string;
}

/** A row stays this long after its code has left, so that nobody touches beside what just jumped away. */
const listedMs = 2500;

export interface ShelfList {
  /** The rows, or null while they are what they were. `isSomebody`: a code that was not seen before came into view. */
  see(seen: readonly Pick<Sight, 'key' | 'read'>[], nowMs: number): { rows: InView[] | null; isSomebody: boolean };
}

export function makeShelfList(): ShelfList {
  const listed = new Map<string, InView & { lastMs: number }>();
  const met = new Set<string>();
  return {
    see(seen, nowMs) {
      let [isChanged, isSomebody] = [false, false];
      for (const { key, read } of seen) {
        isChanged ||= !listed.has(key);
        const { text, symbology, aim } = read;
        isSomebody ||= !met.has(text);
        met.add(text);
        listed.set(key, { key, text, symbology, aim, lastMs: nowMs });
      }
      for (const [key, { lastMs }] of listed) if (nowMs - lastMs > listedMs) isChanged = listed.delete(key);
      return { rows: isChanged ? [...listed.values()] : null, isSomebody };
    },
  };
}
