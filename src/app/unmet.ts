// What this shop does not have, noted once a visit or shift as unmet demand (M14): numbers that were shown, words that were asked.
// Promise: only with a whole catalogue at hand, and never so many that somebody's play fills the outbox.
import { useCallback } from 'react';
import { notableWords, noteSearch } from '#domain/actions/note-search.ts';
import { notableNumber, noteUnknown } from '#domain/actions/note-unknown.ts';
import type { Tag } from '#domain/tag.ts';
import { cell } from '#local/readable.ts';
import type { Tablet } from '#sync/tablet-port.ts';
import { atVisitEnd } from './at-visit-end.ts';
import { useTablet } from './tablet-context.ts';

export const mostAVisit = 20;

/** Of one visit, whichever screen has noted it. */
const nothing: { visit: string; all: ReadonlySet<string> } = { visit: '', all: new Set() };
const noted = cell(nothing);
atVisitEnd(() => noted.set(nothing));

/** Nobody ends a visit on a tablet of the staff: there each shift may note as much again. */
const visitOf = (tablet: Tablet): string => `${tablet.visit.get().id} ${tablet.shift.get()?.grant.id ?? ''}`;

/** Call it with what was shown and was no product of this shop. */
export function useUnmet(): (tag: Tag) => void {
  const note = useNoteOnce();
  return useCallback(
    (tag) => {
      const gtin14 = notableNumber(tag);
      if (gtin14 !== undefined) note(gtin14, (tablet) => tablet.act(noteUnknown, { gtin14 }));
    },
    [note],
  );
}

/** Call it with a question that has led to nothing and is typed to its end. */
export function useUnmetSearch(): (text: string) => void {
  const note = useNoteOnce();
  return useCallback(
    (text) => {
      const words = notableWords(text);
      if (words) note(words.join(' '), (tablet) => tablet.act(noteSearch, {}, { personal: { words } }));
    },
    [note],
  );
}

function useNoteOnce(): (what: string, act: (tablet: Tablet) => Promise<unknown>) => void {
  const tablet = useTablet();
  return useCallback(
    (what, act) => {
      if (!tablet.catalogue.get()) return;
      const visit = visitOf(tablet);
      const known = noted.get();
      const all = known.visit === visit ? known.all : new Set<string>();
      if (all.has(what) || all.size >= mostAVisit) return;
      noted.set({ visit, all: new Set([...all, what]) });
      // A note that could not be kept is no loss that a shopper should hear of.
      void act(tablet).catch(() => undefined);
    },
    [tablet],
  );
}
