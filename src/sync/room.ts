// Room for the acts of people: when the disk fills up, pictures go first, then packed files that nothing shows any more [SG2].
// Promise: what is shown now, and the outbox, are never touched.
import type { FollowedFeeds } from '#local/followed-feeds.ts';
import type { Room, Storage, Time } from './ports.ts';

export interface RoomKeeper {
  /**
   * Call it under the sync lock: no other page is then fetching a file that a feed waits for; what comes beside the work may
   * have to come again. Looks at the start and every 10 min.
   */
  keep(): Promise<void>;
  /** A write has failed for want of room: the next look frees whatever it can. */
  ranOut(): void;
}

const lookEveryMs = 10 * 60_000;
const fullShare = 0.8;

export function roomKeeperOf(
  storage: Pick<Storage, 'estimate' | 'makeRoom'>,
  feeds: Pick<FollowedFeeds, 'dropUnusedFiles'>,
  time: Time,
): RoomKeeper {
  let nextLookMs = -Infinity;
  let full = false;
  return {
    async keep() {
      if (!full && time.monoMs() < nextLookMs) return;
      nextLookMs = time.monoMs() + lookEveryMs;
      const must = full;
      full = false;
      if (!must && !isFull(await estimateOf(storage))) return;
      await storage.makeRoom().catch(() => undefined);
      if (must || isFull(await estimateOf(storage))) await feeds.dropUnusedFiles().catch(() => undefined);
    },
    ranOut() {
      full = true;
    },
  };
}

/** null when the browser does not say. */
export const estimateOf = (storage: Pick<Storage, 'estimate'>): Promise<Room | null> =>
  storage.estimate().catch(() => null);

const isFull = (room: Room | null): boolean => room !== null && room.usageBytes >= fullShare * room.quotaBytes;
