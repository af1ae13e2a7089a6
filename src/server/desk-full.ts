// Of one device the desk lists so many entries at once, so that a broken or hostile one does not bury what the others need
// [T18]. What comes beyond that is not silent: one entry of the device says how many more there are [OC1].
import type { DeviceId, HomeId } from '#domain/ids.ts';
import { shortCode } from '#domain/ids.ts';
import { deskFullKind, type Problem } from '#domain/problem.ts';
import { key, keyName, put, type Write } from '#domain/tx.ts';
import { idFrom } from './derived-id.ts';
import { loadRows, type Trx } from './rows.ts';

export const openPerDevice = 200;
const answerWithinMs = 4 * 3_600_000;
/** The newest are remembered, so that what is told again is not counted again: several reports of fifty. */
const remembered = 400;
/** The random end of an id tells these few apart, and the row goes to every tablet of the staff. */
const markOf = (id: string): string => id.slice(-8);

export interface EntryWrites {
  writes: Write[];
  /** Keys that must still be empty when they are written. */
  absent: string[];
}

/** How many more entries of the device the desk may list. */
export async function roomFor(trx: Trx, { home, device }: { home: HomeId; device: DeviceId }): Promise<number> {
  const { n } = await trx
    .selectFrom('problem')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .where('home_id', '=', home)
    .where('device', '=', device)
    .where('state', 'in', ['open', 'taken'])
    .where('kind', '!=', deskFullKind)
    .executeTakeFirstOrThrow();
  return Math.max(0, openPerDevice - Number(n));
}

/** The device's one entry for all that are not listed; once it is solved, the next one begins anew. */
export async function countUnlisted(
  trx: Trx,
  home: HomeId,
  { device, deviceName }: Pick<Problem, 'device' | 'deviceName'>,
  ids: readonly string[],
  nowMs: number,
): Promise<EntryWrites> {
  if (ids.length === 0) return { writes: [], absent: [] };
  const at = key('problem', home, idFrom('desk full', home, device));
  const found = (await loadRows(trx, [at])).get('problem', home, at.id);
  const earlier = found?.state === 'open' || found?.state === 'taken' ? found : null;
  const known = ((earlier?.result['ids'] ?? []) as string[]).map(markOf);
  const fresh = [...new Set(ids.map(markOf))].filter((mark) => !known.includes(mark));
  if (fresh.length === 0) return { writes: [], absent: [] };
  const problem: Problem = {
    id: at.id,
    code: shortCode(at.id),
    reason: 'outcome',
    kind: deskFullKind,
    // A tablet of an earlier version says it in these words.
    status: 'rejected',
    outcomeCode: 'too_many',
    open: null,
    alternatives: [],
    contact: null,
    device,
    deviceName,
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
    ...earlier,
    result: {
      more: Number(earlier?.result['more'] ?? 0) + fresh.length,
      ids: [...known, ...fresh].slice(-remembered),
    },
  };
  const write = put('problem', home, problem);
  return { writes: [write], absent: found ? [] : [keyName(write)] };
}
