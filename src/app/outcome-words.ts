// Every way an act can end, as one sentence and one next step. Two codes never share a sentence, so that what a shopper
// reads aloud is enough for the staff to know what happened.
import type { TextKey } from '#app/text/text.ts';
import type { Outcome, OutcomeCode } from '#domain/outcome.ts';

/** What a button can offer right where the outcome is read; null: words are all there is. */
export type NextAct = 'scan' | 'hold_again' | 'sign_in' | 'see_order' | 'ask' | null;

interface Next {
  words: TextKey;
  act: NextAct;
}

type Refusal = Exclude<OutcomeCode, 'ok'>;

/** Sentences may name who was first (`{name}`) or speak of amounts; see `sentenceValues`. */
export const reasonKeys: Record<Refusal, TextKey> = {
  sold_out: 'reason.sold_out',
  unknown_product: 'reason.unknown_product',
  unknown_row: 'reason.unknown_row',
  not_yours: 'reason.not_yours',
  not_allowed: 'reason.not_allowed',
  grant_ended: 'reason.grant_ended',
  grant_unknown: 'reason.grant_unknown',
  wrong_proof: 'reason.wrong_proof',
  not_ready: 'reason.not_ready',
  already_done: 'reason.already_done',
  already_ended: 'reason.already_ended',
  wrong_state: 'reason.wrong_state',
  invalid_input: 'reason.invalid_input',
  unknown_kind: 'reason.unknown_kind',
  parent_rejected: 'reason.parent_rejected',
  too_late: 'reason.too_late',
  too_many: 'reason.too_many',
  newer_exists: 'reason.newer_exists',
  not_confirmed: 'reason.not_confirmed',
  id_reused: 'reason.id_reused',
  fewer: 'reason.fewer',
  price_changed: 'reason.price_changed',
};

/** The same sentence with the name of who was first, where the outcome tells it. */
const reasonWithNameKeys: Partial<Record<Refusal, TextKey>> = {
  already_done: 'reason.already_done_by',
  newer_exists: 'reason.newer_exists_by',
};

/** [OC1] The sentence for how it ended: its code's, or a closer one that the result has the facts for. */
export function reasonKey(code: Refusal, { by, recall }: Outcome['result']): TextKey {
  if (code === 'wrong_state' && recall !== undefined) return 'reason.recalled';
  return (typeof by === 'string' && by !== '' ? reasonWithNameKeys[code] : undefined) ?? reasonKeys[code];
}

const ask: Next = { words: 'next.ask', act: 'ask' };
const shopper: Record<Refusal, Next> = {
  sold_out: ask,
  unknown_product: { words: 'next.scan', act: 'scan' },
  unknown_row: { words: 'next.scan', act: 'scan' },
  not_yours: ask,
  not_allowed: ask,
  grant_ended: ask,
  grant_unknown: ask,
  wrong_proof: { words: 'next.check_code', act: null },
  not_ready: ask,
  already_done: { words: 'next.none', act: null },
  already_ended: { words: 'next.none', act: null },
  wrong_state: ask,
  invalid_input: { words: 'next.scan', act: 'scan' },
  unknown_kind: ask,
  parent_rejected: { words: 'next.again', act: null },
  too_late: { words: 'next.hold_again', act: 'hold_again' },
  too_many: { words: 'next.undo_one', act: null },
  newer_exists: { words: 'next.look', act: null },
  not_confirmed: ask,
  id_reused: { words: 'next.again', act: 'scan' },
  fewer: { words: 'next.undo_or_keep', act: null },
  price_changed: { words: 'next.undo_or_keep', act: null },
};

const askManager: Next = { words: 'next.ask_manager', act: null };
const staff: Record<Refusal, Next> = {
  ...shopper,
  sold_out: { words: 'next.look', act: 'scan' },
  not_yours: askManager,
  not_allowed: askManager,
  grant_ended: { words: 'next.sign_in', act: 'sign_in' },
  grant_unknown: { words: 'next.sign_in', act: 'sign_in' },
  wrong_proof: { words: 'next.check_code', act: 'see_order' },
  not_ready: { words: 'next.wait', act: 'see_order' },
  already_done: { words: 'next.look', act: 'see_order' },
  wrong_state: { words: 'next.look', act: null },
  invalid_input: { words: 'next.again', act: null },
  unknown_kind: { words: 'next.update', act: null },
  not_confirmed: askManager,
};

export const nextStep = (code: Refusal, who: 'shopper' | 'staff'): Next =>
  who === 'staff' ? staff[code] : shopper[code];
