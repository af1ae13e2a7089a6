// Asks each followed feed what changed since its cursor, until nothing more is ready [PL1–PL6].
// Promise: a cursor moves only together with its rows, and only over what was really asked for.
import type { DeviceId } from '#domain/ids.ts';
import { type FeedName, parseFeedName } from '#domain/home.ts';
import { BadFile } from '#domain/packed/file-reader.ts';
import { packedFormat } from '#domain/packed/file-shape.ts';
import type { FileStore } from '#local/file-store.ts';
import type { FeedRows } from '#local/feed-rows.ts';
import type { FollowedFeeds } from '#local/followed-feeds.ts';
import { type Cursor, type FeedChange, sameCursor } from '#local/replica.ts';
import { maxWitnesses, type Page, PullAnswer, type SnapshotRef } from '#protocol/pull.ts';
import { importPublicKey, signatureHolds } from '#protocol/signature.ts';
import { download } from './download.ts';
import type { Http } from './http.ts';
import { isOffer, offeredFilesOf } from './offered-files.ts';
import { changeOfPage, isOverAnother, joinChanges } from './page-rows.ts';
import type { Time, Wire } from './ports.ts';
import type { Progress } from './tablet-port.ts';
import { Offline } from './trouble.ts';
import type { Witness, Witnesses } from './witness.ts';

export interface PullDeps {
  feeds: FollowedFeeds;
  files: FileStore;
  http: Http;
  wire: Wire;
  time: Time;
  appVersion: string;
  signal: AbortSignal;
  device(): DeviceId;
  epoch(): string;
  newId(): string;
  grants(): string[];
  serverKey(): JsonWebKey;
  onProgress(progress: Progress | null): void;
  /** `grants` are those that were shown when the feed was asked for. */
  onRefused(feed: FeedName, grants: readonly string[]): void;
  /** Homes whose server was restored: their acts are offered again [PL4]. */
  onNewTimeline(homes: ReadonlySet<string>): Promise<void>;
  /** What receipts stood on: shown to the server with each pull [PL6]. */
  witnesses: Pick<Witnesses, 'open' | 'shown'>;
  onMoved(): void;
}

interface Standing {
  asked: Cursor | null;
  /** Of what is shown. */
  at: Cursor | null;
  /** Of what lies on disk, whether its file can be read or not. */
  stored: Cursor | null;
}

export interface Pull {
  /** Rejects with Offline or Refused. */
  run(untilMonoMs: number): Promise<void>;
}

