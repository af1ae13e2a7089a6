// The demo has one discount of each kind, and each of them does something.
import { expect, test } from 'vitest';
import { couponKey, foldCode } from '#domain/discount/coupon-code.ts';
import { quoteBasket } from '#domain/discount/quote.ts';
import { money } from '#domain/money.ts';
import { offerAt } from '#domain/offer.ts';
import type { Row, TableName } from '#domain/tables.ts';
import { locales } from '#domain/text.ts';
import { sourceUuid } from '#server/import/source-id.ts';
import { assortment } from './assortment.ts';
import { demoZone, offersOf } from './campaigns.ts';
import { demoCouponCode, demoGroup, discountsOf } from './deals.ts';
import { demoShop } from './shop.ts';

const nowMs = Date.UTC(2026, 10, 25, 14);
const items = [...demoShop('seed', nowMs)];
const rows = <T extends TableName>(table: T): Row<T>[] =>
  items.flatMap((item) => ('placed' in item && item.placed.table === table ? [item.placed.row as Row<T>] : []));
const articles = assortment('seed', new Map());
const discounts = discountsOf('seed', articles, nowMs);
const articleOf = (key: string) => {
  const found = articles.find(({ product }) => product.sourceId === key);
  if (!found) throw new Error(key);
  return found;
};
const line = (key: string, quantity: number) => {
  const { product, variants, regular } = articleOf(key);
  const { id: productId, department, tags } = product;
  return { productId, variantId: variants[0]?.id ?? '', department: department['pt-BR'], tags, regular, quantity };
};
const quoteOf = (lines: ReturnType<typeof line>[], isKnown = false) =>
  quoteBasket({
    lines,
    currency: 'BRL',
    promotions: discounts,
    priceLists: rows('priceList'),
    coupons: isKnown ? rows('coupon') : [],
    customer: isKnown ? { groups: [demoGroup], usedCouponIds: [] } : null,
    atMs: nowMs,
    zone: demoZone,
  });

test('[S10] every kind of rule and of stacking is among them, named in three languages', () => {
  expect(new Set(discounts.map(({ rule }) => rule.kind))).toEqual(
    new Set(['percent', 'amount', 'price', 'bundle', 'buyGet']),
  );
  expect(new Set(discounts.map(({ stacking }) => stacking.rule))).toEqual(new Set(['best', 'stack', 'exclusive']));
  for (const { name } of [...discounts, ...rows('priceList'), ...rows('coupon')])
    for (const locale of locales) expect(name[locale], name['pt-BR']).toBeTruthy();
  expect(rows('discount').map(({ id }) => id)).toEqual(discounts.map(({ id }) => id));
});

test('[S10] on Fridays from 18:00 to 22:00 of São Paulo a glass costs 35,92, before and after it 44,90', () => {
  const offers = offersOf(articleOf('taca-de-vinho-vinhedo'), discounts, nowMs);
  const own = offers.filter(({ variantId }) => variantId === offers[0]?.variantId);
  const at = (hour: number, minute = 0) => offerAt(own, Date.UTC(2026, 10, 27, hour + 3, minute))?.price.minor;
  expect([at(17, 59), at(18), at(21, 59), at(22)]).toEqual([4_490, 3_592, 3_592, 4_490]);
});

test('[S10] amount, fixed price, bundle and "take three" come off in the basket', () => {
  expect(quoteOf([line('panela-caldo', 1)]).publicTotal).toEqual(money(18_990, 'BRL'));
  expect(quoteOf([line('caneta-recado', 2)]).publicTotal).toEqual(money(5_980, 'BRL'));
  expect(quoteOf([line('xicara-de-cha-camomila', 1), line('tigela-angra', 2)]).publicTotal).toEqual(
    money(15_990, 'BRL'),
  );
  expect(quoteOf([line('meia-de-la-serra', 3)]).publicTotal).toEqual(money(7_980, 'BRL'));
});

test('[S13] the club and the coupon make a second line; the first one stays', () => {
  const quote = quoteOf([line('radio-chapada', 1)], true);
  expect(quote).toMatchObject({ publicTotal: money(25_990, 'BRL'), total: money(21_052, 'BRL'), refusedCoupons: [] });
  expect(quote.lines[0]?.ownReasons.map(({ code }) => code)).toEqual(['priceList', 'coupon']);
  const folded = foldCode(demoCouponCode);
  expect(folded).toBe('BEMV1ND010');
  expect(couponKey(sourceUuid('x'), folded ?? '')).toContain('BEMV1ND010');
});
