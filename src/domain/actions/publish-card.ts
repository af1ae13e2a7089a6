// A manager puts a card on a screen: an immutable publication, and the manifest that the screen plays.
// The card names products only; the price is painted from the screen's own replica [D2].
import * as z from 'zod/mini';
import { act, decide } from '#domain/act.ts';
import { Card } from '#domain/display.ts';
import { DeviceId, InstantMs } from '#domain/ids.ts';
import { applied, rejected } from '#domain/outcome.ts';
import { key, peek, put } from '#domain/tx.ts';

const Input = z.strictObject({ display: DeviceId, card: Card, fromMs: InstantMs, toMs: z.nullable(InstantMs) });

const secondsPerItem = 12;

export const publishCard = act<z.infer<typeof Input>>({
  kind: 'publish-card',
  v: 1,
  home: 'store',
  open: Input,
  personal: z.null(),
  may: ['manager'],
  lane: ({ display }) => `display/${display}`,

  reads: ({ display, card }, { home, chain }) => [
    key('display', home, display),
    key('manifest', home, display),
    ...card.variantIds.map((id) => peek('variant', chain, id)),
  ],

  apply(rows, { display, card, fromMs, toMs }, { home, chain, actionId, atMs, grant }) {
    if (!rows.get('display', home, display)) return decide(rejected('unknown_row'));
    if (toMs !== null && toMs <= fromMs) return decide(rejected('invalid_input'));
    if (card.variantIds.some((id) => !rows.get('variant', chain, id))) return decide(rejected('unknown_product'));

    const manifest = rows.get('manifest', home, display);
    const revision = (manifest?.revision ?? 0) + 1;
    return decide(applied({ revision }), [
      put('publication', home, {
        id: actionId,
        revision,
        display,
        card,
        author: grant.subject ?? grant.device,
        approver: null,
        previous: manifest?.items[0]?.publication ?? null,
        fromMs,
        toMs,
        publishedMs: atMs,
      }),
      put('manifest', home, {
        id: display,
        revision,
        items: [{ publication: actionId, card, seconds: secondsPerItem, fromMs, toMs }],
        assets: [],
        issuedMs: atMs,
      }),
    ]);
  },
});
