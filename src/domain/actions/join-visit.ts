// A visit turns out to be a person's: one row of identity in their home, so that undoing it is exact. Nothing is re-pointed.
import * as z from 'zod/mini';
import { act, decide } from '#domain/act.ts';
import { mergeId } from '#domain/consent.ts';
import { HomeId } from '#domain/ids.ts';
import { applied, rejected } from '#domain/outcome.ts';
import { key, put } from '#domain/tx.ts';

const Input = z.strictObject({ visitHome: HomeId });

export const joinVisit = act<z.infer<typeof Input>>({
  kind: 'join-visit',
  v: 1,
  home: 'customer',
  open: Input,
  personal: z.null(),
  may: ['server'],
  lane: ({ visitHome }) => `join/${visitHome}`,
  reads: ({ visitHome }, { home }) => [key('customer', home, home), key('identity', home, mergeId(visitHome))],

  apply(rows, { visitHome }, { home, atMs }) {
    const customer = rows.get('customer', home, home);
    if (customer?.kind !== 'known' || visitHome === home) return decide(rejected('unknown_row'));
    const id = mergeId(visitHome);
    if (rows.get('identity', home, id)) return decide(rejected('already_done'));
    return decide(applied(), [
      put('identity', home, { id, kind: 'merge', customer: home, sinceMs: atMs, untilMs: null }),
    ]);
  },
});
