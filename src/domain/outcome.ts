// How an act ended. Every code is one plain sentence on the screen (text keys `outcome.<code>`); the lists are closed.
import * as z from 'zod/mini';
import { ActionId, DeviceId, InstantMs } from './ids.ts';

export const finalStatuses = ['applied', 'adjusted', 'needs_choice', 'rejected', 'superseded', 'expired'] as const;
export const FinalStatus = z.enum(finalStatuses);
export type FinalStatus = z.infer<typeof FinalStatus>;

/** Why an act was not applied as asked. Final, shown to a person, with a next step; never thrown. */
export const refusalCodes = [
  'sold_out',
  'unknown_product',
  'unknown_row',
  'not_yours',
  'not_allowed',
  'grant_ended',
  'grant_unknown',
  'wrong_proof',
  'not_ready',
  'already_done',
  'already_ended',
  'wrong_state',
  'invalid_input',
  'unknown_kind',
  'parent_rejected',
  /** It arrived when what it asked for was over already. */
  'too_late',
  /** More at once than one visit or tablet may ask for. */
  'too_many',
  /** Somebody else has changed it since this person looked. */
  'newer_exists',
  /** The shop's platform said no to what was received here. */
  'not_confirmed',
  'id_reused',
] as const;
export const RefusalCode = z.enum(refusalCodes);
export type RefusalCode = z.infer<typeof RefusalCode>;

export const adjustmentCodes = ['ok', 'fewer', 'price_changed'] as const;

export const OutcomeCode = z.enum([...refusalCodes, ...adjustmentCodes]);
export type OutcomeCode = z.infer<typeof OutcomeCode>;

/** A way on that an outcome offers; choosing one is a new act that names the old one [OC3]. */
export const Alternative = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('other_variant'), variantId: z.string(), available: z.number() }),
  z.strictObject({ kind: z.literal('online'), available: z.number() }),
  z.strictObject({ kind: z.literal('ask_staff') }),
]);
export type Alternative = z.infer<typeof Alternative>;

export const Outcome = z.strictObject({
  status: FinalStatus,
  code: OutcomeCode,
  /** What a screen needs to say it: small, open, named by the act's file. */
  result: z.record(z.string(), z.json()),
  alternatives: z.array(Alternative),
});
export type Outcome = z.infer<typeof Outcome>;

/** The final outcome as a row of device/own, keyed by the action id. */
export const OutcomeRow = z.strictObject({ id: ActionId, device: DeviceId, outcome: Outcome, atMs: InstantMs });
export type OutcomeRow = z.infer<typeof OutcomeRow>;

type Result = Outcome['result'];

export const applied = (result: Result = {}): Outcome => ({ status: 'applied', code: 'ok', result, alternatives: [] });
export const adjusted = (code: 'fewer' | 'price_changed', result: Result): Outcome => ({
  status: 'adjusted',
  code,
  result,
  alternatives: [],
});
export const rejected = (code: RefusalCode, result: Result = {}, alternatives: Alternative[] = []): Outcome => ({
  status: 'rejected',
  code,
  result,
  alternatives,
});
export const needsChoice = (code: RefusalCode, alternatives: Alternative[], result: Result = {}): Outcome => ({
  status: 'needs_choice',
  code,
  result,
  alternatives,
});
/** Over before it could be done: nothing was changed. */
export const expired = (code: RefusalCode, result: Result = {}): Outcome => ({
  status: 'expired',
  code,
  result,
  alternatives: [],
});
/** Somebody else's newer act stands; this one changed nothing. */
export const superseded = (code: RefusalCode, result: Result = {}): Outcome => ({
  status: 'superseded',
  code,
  result,
  alternatives: [],
});
