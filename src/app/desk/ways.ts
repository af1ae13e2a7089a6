// The ways out of one problem, the ready one first: what a member of staff can do now, from what this device knows.
// Promise: a way that is offered can be taken; one that the shelf no longer allows is left out.
import type { OutcomeCode } from '#domain/outcome.ts';
import { isAboutDevice, isToTell, type Problem, type Solution } from '#domain/problem.ts';

export type Way =
  | { kind: 'variant'; variantId: string; count: number }
  | { kind: 'again' }
  | { kind: 'online'; count: number }
  | { kind: 'see'; number: string }
  /** The person is called; the telephone does it, and nothing is noted yet. */
  | { kind: 'call'; phone: string }
  /** Nobody answered: the entry stays. */
  | { kind: 'missed' }
  | { kind: 'box_here' }
  | { kind: 'box_gone' }
  | { kind: 'asked' }
  | { kind: 'told' }
  | { kind: 'counted' }
  | { kind: 'dismissed' };

/** A way that closes the entry, or leaves only the telling open. */
export type Solving = Exclude<Way, { kind: 'see' | 'call' | 'missed' }>;

export interface Facts {
  /** Free to promise in this store, by this device's last word. */
  free(variantId: string): number;
  /** Free in the web shop. */
  onlineFree(variantId: string): number;
  /** The order's number, when its pick-up is one of this store. */
  orderNumber(fulfilmentId: string): string | null;
  /** True for acts that whoever is signed in here may do too. */
  mayDo(kind: string): boolean;
}

/** Those acts meant what they said: only who, when or how they came was wrong. */
const worthAnother: ReadonlySet<OutcomeCode> = new Set([
  'grant_ended',
  'grant_unknown',
  'not_allowed',
  'not_yours',
  'too_late',
  'too_many',
  'parent_rejected',
  'id_reused',
]);
const most = 3;

interface Asked {
  variantId?: string;
  siblings?: string[];
  fulfilmentId?: string;
  quantity?: number;
}

export function waysOut(problem: Problem, facts: Facts): Way[] {
  if (isAboutDevice(problem)) return [{ kind: 'asked' }, { kind: 'dismissed' }];
  const asked = (problem.open ?? {}) as Asked;
  // What could be done is done: only telling the person is left.
  if (isToTell(problem)) return tellWays(problem);
  if (isWrongCode(problem))
    return [{ kind: 'box_here' }, { kind: 'box_gone' }, ...orderWay(asked, facts), { kind: 'dismissed' }];
  const aboutStock = problem.kind === 'hold' && asked.variantId !== undefined;
  // Who has something only has to hear of it; nothing more is put aside for them. The rest of it is on the site.
  const hasSome = problem.status === 'adjusted' || problem.status === 'applied';
  return [
    ...(aboutStock && !hasSome ? stockWays(problem, asked, facts) : againWay(problem, facts)),
    ...orderWay(asked, facts),
    ...tellWays(problem),
    ...(aboutStock && problem.outcomeCode === 'fewer' ? siteWay(asked, facts) : []),
    ...(asked.variantId === undefined ? [] : [{ kind: 'counted' } as const]),
    { kind: 'dismissed' },
  ];
}

/** Whether something was done for a person who can be reached: they have yet to hear of it. */
export const leavesTelling = (problem: Problem, way: Solving): boolean =>
  Boolean(problem.contact?.phone) &&
  (way.kind === 'variant' || way.kind === 'online' || (way.kind === 'again' && problem.kind === 'hold'));

export const isWrongCode = ({ kind, outcomeCode }: Problem): boolean =>
  kind === 'hand-over' && outcomeCode === 'wrong_proof';

const tellWays = ({ contact }: Problem): Way[] =>
  contact?.phone ? [{ kind: 'call', phone: contact.phone }, { kind: 'told' }, { kind: 'missed' }] : [{ kind: 'told' }];

function stockWays(problem: Problem, asked: Asked, facts: Facts): Way[] {
  const variantId = asked.variantId ?? '';
  const own = facts.free(variantId);
  const offered = problem.alternatives.flatMap((one) => (one.kind === 'other_variant' ? [one.variantId] : []));
  const others = [...new Set([...offered, ...(asked.siblings ?? [])])]
    .filter((id) => id !== variantId)
    .map((id) => ({ kind: 'variant' as const, variantId: id, count: facts.free(id) }))
    .filter(({ count }) => count > 0)
    .slice(0, most);
  const worth = own >= (asked.quantity ?? 1) && problem.result['recall'] === undefined;
  return [...(worth ? [{ kind: 'again' } as const] : []), ...others, ...siteWay(asked, facts)];
}

function siteWay({ variantId = '' }: Asked, facts: Facts): Way[] {
  const count = facts.onlineFree(variantId);
  return count > 0 ? [{ kind: 'online', count }] : [];
}

function againWay({ reason, kind, outcomeCode }: Problem, facts: Facts): Way[] {
  const worth = reason === 'parked' || reason === 'too_old' || (outcomeCode !== null && worthAnother.has(outcomeCode));
  return worth && facts.mayDo(kind) ? [{ kind: 'again' }] : [];
}

function orderWay({ fulfilmentId }: Asked, facts: Facts): Way[] {
  const number = fulfilmentId === undefined ? null : facts.orderNumber(fulfilmentId);
  return number === null ? [] : [{ kind: 'see', number }];
}

/** What the desk's record says of each way. */
export const solutionOf: Record<Solving['kind'], Solution> = {
  variant: 'other_variant',
  again: 'done_again',
  online: 'online',
  asked: 'told',
  told: 'told',
  // Somebody has looked: nothing is missing.
  box_here: 'counted',
  box_gone: 'told',
  counted: 'counted',
  dismissed: 'dismissed',
};
