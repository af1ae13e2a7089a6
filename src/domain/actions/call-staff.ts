// "Avisar a equipe": one tap makes a task for the people on the floor; an unknown code brings itself along.
// The task is the answer to "never another product": nobody is left with a tag that says nothing.
import * as z from 'zod/mini';
import { act, decide } from '#domain/act.ts';
import { RowId, shortCode } from '#domain/ids.ts';
import { applied } from '#domain/outcome.ts';
import { put } from '#domain/tx.ts';

const Input = z.strictObject({
  reason: z.enum(['call', 'unknown_code']),
  /** A product's name or number, at most 512 characters, shown as text. What a person typed is sealed instead [AR1]. */
  text: z.string().check(z.maxLength(512)),
  productId: z.nullable(RowId),
  variantId: z.nullable(RowId),
});

export type CallInput = z.infer<typeof Input>;

/** What was typed, or read from a tag that says nothing here: it may be somebody's own. */
const Said = z.strictObject({ text: z.string().check(z.maxLength(512)) });
type Said = z.infer<typeof Said>;

/** The open part beside what is sealed. */
export const nothingNamed: CallInput = { reason: 'unknown_code', text: '', productId: null, variantId: null };

export const callStaff = act<CallInput, Said | null>({
  kind: 'call-staff',
  v: 2,
  home: 'store',
  open: Input,
  personal: z.nullable(Said),
  may: ['device', 'visit', 'staff', 'manager'],
  lane: (_input, visit) => `visit/${visit}`,
  reads: () => [],

  apply(_rows, { reason, text, productId, variantId }, { home, actionId, atMs, grant }, said) {
    const code = shortCode(actionId);
    return decide(applied({ code }), [
      put('task', home, {
        id: actionId,
        code,
        kind: reason,
        text: said?.text ?? text,
        productId,
        variantId,
        device: grant.device,
        state: 'open',
        createdMs: atMs,
        doneBy: null,
        doneMs: null,
      }),
    ]);
  },
});
