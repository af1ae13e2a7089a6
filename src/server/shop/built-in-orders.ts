// Orders of the built-in shop: rows of the store that took them, completed by the fulfilments of the stores
// that hand over. Handing over was done by the act; asking for it again is ok.
import { hash } from 'node:crypto';
import { type Kysely, type Selectable, sql } from 'kysely';
import type { HomeId } from '#domain/ids.ts';
import type { Fulfilment, Order } from '#domain/order.ts';
import type { Database } from '#server/database/schema.ts';
import { recordToRow } from '#server/rows.ts';
import { answered, failed, type Shop, type ShopFulfilment, type ShopOrder } from './port.ts';

type FoundOrder = Selectable<Database['order']>;

export function builtInOrders(db: Kysely<Database>, chain: HomeId): Pick<Shop, 'findOrders' | 'order' | 'handOver'> {
  const stores = db.selectFrom('home').select('id').where('chain_id', '=', chain).where('kind', '=', 'store');
  const orders = db
    .selectFrom('order')
    .selectAll()
    .where('home_id', 'in', stores)
    .orderBy('placed_ms', 'desc')
    .orderBy('id')
    .limit(50);

  const completed = async (found: readonly FoundOrder[]): Promise<ShopOrder[]> => {
    if (found.length === 0) return [];
    const fulfilments = await db
      .selectFrom('fulfilment')
      .selectAll()
      .where('home_id', 'in', stores)
      .where(
        'order_id',
        'in',
        found.map(({ id }) => id),
      )
      .orderBy('id')
      .execute();
    return found.map((row) =>
      shopOrder(
        recordToRow('order', row),
        fulfilments
          .filter(({ order_id }) => order_id === row.id)
          .map((part) => ({ home: part.home_id, row: recordToRow('fulfilment', part), rev: part.rev })),
        row.rev,
      ),
    );
  };
  const oneOrder = async (id: string): Promise<ShopOrder | null> =>
    (await completed(await orders.where('id', '=', id).execute()))[0] ?? null;

  return {
    findOrders: async (question) =>
      answered(
        await completed(
          await (
            question.by === 'number'
              ? orders.where('number', '=', question.number)
              : orders.where(sql<boolean>`customer = ${question.customer}`)
          ).execute(),
        ),
      ),
    async order(id) {
      const found = await oneOrder(id);
      return found ? answered(found) : failed('not_found', `no order ${id}`);
    },
    async handOver({ orderId, fulfilmentId }) {
      const found = await oneOrder(orderId);
      const part = found?.fulfilments.find(({ id }) => id === fulfilmentId);
      if (!found || !part) return failed('not_found', `no fulfilment ${fulfilmentId} of order ${orderId}`);
      // Here the act itself is the handing over: before it, there is nothing to confirm.
      return part.state === 'done' ? answered(found) : failed('conflict', `the fulfilment is ${part.state}`);
    },
  };
}

interface Part {
  home: string;
  row: Fulfilment;
  rev: number;
}

/** The order's own row lives with another store than its fulfilments, so what was handed over is counted from those. */
function shopOrder(order: Order, parts: readonly Part[], rev: number): ShopOrder {
  const done = parts.filter(({ row }) => row.state === 'done').flatMap(({ row }) => row.lines);
  const lines = order.lines.map((line) => {
    const handedOver = done.filter(({ lineId }) => lineId === line.id).reduce((sum, { quantity }) => sum + quantity, 0);
    const fulfilled = Math.max(line.fulfilled, Math.min(line.current, handedOver));
    return {
      ...line,
      fulfilled,
      returnable: Math.max(line.returnable, fulfilled - (line.fulfilled - line.returnable)),
    };
  });
  const isWhole = lines.every(({ current, fulfilled }) => fulfilled >= current);
  const state =
    order.state === 'cancelled' || order.state === 'returned'
      ? order.state
      : isWhole
        ? 'fulfilled'
        : lines.some(({ fulfilled }) => fulfilled > 0)
          ? 'partly_fulfilled'
          : order.state;
  const { id, number, customer, placedMs, total, paid } = order;
  return {
    id,
    number,
    customer,
    placedMs,
    total,
    paid,
    lines,
    state,
    fulfilments: parts.map(({ home, row }): ShopFulfilment => ({
      id: row.id,
      locationId: home,
      state: stateOf(row.state),
    })),
    version: hash('sha256', [rev, ...parts.map((part) => `${part.home} ${part.rev}`)].join(','), 'hex').slice(0, 16),
  };
}

function stateOf(state: Fulfilment['state']): ShopFulfilment['state'] {
  switch (state) {
    case 'done':
    case 'cancelled':
      return state;
    case 'ready':
    case 'waiting':
      return 'ready';
    case 'new':
    case 'picking':
    case 'problem':
      return 'open';
  }
}
