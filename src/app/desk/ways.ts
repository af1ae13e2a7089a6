// The ways out of one problem, the ready one first: what a member of staff can do now, from what this device knows.
// Promise: a way that is offered can be taken; one that the shelf no longer allows is left out.
import type { OutcomeCode } from '#domain/outcome.ts';
import { isAboutDevice, type Problem, type Solution } from '#domain/problem.ts';

export type Way =
  | { kind: 'variant'; variantId: string; count: number }
  | { kind: 'again' }
  | { kind: 'online'; count: number }
  | { kind: 'see'; number: string }
  | { kind: 'asked' }
  | { kind: 'told' }
  | { kind: 'counted' }
  | { kind: 'dismissed' };

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
  const aboutStock = problem.kind === 'hold' && asked.variantId !== undefined;
  return [
    ...(aboutStock ? stockWays(problem, asked, facts) : againWay(problem, facts)),
    ...orderWay(asked, facts),
    { kind: 'told' },
    ...(asked.variantId === undefined ? [] : [{ kind: 'counted' } as const]),
    { kind: 'dismissed' },
  ];
}

function stockWays(problem: Problem, asked: Asked, facts: Facts): Way[] {
  // The person has something: nothing has to be put aside for them, only said.
  if (problem.status === 'adjusted' || problem.status === 'applied') return [];
  const variantId = asked.variantId ?? '';
  const own = facts.free(variantId);
  const offered = problem.alternatives.flatMap((one) => (one.kind === 'other_variant' ? [one.variantId] : []));
  const others = [...new Set([...offered, ...(asked.siblings ?? [])])]
    .filter((id) => id !== variantId)
    .map((id) => ({ kind: 'variant' as const, variantId: id, count: facts.free(id) }))
    .filter(({ count }) => count > 0)
    .slice(0, most);
  const online = facts.onlineFree(variantId);
  return [
    ...(own >= (asked.quantity ?? 1) ? [{ kind: 'again' } as const] : []),
    ...others,
    ...(online > 0 ? [{ kind: 'online' as const, count: online }] : []),
  ];
}

function againWay({ reason, kind, outcomeCode }: Problem, facts: Facts): Way[] {
  const worth = reason === 'parked' || reason === 'too_old' || (outcomeCode !== null && worthAnother.has(outcomeCode));
  return worth && facts.mayDo(kind) ? [{ kind: 'again' }] : [];
}

function orderWay({ fulfilmentId }: Asked, facts: Facts): Way[] {
  const number = fulfilmentId === undefined ? null : facts.orderNumber(fulfilmentId);
  return number === null ? [] : [{ kind: 'see', number }];
}

/** What the desk's record says of each way; `see` only opens a page. */
export const solutionOf: Record<Exclude<Way['kind'], 'see'>, Solution> = {
  variant: 'other_variant',
  again: 'done_again',
  online: 'online',
  asked: 'told',
  told: 'told',
  counted: 'counted',
  dismissed: 'dismissed',
};
