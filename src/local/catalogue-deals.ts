// What takes something off a price, as screens ask for it: made once of its tables and kept by them.
// Promise: the same list comes back until a row of it has changed.
import { asDiscount, type Discount, type PriceList } from '#domain/discount/deal.ts';
import type { FeedRows } from './feed-rows.ts';

const discountsByTable = new WeakMap<object, { promotions: object; discounts: readonly Discount[] }>();

export function discountsIn(catalogue: FeedRows): readonly Discount[] {
  const rows = catalogue.table('discount');
  const promotions = catalogue.table('promotion');
  const kept = discountsByTable.get(rows);
  if (kept?.promotions === promotions) return kept.discounts;
  const discounts = [...catalogue.list('promotion').map(asDiscount), ...catalogue.list('discount')];
  discountsByTable.set(rows, { promotions, discounts });
  return discounts;
}

const priceListsByTable = new WeakMap<object, readonly PriceList[]>();

export function priceListsIn(catalogue: FeedRows): readonly PriceList[] {
  const rows = catalogue.table('priceList');
  const kept = priceListsByTable.get(rows);
  if (kept) return kept;
  const lists = catalogue.list('priceList');
  priceListsByTable.set(rows, lists);
  return lists;
}