export function pullOf(deps: PullDeps): Pull {
  const { feeds, files, http, wire, time } = deps;
  // Feeds that are being filled anew over several pages; shown only when whole [PL3].
  const shadows = new Map<FeedName, FeedChange>();
  const offered = offeredFilesOf({ files, wire, time, signal: deps.signal });
  const asked = (feed: FeedName): Cursor | null => shadows.get(feed)?.cursor ?? feeds.nextCursor(feed);

  /** From where on each feed is asked for, and where it stands. */
  const standing = (): Map<FeedName, Standing> => {
    const names = feeds.names().filter((feed) => !feeds.isRefused(feed));
    return new Map(
      names.map((feed) => [feed, { asked: asked(feed), at: feeds.cursor(feed), stored: feeds.storedCursor(feed) }]),
    );
  };

  /** Feeds that are asked for from where their rows here stand, with the file under those. */
  const filesOf = (from: ReadonlyMap<FeedName, Standing>): ReadonlyMap<FeedName, string> =>
    new Map(
      [...from].flatMap(([feed, { asked: cursor, at }]): [FeedName, string][] => {
        const file = cursor && sameCursor(cursor, at) && offered.isWanted(feed) ? feeds.rows(feed)?.file : null;
        return file ? [[feed, file]] : [];
      }),
    );

  const ask = async (
    from: ReadonlyMap<FeedName, Standing>,
    named: ReadonlyMap<FeedName, string>,
    grants: string[],
    witnesses: Witness[],
  ): Promise<PullAnswer> => {
    const cursors = Object.fromEntries([...from].map(([feed, { asked: cursor }]) => [feed, cursor]));
    const askId = deps.newId();
    const request = {
      askId,
      deviceId: deps.device(),
      epoch: deps.epoch(),
      appVersion: deps.appVersion,
      opens: [packedFormat],
      grants,
      feeds: cursors,
      ...(named.size > 0 ? { files: Object.fromEntries(named) } : {}),
      ...(witnesses.length > 0 ? { witnesses } : {}),
    };
    const answer = await http.ask('/sync/v1/pull', request, PullAnswer, { signal: deps.signal });
    // What somebody in between remembered would lead a feed back, also where the page starts anew [I8].
    if (answer.askId !== askId) throw new Offline('the answer to another question');
    const key = await importPublicKey(deps.serverKey());
    if (!(await signatureHolds(answer, answer.sig, key))) throw new Offline('pages that the server did not sign');
    return answer;
  };

  /** True when the feed moved. Throws BadFile where its file can't be read. */
  const take = async (
    feed: FeedName,
    { asked: before, at, stored: old }: Standing,
    page: Page,
    { serverTimeMs, restored }: { serverTimeMs: number; restored: Set<string> },
  ): Promise<boolean> => {
    // [I8] A page that starts elsewhere would skip revs.
    if (!page.reset && page.from !== (before?.rev ?? null) && page.from !== (before?.rev ?? 0)) return false;
    if (page.snapshot) await fetchFile(feed, page.snapshot);
    const change = changeOver(page, serverTimeMs, feeds.rows(feed));
    const shadow = shadows.get(feed);
    const whole = shadow ? joinChanges(shadow, change) : change;
    if (whole.reset && page.more) {
      shadows.set(feed, whole);
      return false;
    }
    shadows.delete(feed);
    const moved = await feeds.apply(feed, at, whole);
    const home = parseFeedName(feed)?.home;
    if (moved && home && old && old.timeline !== whole.cursor.timeline) restored.add(home);
    return moved;
  };

  const fetchFile = async (feed: FeedName, file: SnapshotRef): Promise<void> => {
    const step = feed.startsWith('chain/') ? 'catalogue' : 'store';
    const onBytes = (doneBytes: number): void => deps.onProgress({ step, doneBytes, totalBytes: file.bytes });
    try {
      await download(file, { files, wire, time, signal: deps.signal, onBytes });
    } finally {
      deps.onProgress(null);
    }
  };

  /** [EV5] What can't be read of one file holds up no other feed: its own is asked for as a whole the next time. */
  const passOver = (feed: FeedName, error: unknown): false => {
    if (!(error instanceof BadFile)) throw error;
    console.error(feed, error);
    shadows.delete(feed);
    feeds.damaged(feed);
    return false;
  };

  return {
    async run(untilMonoMs) {
      const restored = new Set<string>();
      let more = true;
      try {
        while (more && time.monoMs() < untilMonoMs) {
          const grants = deps.grants();
          const from = standing();
          const behind = witnessesOfGaps(from);
          const shown = deps.witnesses.open().slice(0, maxWitnesses - behind.length);
          const named = filesOf(from);
          const answer = await ask(from, named, grants, [...behind, ...shown]);
          more = false;
          let moved = false;
          for (const feed of answer.refused as FeedName[]) {
            shadows.delete(feed);
            feeds.refuse(feed);
            deps.onRefused(feed, grants);
          }
          for (const [name, page] of Object.entries(answer.pages)) {
            const feed = name as FeedName;
            const stood = from.get(feed);
            if (!stood || !feeds.rows(feed)) continue;
            // Another page has moved it meanwhile: the answer is to a question of before, and could lead back [I8].
            if (!sameCursor(stood.at, feeds.cursor(feed)) || isOverAnother(page, feeds.rows(feed))) {
              shadows.delete(feed);
              more = true;
              continue;
            }
            // It is taken when its file is here; until then the feed goes on with rows.
            if (page.snapshot && isOffer(page, stood.asked, named.get(feed)) && !offered.isHere(feed, page.snapshot)) {
              more = true;
              continue;
            }
            if (named.has(feed)) offered.taken(feed);
            const { serverTimeMs } = answer;
            const taken = take(feed, stood, page, { serverTimeMs, restored });
            moved = (await taken.catch((error: unknown) => passOver(feed, error))) || moved;
            more ||= page.more;
          }
          deps.witnesses.shown(shown);
          feeds.publish();
          if (moved) deps.onMoved();
        }
        // Nothing is on its way that no feed stands on yet.
        if (!more && shadows.size === 0 && !offered.isBusy(feeds.names())) await feeds.tidy().catch(() => undefined);
      } finally {
        // Also when a later page did not come: the feeds that did are of the new timeline.
        if (restored.size > 0) await deps.onNewTimeline(restored);
      }
    },
  };
}

/** Throws BadFile for what the file under the page does not give, and for a page that does not fit it. */
function changeOver(page: Page, asOfMs: number, base: FeedRows | null): FeedChange {
  try {
    return changeOfPage(page, asOfMs, base);
  } catch (error) {
    throw new BadFile('a page that can’t be laid over its file', { cause: error });
  }
}

/** [EV5] A feed that is asked for as a whole shows no cursor: where it stands must still tell a restored server [PL6]. */
const witnessesOfGaps = (from: ReadonlyMap<FeedName, Standing>): Witness[] =>
  [...from].flatMap(([feed, { asked, stored: cursor }]) => {
    const home = parseFeedName(feed)?.home;
    return asked === null && cursor && home ? [{ home, cursor }] : [];
  });
