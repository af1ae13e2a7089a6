// One entry of the problem desk: something that was asked for and did not happen as asked, and that nobody has answered yet.
// Home: the store; feed: store/staff. Id: the id of the act that it is about, so that one act is one entry.
import * as z from 'zod/mini';
import { ActionId, DeviceId, InstantMs, RowId } from './ids.ts';
import { Alternative, FinalStatus, OutcomeCode } from './outcome.ts';
import { Contact } from './person.ts';

/** parked: the tablet could not get it taken [PO2]. too_old: outlived its receipts [SV4]. lost: never arrived [SG3]. unconfirmed: the platform said no [OC3]. */
export const ProblemReason = z.enum(['outcome', 'parked', 'too_old', 'lost', 'unconfirmed']);
export type ProblemReason = z.infer<typeof ProblemReason>;

/** One entry of a device for all those that the desk does not list, because there are too many of it: `result.more`. */
export const deskFullKind = 'desk-full';

/** It names no act: somebody looks at the device, and asks around. */
export const isAboutDevice = ({ reason, kind }: Pick<Problem, 'reason' | 'kind'>): boolean =>
  reason === 'lost' || kind === deskFullKind;

/** How it was solved. */
export const solutions = ['other_variant', 'online', 'done_again', 'told', 'counted', 'dismissed'] as const;
export const Solution = z.enum(solutions);
export type Solution = z.infer<typeof Solution>;

/** Answers that did what the act wanted. */
const insteadOfIt: ReadonlySet<Solution> = new Set<Solution>(['done_again', 'other_variant', 'online']);

/** Also while its person has yet to be told. */
export const wasDoneInstead = ({ state, how }: Pick<Problem, 'state' | 'how'>): boolean =>
  state !== 'seen' && how !== null && insteadOfIt.has(how);

export const Problem = z.strictObject({
  id: RowId,
  /** "7F3K": what the shopper was shown. */
  code: z.string(),
  reason: ProblemReason,
  /** The act's kind; `outbox` when acts are missing. */
  kind: z.string(),
  /** null: there is no outcome yet (parked, lost). */
  status: z.nullable(FinalStatus),
  outcomeCode: z.nullable(OutcomeCode),
  /** The open part of the act: what was asked. */
  open: z.nullable(z.json()),
  result: z.record(z.string(), z.json()),
  alternatives: z.array(Alternative),
  contact: z.nullable(Contact),
  device: DeviceId,
  deviceName: z.string(),
  /** The tap. */
  madeMs: InstantMs,
  /** From when on it is on the desk: at once when the person must have gone, else after they had time to see it on the tablet. */
  opensMs: InstantMs,
  deadlineMs: InstantMs,
  /** seen: the person has read the outcome on the tablet. */
  state: z.enum(['open', 'taken', 'solved', 'seen']),
  owner: z.nullable(RowId),
  ownerName: z.nullable(z.string()),
  how: z.nullable(Solution),
  /** The act that answered it; of a `seen` one: the very act that it is about, which got through after all. */
  answer: z.nullable(ActionId),
  solvedBy: z.nullable(z.string()),
  solvedMs: z.nullable(InstantMs),
});
export type Problem = z.infer<typeof Problem>;

/** Acts that arrive this long after their tap find nobody at the tablet any more. */
export const personLeftAfterMs = 2 * 60_000;
/** Whoever still stands there gets this long to read it before the desk is asked. */
export const readingTimeMs = 5 * 60_000;

export const isOnDesk = ({ state, opensMs }: Problem, nowMs: number): boolean =>
  (state === 'open' || state === 'taken') && opensMs <= nowMs;

/** Something was done for the person, who has yet to hear of it: it stays on the desk until somebody has told them. */
export const isToTell = ({ state, how }: Pick<Problem, 'state' | 'how'>): boolean =>
  how !== null && (state === 'open' || state === 'taken');

/** What the desk notes of its own work. In `result`, so that tablets of older builds still read the row. */
export interface DeskNotes {
  /** Since when its owner has it. */
  sinceMs: number | null;
  /** Calls that nobody answered, and the last of them. */
  calls: number;
  calledMs: number | null;
}

export function deskNotes({ result }: Pick<Problem, 'result'>): DeskNotes {
  const found = (result['desk'] ?? {}) as Partial<DeskNotes>;
  return { sinceMs: found.sinceMs ?? null, calls: found.calls ?? 0, calledMs: found.calledMs ?? null };
}

export const withNotes = (problem: Problem, notes: Partial<DeskNotes>): Problem => ({
  ...problem,
  result: { ...problem.result, desk: { ...deskNotes(problem), ...notes } },
});

/** What was closed by mistake can be opened again for this long. */
export const reopenWithinMs = 10 * 60_000;
