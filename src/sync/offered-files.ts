// Newer packed files that the server offers when much has changed over the tablet's own [PL3].
// Promise: they come beside the work. No act and no page waits for one, and one that does not come costs nothing but itself.
import type { FeedName } from '#domain/home.ts';
import { StorageTrouble } from '#local/storage-trouble.ts';
import type { Cursor } from '#local/replica.ts';
import type { Page, SnapshotRef } from '#protocol/pull.ts';
import { download, type DownloadDeps, removeParts } from './download.ts';

export interface OfferedFiles {
  /** Whether a newer file could be taken now. While not, the pull names no file, and gets rows alone. */
  isWanted(feed: FeedName): boolean;
  /** True: it lies here, and its page can be taken. False: it is fetched now, or cannot be had for a while. */
  isHere(feed: FeedName, file: SnapshotRef): boolean;
  /** The server was told of the feed's file, and its page is taken: what was fetched is in use now, or offered no more. */
  taken(feed: FeedName): void;
  /** For one of these a file is on its way, or lies here and the feed does not stand on it yet. */
  isBusy(followed: readonly FeedName[]): boolean;
}

const againMs = 10 * 60_000;

type State = { sha256: string; is: 'coming' | 'here' } | { is: 'missed'; untilMs: number };

export function offeredFilesOf(deps: Omit<DownloadDeps, 'onBytes'>): OfferedFiles {
  const { files, time } = deps;
  const states = new Map<FeedName, State>();

  const bring = async (feed: FeedName, file: SnapshotRef): Promise<void> => {
    states.set(feed, { sha256: file.sha256, is: 'coming' });
    try {
      await download(file, { ...deps, onBytes: () => undefined });
      states.set(feed, { sha256: file.sha256, is: 'here' });
    } catch (error) {
      states.set(feed, { is: 'missed', untilMs: time.monoMs() + againMs });
      // What came of it must not take the room that people's acts need.
      if (error instanceof StorageTrouble) await removeParts(files).catch(() => undefined);
    }
  };

  return {
    isWanted(feed) {
      const state = states.get(feed);
      return state === undefined || state.is === 'here' || (state.is === 'missed' && state.untilMs <= time.monoMs());
    },
    isHere(feed, file) {
      const state = states.get(feed);
      if (state?.is === 'here' && state.sha256 === file.sha256) return true;
      if (state?.is !== 'coming') void bring(feed, file);
      return false;
    },
    taken(feed) {
      if (states.get(feed)?.is === 'here') states.delete(feed);
    },
    isBusy: (followed) => followed.some((feed) => (states.get(feed)?.is ?? 'missed') !== 'missed'),
  };
}

/** A feed that could go on from its cursor is filled anew only because the pull named the file that it stands on. */
export const isOffer = ({ reset, timeline, minRev }: Page, asked: Cursor | null, named: string | undefined): boolean =>
  reset && named !== undefined && asked !== null && asked.timeline === timeline && asked.rev >= minRev;
