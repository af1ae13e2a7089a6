// The problem desk [OC1]: what did not end as asked waits there for a member of staff unless its person has read it.
// Written in the very transaction that refuses, so that no refusal is ever without somebody who hears of it.
import type { Grant } from '#domain/actor.ts';
import { grantHolds } from '#domain/actor.ts';
import { actOf } from '#domain/actions/all.ts';
import { type DeviceId, type HomeId, shortCode } from '#domain/ids.ts';
import type { Outcome } from '#domain/outcome.ts';
import { Contact } from '#domain/person.ts';
import { personLeftAfterMs, type Problem, type ProblemReason, readingTimeMs, wasDoneInstead } from '#domain/problem.ts';
import { key, type Key, keyName, put, type Rows, type Write } from '#domain/tx.ts';
import type { Action } from '#protocol/action.ts';
import { countUnlisted, type EntryWrites, roomFor } from './desk-full.ts';
import { type Cause, commitWrites } from './feed.ts';
import type { Trx } from './rows.ts';

/** Whom the outcome is told: the device that queued the act, in its store. */
export interface Told {
  home: HomeId;
  device: DeviceId;
  name: string;
}

/** What the desk is told of an act. */
export interface Case {
  told: Told;
  action: Action;
  actor: Grant | null;
  /** null: there is none yet (parked). */
  outcome: Outcome | null;
  reason: ProblemReason;
  /** The opened personal part. */
  personal: unknown;
  madeMs: number;
  nowMs: number;
}

const minute = 60_000;
/** How long a person can be left without an answer: somebody waits at the counter, somebody comes back, somebody may be called. */
const answerWithin: Readonly<Record<string, number>> = { 'hand-over': 10 * minute, hold: 30 * minute };
const answerWithinOther = 240 * minute;
const longestOpenPart = 4096;

const isLate = ({ actor, madeMs, nowMs }: Case): boolean =>
  nowMs - madeMs > personLeftAfterMs || (actor?.kind === 'shift' && !grantHolds(actor, nowMs));

/** An act that no person waits for, of whatever version. */
export const isQuiet = (kind: string, v: number): boolean => (actOf(kind, v) ?? actOf(kind, 1))?.quiet === true;

/** Whether somebody has to hear of it who is not the person at the tablet. */
export function isForDesk(what: Case): boolean {
  const { action, actor, outcome, reason } = what;
  if (actor?.level === 'server' || isQuiet(action.kind, action.v)) return false;
  if (reason !== 'outcome') return true;
  return outcome?.status !== 'applied';
}

export function problemOf(what: Case, id: string = what.action.id): Problem {
  const { told, action, outcome, reason, personal, madeMs, nowMs } = what;
  const contact = Contact.safeParse(personal);
  const open = action.payload.open;
  const opensMs = reason === 'parked' || isLate(what) ? nowMs : nowMs + readingTimeMs;
  return {
    id,
    code: shortCode(action.id),
    reason,
    kind: action.kind,
    status: outcome?.status ?? null,
    outcomeCode: outcome?.code ?? null,
    open: JSON.stringify(open).length > longestOpenPart ? null : open,
    result: outcome?.result ?? {},
    alternatives: outcome?.alternatives ?? [],
    contact: contact.success ? contact.data : null,
    device: told.device,
    deviceName: told.name,
    madeMs,
    opensMs,
    deadlineMs: opensMs + (answerWithin[action.kind] ?? answerWithinOther),
    state: 'open',
    owner: null,
    ownerName: null,
    how: null,
    answer: null,
    solvedBy: null,
    solvedMs: null,
  };
}

/** Entries about an act that were there before it got through: its own, and the one of a copy that was not proven. */
export type Known = readonly { home_id: string; id: string }[];

const keysOf = ({ home }: Told, known: Known): Key[] =>
  known.filter(({ home_id }) => home_id === home).map(({ id }) => key('problem', home, id));

/** The entries that an act may touch besides making its own: those about it that were there before, and what it answers. */
export const deskKeys = (told: Told, { answers }: Action, known: Known): Key[] => [
  ...keysOf(told, known),
  ...(answers === null ? [] : [key('problem', told.home, answers)]),
];

