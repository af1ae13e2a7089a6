// Somebody has proven that a mailbox is theirs and said what to call them: from now on the shop knows them again.
// Only the server does this; the address itself is no part of it.
import * as z from 'zod/mini';
import { act, decide } from '#domain/act.ts';
import { RowId } from '#domain/ids.ts';
import { applied, rejected } from '#domain/outcome.ts';
import { key, put } from '#domain/tx.ts';

const Input = z.strictObject({
  identityId: RowId,
  firstName: z.string().check(z.minLength(1), z.maxLength(20)),
});

export const becomeKnown = act<z.infer<typeof Input>>({
  kind: 'become-known',
  v: 1,
  home: 'customer',
  open: Input,
  personal: z.null(),
  may: ['server'],
  lane: ({ identityId }) => `person/${identityId}`,
  reads: ({ identityId }, { home }) => [key('customer', home, home), key('identity', home, identityId)],

  apply(rows, { identityId, firstName }, { home, atMs }) {
    if (rows.get('customer', home, home)) return decide(rejected('already_done'));
    return decide(applied({}), [
      put('customer', home, {
        id: home,
        sourceId: null,
        kind: 'known',
        firstName,
        device: null,
        createdMs: atMs,
      }),
      put('identity', home, { id: identityId, kind: 'email', customer: home, sinceMs: atMs, untilMs: null }),
    ]);
  },
});
