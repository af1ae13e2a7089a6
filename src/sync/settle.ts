// The end of an act on this tablet: its outcome is stored, the rows it made are here, and a person knows [ST1].
// Promise: a record stays 7 days after that, so that a server restored from a backup can be offered it again [ST2].
import type { HomeId } from '#domain/ids.ts';
import type { ActionRecord } from '#local/outbox.ts';
import type { FollowedFeeds } from '#local/followed-feeds.ts';
import type { Records } from './records.ts';

const keptForReofferMs = 7 * 24 * 3_600_000;

export function isSettled(record: ActionRecord, feeds: Pick<FollowedFeeds, 'cursorsOf'>): boolean {
  const outcome = record.receipt?.outcome;
  if (!record.receipt || !outcome) return false;
  const rowsAreHere = Object.entries(record.receipt.revs).every(([home, rev]) =>
    feeds.cursorsOf(home as HomeId).every((cursor) => cursor !== null && cursor.rev >= rev),
  );
  return rowsAreHere && (outcome.status === 'applied' || record.seen);
}

/** Takes final outcomes out of device/own [OC3], settles what is done, forgets what has been done for 7 days. */
export async function settle(records: Records, feeds: FollowedFeeds, nowMs: number): Promise<void> {
  const all = records.all.get();
  const confirmed = all.filter((record) => record.receipt?.status === 'accepted' && finalRow(feeds, record));
  await records.change(
    confirmed.map(({ id }) => id),
    (record) => {
      const row = finalRow(feeds, record);
      if (!record.receipt || !row) return null;
      return { receipt: { ...record.receipt, status: 'final', outcome: row.outcome }, seen: false };
    },
  );
  const done = records.all.get().filter((record) => record.state === 'acked' && isSettled(record, feeds));
  await records.change(
    done.map(({ id }) => id),
    (record) => (record.state === 'acked' ? { state: 'settled', settledMs: nowMs } : null),
  );
  const old = records.all
    .get()
    .filter((record) => record.settledMs !== null && nowMs - record.settledMs > keptForReofferMs);
  await records.remove(old.filter((record) => record.state === 'settled').map(({ id }) => id));
}

/** The server was restored: acts it may have lost go up again, in their old order [PL4, ST2]. */
export async function offerAgain(records: Records, homes: ReadonlySet<string>): Promise<void> {
  const known = records.all
    .get()
    .filter(
      (record) =>
        record.receipt && (homes.has(record.home) || Object.keys(record.receipt.revs).some((home) => homes.has(home))),
    );
  await records.change(
    known.map(({ id }) => id),
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
