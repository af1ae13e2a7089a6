// What a person saw when they tapped: the cursors of the offers and of the stock [OC2].
import type { HomeId } from '#domain/ids.ts';
import type { ActionRecord } from '#local/outbox.ts';
import type { FeedSet } from '#local/view.ts';
import type { Installation } from '#protocol/session.ts';

export function seenBase(told: Installation | null, feeds: FeedSet | undefined, at: HomeId): ActionRecord['base'] {
  if (!told || !feeds) return null;
  const offers = feeds.of('chain/catalogue', told.chain);
  const floor = at === told.home ? feeds.of('store/floor', told.home) : null;
  return {
    offers: offers?.cursor ? { home: told.chain, file: offers.file, rev: offers.cursor.rev } : null,
    stock: floor?.cursor ? { home: told.home, rev: floor.cursor.rev, asOfMs: floor.asOfMs ?? 0 } : null,
  };
}
