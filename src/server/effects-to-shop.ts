// An effect becomes a call of the shop's platform, with the action id as its key: a repeat is ok there [SV5].
// What the platform says no to for good is told apart from what is worth another try.
import type { HomeId } from '#domain/ids.ts';
import type { Authority } from './authority.ts';
import type { Deliver, Delivery } from './effects.ts';
import type { Shop, ShopAnswer } from './shop/port.ts';

export function deliverToShop(db: Authority['db'], shopOf: (chain: HomeId) => Shop): Deliver {
  return async ({ id, home, payload }): Promise<Delivery> => {
    const { fulfilmentId, actor } = payload as { fulfilmentId: string; actor: string };
    const found = await db
      .selectFrom('fulfilment')
      .innerJoin('home', 'home.id', 'fulfilment.home_id')
      .select(['fulfilment.order_id', 'home.chain_id'])
      .where('fulfilment.home_id', '=', home)
      .where('fulfilment.id', '=', fulfilmentId)
      .executeTakeFirst();
    if (!found) return { ok: false, kind: 'not_found', again: false };
    return toDelivery(
      await shopOf(found.chain_id as HomeId).handOver({
        idempotencyKey: id,
        actor,
        orderId: found.order_id,
        fulfilmentId,
      }),
    );
  };
}

function toDelivery(answer: ShopAnswer<{ version: string }>): Delivery {
  if (answer.ok) return { ok: true, value: { version: answer.value.version } };
  return { ok: false, kind: answer.kind, again: answer.kind === 'unavailable' || answer.kind === 'rate_limited' };
}
