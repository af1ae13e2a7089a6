// What may be promised of a hold before the shop has answered, and after it.
// Promise: nothing is called guaranteed that the shop's platform has not reserved [LS2, LS5].
import type { Outcome } from '#domain/outcome.ts';

interface Held {
  kind: string;
  /** The open part, as the act's schema has it. */
  open: unknown;
  prediction?: Outcome | null;
  outcome: Outcome | null;
}

/** Where the platform can't reserve, it is held here only: the shop still has to say yes [LS5]. */
export const mustConfirm = ({ outcome, prediction = null }: Pick<Held, 'outcome' | 'prediction'>): boolean =>
  (outcome ?? prediction)?.result['confirm'] === true;

/**
 * guaranteed: backed by a unit that is reserved for this very tablet, whatever happens to the network [LS2].
 * confirm: backed by one out of the retailer's buffer [LS5]. unsure: by nothing.
 */
export function promiseOf(held: Held): 'guaranteed' | 'confirm' | 'unsure' {
  const { kind, open, prediction } = held;
  if (kind !== 'hold' || typeof (open as { lease?: unknown } | null)?.lease !== 'string') return 'unsure';
  if (prediction?.status !== 'applied') return 'unsure';
  return mustConfirm(held) ? 'confirm' : 'guaranteed';
}
