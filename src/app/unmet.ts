// Numbers of products that this shop does not have, noted once a visit as unmet demand (M14). Promise: only with a whole
// catalogue at hand, only a trade item's number, and never so many that somebody's play fills the outbox.
import { useCallback, useRef } from 'react';
import { notableNumber, noteUnknown } from '#domain/actions/note-unknown.ts';
import type { Tag } from '#domain/tag.ts';
import { useTablet } from './tablet-context.ts';

const mostAVisit = 20;

/** Call it with what was shown and was no product of this shop. */
export function useUnmet(): (tag: Tag) => void {
  const tablet = useTablet();
  const noted = useRef<{ visit: string; numbers: Set<string> }>({ visit: '', numbers: new Set() });
  return useCallback(
    (tag) => {
      const gtin14 = notableNumber(tag);
      if (gtin14 === undefined || !tablet.catalogue.get()) return;
      const visit = tablet.visit.get().id;
      if (noted.current.visit !== visit) noted.current = { visit, numbers: new Set() };
      const { numbers } = noted.current;
      if (numbers.has(gtin14) || numbers.size >= mostAVisit) return;
      numbers.add(gtin14);
      // A note that could not be kept is no loss that a shopper should hear of.
      void tablet.act(noteUnknown, { gtin14 }).catch(() => undefined);
    },
    [tablet],
  );
}
