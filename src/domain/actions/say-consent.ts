// "Sim" or "não" to one purpose, with the words that stood above the buttons. The newest saying of a person counts.
import * as z from 'zod/mini';
import { act, decide } from '#domain/act.ts';
import { Saying } from '#domain/consent.ts';
import { applied, rejected } from '#domain/outcome.ts';
import { key, put } from '#domain/tx.ts';
import { homeWrites, isOwnHome } from './visit-home.ts';

export const sayConsent = act<z.infer<typeof Saying>>({
  kind: 'say-consent',
  v: 1,
  home: 'customer',
  open: Saying,
  personal: z.null(),
  may: ['device', 'visit'],
  quiet: true,
  lane: (_input, visit) => `visit/${visit}`,
  reads: (_input, { home, actionId }) => [key('customer', home, home), key('consent', home, actionId)],

  apply(rows, saying, context) {
    const { home, actionId, atMs, grant } = context;
    const customer = rows.get('customer', home, home);
    if (!isOwnHome(customer, context)) return decide(rejected('not_yours'));
    return decide(applied({ given: saying.given }), [
      ...homeWrites(customer, context),
      put('consent', home, { id: actionId, ...saying, atMs, device: grant.device }),
    ]);
  },
});