export const entriesOf = (told: Told, known: Known, rows: Rows): Problem[] =>
  keysOf(told, known).flatMap(({ home, id }) => rows.get('problem', home, id) ?? []);

const isLive = ({ state }: Problem): boolean => state === 'open' || state === 'taken';

export interface DeskWrites extends EntryWrites {
  /** From when on the desk has it, by itself or counted among those that it does not list; null: it never has. */
  deskMs: number | null;
}

/** What an act's end changes at the desk. `rows` holds the `deskKeys`, locked. */
export async function deskWrites(trx: Trx, what: Case, rows: Rows, known: Known): Promise<DeskWrites> {
  const { told, action, nowMs } = what;
  const writes: Write[] = [];
  // Whoever chose another way has read what the first one came to.
  const answered = action.answers === null ? null : rows.get('problem', told.home, action.answers);
  if (answered?.state === 'open' && answered.device === told.device)
    writes.push(put('problem', told.home, { ...answered, state: 'seen', solvedMs: nowMs }));

  const entries = entriesOf(told, known, rows);
  const own = entries.find(({ id }) => id === action.id);
  // The true act is here: nobody has to look after the copy any more.
  const copy = entries.find((entry) => entry.id !== action.id && isLive(entry) && !wasDoneInstead(entry));
  if (copy) writes.push(put('problem', told.home, { ...copy, state: 'seen', answer: action.id, solvedMs: nowMs }));
  // What somebody has solved stays solved, and what they did is still to be told, however late the act itself ends.
  const solved = own?.state === 'solved' ? own : entries.find(wasDoneInstead);
  if (solved) return { writes, absent: [], deskMs: solved.opensMs };
  if (!isForDesk(what)) {
    if (own && isLive(own)) writes.push(put('problem', told.home, { ...own, state: 'seen', solvedMs: nowMs }));
    return { writes, absent: [], deskMs: null };
  }
  const fresh = problemOf(what);
  if (!own && (await roomFor(trx, told)) === 0) {
    const full = await countUnlisted(trx, told.home, fresh, [action.id], nowMs);
    return { writes: [...writes, ...full.writes], absent: full.absent, deskMs: fresh.opensMs };
  }
  // Whoever has it in hand keeps it: they now read how it ended.
  const inHand = own && isLive(own) ? own : copy;
  const kept = inHand && {
    state: inHand.state,
    owner: inHand.owner,
    ownerName: inHand.ownerName,
    opensMs: inHand.opensMs,
  };
  const problem: Problem = { ...fresh, ...kept };
  writes.push(put('problem', told.home, problem));
  return {
    writes,
    absent: own ? [] : [keyName({ table: 'problem', ...problem, home: told.home })],
    deskMs: problem.opensMs,
  };
}

/**
 * Entries that no act's own transaction makes; those that are there stay as they are. The store's counter is taken first:
 * whoever is about to write one of them is done, or comes after. To be committed with `held`. All of one device.
 */
export async function newProblems(
  trx: Trx,
  home: HomeId,
  problems: readonly Problem[],
  nowMs: number,
): Promise<EntryWrites> {
  const [first] = problems;
  if (!first) return { writes: [], absent: [] };
  await trx.selectFrom('home').select('id').where('id', '=', home).forUpdate().execute();
  const found = await trx
    .selectFrom('problem')
    .select('id')
    .where('home_id', '=', home)
    .where(
      'id',
      'in',
      problems.map(({ id }) => id),
    )
    .execute();
  const known = new Set(found.map(({ id }) => id));
  const room = await roomFor(trx, { home, device: first.device });
  const added = problems.filter(({ id }) => !known.has(id));
  const listed = added.slice(0, room).map((problem) => put('problem', home, problem));
  const beyond = added.slice(room).map(({ id }) => id);
  const full = await countUnlisted(trx, home, first, beyond, nowMs);
  return { writes: [...listed, ...full.writes], absent: [...listed.map(keyName), ...full.absent] };
}

export async function addProblems(
  trx: Trx,
  home: HomeId,
  problems: readonly Problem[],
  cause: Cause,
): Promise<Write[]> {
  const { writes, absent } = await newProblems(trx, home, problems, cause.atMs);
  if (writes.length > 0) await commitWrites(trx, writes, cause, { held: true, absent: new Set(absent) });
  return writes;
}
