// A platform's filters are never trusted: some ignore what they don't know and return everyone's orders.
// Asked on connecting with values that nobody has; every row that comes back later is compared with the question.
import { answered, failed, type OrderQuestion, type Shop, type ShopAnswer, type VariantQuestion } from './port.ts';

export type Filter = `variant ${VariantQuestion['by']}` | `order ${OrderQuestion['by']}`;

/** The filters that answer an impossible question with rows. `token` is a random word that no record has. */
export async function refusedFilters(shop: Shop, token: string): Promise<Set<Filter>> {
  const refused = new Set<Filter>();
  const variants: VariantQuestion[] = [
    { by: 'gtin14', gtin14: '99999999999999' },
    { by: 'sku', sku: token },
    { by: 'id', id: token },
  ];
  for (const question of variants) if (hasRows(await shop.findVariant(question))) refused.add(`variant ${question.by}`);
  const orders: OrderQuestion[] = [
    { by: 'number', number: token },
    { by: 'customer', customer: token },
  ];
  for (const question of orders) if (hasRows(await shop.findOrders(question))) refused.add(`order ${question.by}`);
  return refused;
}

const hasRows = (answer: ShopAnswer<unknown[]>): boolean => answer.ok && answer.value.length > 0;

/** The same shop, believing nothing: refused filters are unsupported, rows that don't fit the question are dropped. */
export async function checkedShop(shop: Shop, token: string): Promise<Shop> {
  const refused = await refusedFilters(shop, token);
  return {
    capabilities: () => shop.capabilities(),
    locations: () => shop.locations(),
    stock: async (variantIds) => keep(await shop.stock(variantIds), ({ variantId }) => variantIds.includes(variantId)),
    exportCatalogue: (cursor) => shop.exportCatalogue(cursor),
    changedSince: (since) => shop.changedSince(since),
    promotions: async (atMs) => keep(await shop.promotions(atMs), ({ fromMs, toMs }) => fromMs <= atMs && atMs < toMs),
    handOver: (what) => shop.handOver(what),

    async findVariant(question) {
      if (refused.has(`variant ${question.by}`))
        return failed('unsupported', `the platform does not filter variants by ${question.by}`);
      return keep(await shop.findVariant(question), (variant) =>
        question.by === 'gtin14'
          ? variant.gtin14 === question.gtin14
          : question.by === 'sku'
            ? variant.sku === question.sku
            : variant.id === question.id,
      );
    },
    async findOrders(question) {
      if (refused.has(`order ${question.by}`))
        return failed('unsupported', `the platform does not filter orders by ${question.by}`);
      return keep(await shop.findOrders(question), (order) =>
        question.by === 'number' ? order.number === question.number : order.customer === question.customer,
      );
    },
    async order(id) {
      const answer = await shop.order(id);
      return answer.ok && answer.value.id !== id
        ? failed('not_found', `the platform answered with another order than ${id}`)
        : answer;
    },
  };
}

const keep = <Row>(answer: ShopAnswer<Row[]>, fits: (row: Row) => boolean): ShopAnswer<Row[]> =>
  answer.ok ? answered(answer.value.filter(fits)) : answer;
