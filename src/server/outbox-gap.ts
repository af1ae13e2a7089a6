// A tablet's database vanished with acts in it [SG3]: what the server has of that outbox says which are missing.
// The desk is told once, with the numbers: somebody asks the people who stood there. Nothing is said of what has arrived.
import type { DeviceId, HomeId } from '#domain/ids.ts';
import { shortCode } from '#domain/ids.ts';
import type { Problem } from '#domain/problem.ts';
import type { Authority } from './authority.ts';
import { withTransaction } from './database/connection.ts';
import { addProblems } from './desk.ts';
import { closeEntry } from './desk-rounds.ts';
import { idFrom } from './derived-id.ts';
import { feedsOf } from './feed.ts';
import { gapOf, type Lost, outboxOf } from './outbox-numbers.ts';
import type { Caller } from './session/caller.ts';

const answerWithinMs = 4 * 3_600_000;

export const lostEntryId = (device: string, { epoch }: Lost): string => idFrom('lost', device, epoch);

/** After an eviction the browser is another device by now: the entry names the one whose outbox it was. */
export async function tellOfGap(authority: Authority, { device, home }: Caller, lost: Lost): Promise<void> {
  const nowMs = authority.now();
  const id = lostEntryId(device.id, lost);
  const feeds = await withTransaction(authority.db, async (trx) => {
    const was = await outboxOf(trx, home, device, lost.epoch);
    const gap = await gapOf(trx, was, lost);
    if (gap.pending === 0 && gap.missing === 0) return [];
    const problem: Problem = {
      id,
      code: shortCode(id),
      reason: 'lost',
      kind: 'outbox',
      status: null,
      outcomeCode: null,
      open: null,
      result: { ...gap, saidMs: was.report?.atMs ?? null },
      alternatives: [],
      contact: null,
      device: was.device as DeviceId,
      deviceName: was.name,
      madeMs: nowMs,
      opensMs: nowMs,
      deadlineMs: nowMs + answerWithinMs,
      state: 'open',
      owner: null,
      ownerName: null,
      how: null,
      answer: null,
      solvedBy: null,
      solvedMs: null,
    };
    const writes = await addProblems(trx, home, [problem], { kind: 'desk', id, atMs: nowMs });
    return writes.flatMap((write) => feedsOf(write).map(({ feed }) => feed));
  });
  authority.hub.moved(feeds);
}

/** Whether somebody still has to look after what this device said was lost; an entry whose acts have come meanwhile is closed. */
export async function closeGapThatFilled(authority: Authority, { device, home }: Caller): Promise<void> {
  const { db } = authority;
  const report = await db
    .selectFrom('device_report')
    .select('lost')
    .where('home_id', '=', home)
    .where('device', '=', device.id)
    .executeTakeFirst();
  const lost = report?.lost;
  if (!lost || !(await openEntries(db, home, [lostEntryId(device.id, lost)])).size) return;
  await closeEntry(authority, home, lostEntryId(device.id, lost), async (trx) => {
    const gap = await gapOf(trx, await outboxOf(trx, home, device, lost.epoch), lost);
    return gap.pending === 0 && gap.missing === 0;
  });
}

/** Those of these entries that somebody still has to answer, and how many acts each is about. */
export async function openEntries(
  db: Authority['db'],
  home: HomeId,
  ids: readonly string[],
): Promise<Map<string, number>> {
  if (ids.length === 0) return new Map();
  const found = await db
    .selectFrom('problem')
    .select(['id', 'result'])
    .where('home_id', '=', home)
    .where('id', 'in', [...ids])
    .where('state', 'in', ['open', 'taken'])
    .execute();
  return new Map(found.map(({ id, result }) => [id, Number(result['pending'] ?? 0)]));
}
