// "Avisar a equipe": one tap makes a task for the people on the floor; an unknown code brings itself along.
// The task is the answer to "never another product": nobody is left with a tag that says nothing.
import * as z from 'zod/mini';
import { act, decide } from '#domain/act.ts';
import { RowId, shortCode } from '#domain/ids.ts';
import { applied } from '#domain/outcome.ts';
import { put } from '#domain/tx.ts';

const Input = z.strictObject({
  reason: z.enum(['call', 'unknown_code']),
  /** The code as it was read, or the product's name: at most 512 characters, shown as text. */
  text: z.string().check(z.maxLength(512)),
  productId: z.nullable(RowId),
  variantId: z.nullable(RowId),
});

export const callStaff = act<z.infer<typeof Input>>({
  kind: 'call-staff',
  v: 1,
  home: 'store',
  open: Input,
  personal: z.null(),
  may: ['device', 'visit', 'staff', 'manager'],
  lane: (_input, visit) => `visit/${visit}`,
  reads: () => [],

  apply(_rows, { reason, text, productId, variantId }, { home, actionId, atMs, grant }) {
    const code = shortCode(actionId);
    return decide(applied({ code }), [
      put('task', home, {
        id: actionId,
        code,
        kind: reason,
        text,
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
