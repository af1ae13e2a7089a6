// Counts what was looked at on this device, visit by visit, for the pictures that it wants to have.
// Promise: nothing of a visit is written before it has ended, and then only numbers [K6].
import type { Readable } from '#local/readable.ts';
import { parseSeen, seenNote, withSeen } from '#local/seen-products.ts';

export interface SeenNotes {
  read(): Promise<unknown>;
  keep(note: string): Promise<void> | void;
}

type LookedAt = { readonly id: string; readonly scans: readonly { readonly productId: string }[] };

/** Each product of a visit that has ended counts one more. */
export function countVisits(visit: Readable<LookedAt>, notes: SeenNotes): void {
  let last = visit.get();
  let counting = Promise.resolve();
  visit.subscribe(() => {
    const ended = last;
    last = visit.get();
    if (ended.id === last.id || ended.scans.length === 0) return;
    const looked = ended.scans.map(({ productId }) => productId);
    // One after the other: two that read the same note would lose one of them.
    counting = counting
      .then(async () => notes.keep(seenNote(withSeen(parseSeen(await notes.read()), looked))))
      .catch(() => undefined);
  });
}
