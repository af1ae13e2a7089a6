// "Esqueça o que vi": from this instant on nothing of what was before counts. The rows of the history itself go right after.
import * as z from 'zod/mini';
import { act, decide } from '#domain/act.ts';
import { forgottenHistory } from '#domain/consent.ts';
import { applied, rejected } from '#domain/outcome.ts';
import { key, put } from '#domain/tx.ts';
import { homeWrites, isOwnHome } from './visit-home.ts';

const Input = z.strictObject({});

export const forgetHistory = act<z.infer<typeof Input>>({
  kind: 'forget-history',
  v: 1,
  home: 'customer',
  open: Input,
  personal: z.null(),
  may: ['device', 'visit'],
  quiet: true,
  lane: (_input, visit) => `visit/${visit}`,
  reads: (_input, { home }) => [key('customer', home, home), key('forgotten', home, forgottenHistory)],

  apply(rows, _input, context) {
    const { home, atMs } = context;
    const customer = rows.get('customer', home, home);
    if (!isOwnHome(customer, context)) return decide(rejected('not_yours'));
    // Two devices of one person, the later one heard first: what was forgotten stays forgotten.
    const before = rows.get('forgotten', home, forgottenHistory)?.atMs ?? atMs;
    return decide(applied(), [
      ...homeWrites(customer, context),
      put('forgotten', home, { id: forgottenHistory, atMs: Math.max(before, atMs) }),
    ]);
  },
});
