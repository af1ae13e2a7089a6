// A web order goes over the counter: against its proof, once, off line as well.
// The stock that was reserved for it leaves the shelf in the same transaction.
import * as z from 'zod/mini';
import { act, decide } from '#domain/act.ts';
import { RowId } from '#domain/ids.ts';
import { applied, rejected } from '#domain/outcome.ts';
import { key, put, type Write } from '#domain/tx.ts';

const Input = z.strictObject({ fulfilmentId: RowId, proof: z.string().check(z.regex(/^\d{6}$/)) });

export const handOver = act<z.infer<typeof Input>>({
  kind: 'hand-over',
  v: 1,
  home: 'store',
  open: Input,
  personal: z.null(),
  may: ['staff', 'manager'],
  lane: ({ fulfilmentId }) => `fulfilment/${fulfilmentId}`,

  reads: ({ fulfilmentId }, { home }) => [key('fulfilment', home, fulfilmentId)],
  readsThen: (rows, { fulfilmentId }, { home }) =>
    (rows.get('fulfilment', home, fulfilmentId)?.lines ?? []).map((line) => key('stock', home, line.variantId)),

  apply(rows, { fulfilmentId, proof }, { home, atMs, nowMs, grant }) {
    const fulfilment = rows.get('fulfilment', home, fulfilmentId);
    if (!fulfilment) return decide(rejected('unknown_row'));
    if (fulfilment.state === 'done')
      return decide(
        rejected('already_done', {
          atMs: fulfilment.handedOver?.atMs ?? null,
          by: fulfilment.handedOver?.name ?? null,
        }),
      );
    if (fulfilment.state !== 'ready' && fulfilment.state !== 'waiting')
      return decide(rejected('not_ready', { state: fulfilment.state }));
    if (fulfilment.proof !== proof)
      return decide(rejected('wrong_proof', { who: grant.name, box: fulfilment.box, heardMs: nowMs }));

    const takenByVariant = new Map<string, number>();
    for (const line of fulfilment.lines)
      takenByVariant.set(line.variantId, (takenByVariant.get(line.variantId) ?? 0) + line.quantity);
    const writes: Write[] = [
      put('fulfilment', home, {
        ...fulfilment,
        state: 'done',
        handedOver: { atMs, by: grant.subject ?? grant.device, name: grant.name ?? '' },
      }),
    ];
    for (const [variantId, taken] of takenByVariant) {
      const stock = rows.get('stock', home, variantId);
      if (stock)
        writes.push(
          put('stock', home, { ...stock, onHand: stock.onHand - taken, reserved: Math.max(0, stock.reserved - taken) }),
        );
    }
    return decide(applied({ number: fulfilment.number }), writes);
  },
});
