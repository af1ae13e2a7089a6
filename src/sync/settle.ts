// The end of an act on this tablet: its outcome is stored, the rows it made are here, and a person knows [ST1].
// Promise: a record stays 7 days after that, so that a server restored from a backup can be offered it again [ST2].
import type { DeviceMode } from '#domain/actor.ts';
import type { HomeId } from '#domain/ids.ts';
import { readingTimeMs } from '#domain/problem.ts';
import type { ActionRecord } from '#local/outbox.ts';
import type { FollowedFeeds } from '#local/followed-feeds.ts';
import type { Records } from './records.ts';
import { isOfLostTimeline } from './witness.ts';

const keptForReofferMs = 7 * 24 * 3_600_000;

export interface Handing {
  /** The server's own time, as well as it is known here. */
  nowMs: number;
  /** The same, but never ahead of it: a wall clock that has jumped must make nothing forgotten [CK3]. */
  surelyMs: number;
  /** Whoever made the act has left this tablet: their visit or their shift is over. */
  hasLeft(record: ActionRecord): boolean;
  /** The rows that are here are of the history in which the receipt was given [PL6]. */
  isProven(record: ActionRecord): boolean;
}

export function isSettled(
  record: ActionRecord,
  feeds: Pick<FollowedFeeds, 'cursorsOf'>,
  { nowMs, hasLeft, isProven }: Handing,
): boolean {
  const outcome = record.receipt?.outcome;
  if (!record.receipt || !outcome) return false;
  const rowsAreHere = Object.entries(record.receipt.revs).every(([home, rev]) =>
    feeds.cursorsOf(home as HomeId).every((cursor) => cursor !== null && cursor.rev >= rev),
  );
  const onDesk = (record.receipt.deskMs ?? Infinity) <= nowMs && hasLeft(record);
  if (!rowsAreHere || !isProven(record)) return false;
  return outcome.status === 'applied' || record.quiet === true || record.seen || onDesk;
}

/**
 * Takes final outcomes out of device/own and asks again for those that stay silent [OC3], offers again what a lost history
 * had taken [PL4], settles what is done, and forgets what has been done for 7 days.
 */
export async function settle(records: Records, feeds: FollowedFeeds, handing: Handing): Promise<void> {
  const { nowMs, surelyMs } = handing;
  await takeEnds(records, feeds);
  await askForSilentEnds(records, nowMs);
  // A receipt of a history that is gone is no receipt [PL4].
  await offer(records, (record) => isOfLostTimeline(record, feeds));
  const done = records.all.get().filter((record) => record.state === 'acked' && isSettled(record, feeds, handing));
  await records.change(
    done.map(({ id }) => id),
    (record) => (record.state === 'acked' ? { state: 'settled', settledMs: nowMs } : null),
  );
  const old = records.all
    .get()
    .filter((record) => record.settledMs !== null && surelyMs - record.settledMs > keptForReofferMs);
  await records.remove(old.filter((record) => record.state === 'settled').map(({ id }) => id));
}

async function takeEnds(records: Records, feeds: FollowedFeeds): Promise<void> {
  const all = records.all.get();
  const confirmed = all.filter((record) => record.receipt?.status === 'accepted' && finalRow(feeds, record));
  await records.change(
    confirmed.map(({ id }) => id),
    (record) => {
      const row = finalRow(feeds, record);
      if (!record.receipt || !row) return null;
      // What the shop's platform has refused goes to the desk too; the row doesn't say when.
      const deskMs = row.outcome.status === 'applied' ? null : row.atMs + readingTimeMs;
      const receipt = { ...record.receipt, status: 'final' as const, outcome: row.outcome, deskMs };
      return { state: 'acked', sendClaim: null, receipt, seen: false };
    },
  );
}

/** Whose end comes as a row of another device's feed hears it as today's receipt, to the same question [SV1, OC3]. */
async function askForSilentEnds(records: Records, nowMs: number): Promise<void> {
  const silent = records.all.get().filter((record) => hasHeardNothing(record, nowMs));
  await records.change(
    silent.map(({ id }) => id),
    (record) => (hasHeardNothing(record, nowMs) ? { state: 'queued' } : null),
  );
}

/** Its receipt stays what is shown of it until a newer one is here. */
const hasHeardNothing = ({ state, receipt, nextAtMs }: ActionRecord, nowMs: number): boolean =>
  state === 'acked' && receipt?.status === 'accepted' && nextAtMs <= nowMs;

/** Of a shopper's tablet the visit, of a staff one the shift [ST1]. */
export const leaverOf =
  (mode: DeviceMode | undefined, visit: string, shiftGrant: string | null): Handing['hasLeft'] =>
  (record) =>
    mode === 'shopper' ? record.visit !== visit : record.actor !== shiftGrant;

/** The server was restored: acts it may have lost go up again, in their old order [PL4, ST2]. */
export const offerAgain = (records: Records, homes: ReadonlySet<string>): Promise<void> =>
  offer(
    records,
    ({ home, receipt }) => homes.has(home) || Object.keys(receipt?.revs ?? {}).some((at) => homes.has(at)),
  );

async function offer(records: Records, isLost: (record: ActionRecord) => boolean): Promise<void> {
  const lost = records.all.get().filter((record) => record.receipt && isLost(record));
  await records.change(
    lost.map(({ id }) => id),
    (record) =>
      record.receipt
        ? {
            state: 'queued',
            receipt: null,
            formerOutcome: record.receipt.outcome,
            settledMs: null,
            nextAtMs: 0,
            attempts: 0,
            failingSinceMs: null,
            sendClaim: null,
          }
        : null,
  );
}

const finalRow = (feeds: FollowedFeeds, record: ActionRecord) =>
  feeds.set
    .get()
    .ofHome(record.home)
    .map(({ rows }) => rows.get('outcome', record.id))
    .find((row) => row !== null) ?? null;
