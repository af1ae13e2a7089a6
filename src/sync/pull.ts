// Asks each followed feed what changed since its cursor, until nothing more is ready [PL1–PL6].
// Promise: a cursor moves only together with its rows, and only over what was really asked for.
import type { DeviceId } from '#domain/ids.ts';
import { type FeedName, parseFeedName } from '#domain/home.ts';
import type { FileStore } from '#local/file-store.ts';
import type { FollowedFeeds } from '#local/followed-feeds.ts';
import { sha256Of } from '#local/packed-file.ts';
import { type Cursor, type FeedChange, sameCursor } from '#local/replica.ts';
import { StorageTrouble, troubleOf } from '#local/storage-trouble.ts';
import { maxWitnesses, type Page, PullAnswer, type SnapshotRef } from '#protocol/pull.ts';
import { importPublicKey, signatureHolds } from '#protocol/signature.ts';
import { requestTimeoutMs } from './backoff.ts';
import type { Http } from './http.ts';
import { changeOfPage, joinChanges } from './page-rows.ts';
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
  at: Cursor | null;
}

export interface Pull {
  /** Rejects with Offline or Refused. */
  run(untilMonoMs: number): Promise<void>;
}

export function pullOf(deps: PullDeps): Pull {
  const { feeds, files, http, wire, time } = deps;
  // Feeds that are being filled anew over several pages; shown only when whole [PL3].
  const shadows = new Map<FeedName, FeedChange>();
  const asked = (feed: FeedName): Cursor | null => shadows.get(feed)?.cursor ?? feeds.nextCursor(feed);

  /** From where on each feed is asked for, and where it stands. */
  const standing = (): Map<FeedName, Standing> => {
    const names = feeds.names().filter((feed) => !feeds.isRefused(feed));
    return new Map(names.map((feed) => [feed, { asked: asked(feed), at: feeds.cursor(feed) }]));
  };

  const ask = async (
    from: ReadonlyMap<FeedName, Standing>,
    grants: string[],
    witnesses: Witness[],
  ): Promise<PullAnswer> => {
    const cursors = Object.fromEntries([...from].map(([feed, { asked: cursor }]) => [feed, cursor]));
    const request = {
      deviceId: deps.device(),
      epoch: deps.epoch(),
      appVersion: deps.appVersion,
      grants,
      feeds: cursors,
      ...(witnesses.length > 0 ? { witnesses } : {}),
    };
    const answer = await http.ask('/sync/v1/pull', request, PullAnswer, { signal: deps.signal });
    const key = await importPublicKey(deps.serverKey());
    if (!(await signatureHolds(answer, answer.sig, key))) throw new Offline('pages that the server did not sign');
    return answer;
  };

  /** True when the feed moved. */
  const take = async (
    feed: FeedName,
    { asked: before, at: old }: Standing,
    page: Page,
    { serverTimeMs, restored }: { serverTimeMs: number; restored: Set<string> },
  ): Promise<boolean> => {
    // [I8] A page that starts elsewhere would skip revs.
    if (!page.reset && page.from !== (before?.rev ?? null) && page.from !== (before?.rev ?? 0)) return false;
    if (page.snapshot) await fetchFile(feed, page.snapshot);
    const change = changeOfPage(page, serverTimeMs);
    const shadow = shadows.get(feed);
    const whole = shadow ? joinChanges(shadow, change) : change;
    if (whole.reset && page.more) {
      shadows.set(feed, whole);
      return false;
    }
    shadows.delete(feed);
    const moved = await feeds.apply(feed, old, whole);
    const home = parseFeedName(feed)?.home;
    if (moved && home && old && old.timeline !== whole.cursor.timeline) restored.add(home);
    return moved;
  };

  const fetchFile = async (feed: FeedName, { sha256, path, bytes }: SnapshotRef): Promise<void> => {
    // A page that was killed while it wrote leaves an empty file under the name: what is here must be what was asked for.
    const kept = await files.read(sha256);
    if (kept && (await sha256Of(kept)) === sha256) return;
    const step = feed.startsWith('chain/') ? 'catalogue' : 'store';
    const silent = new AbortController();
    let cancel = time.after(requestTimeoutMs, () => silent.abort());
    try {
      const got = await wire.file(path, AbortSignal.any([deps.signal, silent.signal]), (doneBytes) => {
        cancel();
        cancel = time.after(requestTimeoutMs, () => silent.abort());
        deps.onProgress({ step, doneBytes, totalBytes: bytes });
      });
      if ((await sha256Of(got)) !== sha256) throw new Offline('a file of another hash');
      await files.write(sha256, got);
    } catch (error) {
      if (troubleOf(error) === 'full') throw new StorageTrouble('full', error);
      throw error instanceof Offline ? error : new Offline('a file did not come', null, error);
    } finally {
      cancel();
      deps.onProgress(null);
    }
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
          const answer = await ask(from, grants, [...behind, ...shown]);
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
            if (!sameCursor(stood.at, feeds.cursor(feed))) {
              shadows.delete(feed);
              more = true;
              continue;
            }
            const { serverTimeMs } = answer;
            moved = (await take(feed, stood, page, { serverTimeMs, restored })) || moved;
            more ||= page.more;
          }
          deps.witnesses.shown(shown);
          feeds.publish();
          if (moved) deps.onMoved();
        }
      } finally {
        // Also when a later page did not come: the feeds that did are of the new timeline.
        if (restored.size > 0) await deps.onNewTimeline(restored);
      }
    },
  };
}

/** [EV5] A feed that is asked for as a whole shows no cursor: where it stands must still tell a restored server [PL6]. */
const witnessesOfGaps = (from: ReadonlyMap<FeedName, Standing>): Witness[] =>
  [...from].flatMap(([feed, { asked, at: cursor }]) => {
    const home = parseFeedName(feed)?.home;
    return asked === null && cursor && home ? [{ home, cursor }] : [];
  });
