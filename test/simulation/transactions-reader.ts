// The reader of a schedule: pulls all the time, between any two statements of the others, and keeps every page.
// Promise: it goes on until it has pulled after the last commit, so that what it holds must be all there is.
import { feedName, type FeedName } from '#domain/home.ts';
import type { Cursor, Page } from '#protocol/pull.ts';
import { pullPages } from '#server/pull.ts';
import type { Caller } from '#server/session/caller.ts';
import { cursorOf } from '#test/build/shop-server.ts';
import { isExpected, type Task } from './transactions-tasks.ts';

export interface Read {
  feed: FeedName;
  page: Page;
}

export function reading(caller: Caller, pages: Read[], othersAtWork: () => number): Task {
  return async ({ authority, history, shop, rng }) => {
    const feeds = [
      feedName('store/floor', shop.store),
      feedName('chain/catalogue', shop.chain),
      feedName('device/own', shop.store, caller.device.id),
    ];
    const cursors: Record<string, Cursor | null> = Object.fromEntries(feeds.map((feed) => [feed, null]));
    for (let isLast = false; ;) {
      const wasLast = isLast;
      try {
        // Mostly the feed in which most happens; at last all of them.
        const asked = wasLast || rng.chance(0.2) ? feeds : feeds.slice(0, 1);
        const from = Object.fromEntries(asked.map((feed) => [feed, cursors[feed] ?? null]));
        const answer = await pullPages(authority, caller, { feeds: from, grants: [] });
        for (const feed of asked) {
          const page = answer.pages[feed];
          if (!page) history.violations.push(`pull gave no page of ${feed}`);
          else {
            pages.push({ feed, page });
            cursors[feed] = cursorOf(page);
          }
        }
      } catch (error) {
        if (!isExpected(error)) {
          history.violations.push(`pull failed by itself: ${String(error)}`);
          return;
        }
        continue;
      }
      if (wasLast) return;
      isLast = othersAtWork() === 0;
    }
  };
}
