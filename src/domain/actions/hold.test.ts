import { expect, test } from 'vitest';
import {
  buildContext,
  buildGrant,
  buildOffers,
  buildProduct,
  buildStock,
  buildStore,
  buildVariant,
  chainHome,
  decideOn,
  placed,
  storeHome,
  testId,
  testNowMs,
  webHome,
} from '#test/build/domain.ts';
import { money } from '#domain/money.ts';
import { offersFor } from '#domain/offer.ts';
import { available } from '#domain/stock.ts';
import type { Row } from '#domain/tables.ts';
import type { DeviceId } from '#domain/ids.ts';
import { hold } from './hold.ts';
import { releaseHold } from './release-hold.ts';

const product = buildProduct();
const size39 = buildVariant({ productId: product.id });
const size40 = buildVariant({ productId: product.id, size: '40' });
const world = (here: number, sibling = 0, online = 0) => [
  placed('store', chainHome, buildStore()),
  placed('product', chainHome, product),
  placed('variant', chainHome, size39),
  ...buildOffers(size39.id, product.id).map((offer) => placed('offer', chainHome, offer)),
  placed('stock', storeHome, buildStock({ id: size39.id, onHand: here })),
  placed('stock', storeHome, buildStock({ id: size40.id, onHand: sibling })),
  placed('stock', webHome, buildStock({ id: size39.id, onHand: online })),
];
const ask = (part = {}) => ({
  productId: product.id,
  variantId: size39.id,
  quantity: 1,
  shown: money(38_990, 'BRL'),
  customer: null,
  siblings: [size40.id],
  ...part,
});
const promotion = {
  id: testId(),
  name: { 'pt-BR': 'Metade', en: 'Half', es: 'Mitad' },
  percent: 50,
  productIds: [product.id],
  fromMs: testNowMs - 3_600_000,
  toMs: testNowMs + 10 * 60_000,
};
const rowOf = <T extends 'stock' | 'hold'>(after: ReturnType<typeof world>, table: T, id: string): Row<T> => {
  const found = after.find((at) => at.table === table && at.home === storeHome && at.row.id === id);
  if (!found) throw new Error(`no ${table} ${id}`);
  return found.row as Row<T>;
};

test('a hold reserves the goods and says until when they wait', () => {
  const context = buildContext();
  const { outcome, after } = decideOn(hold, ask(), world(3), context);
  expect(outcome).toMatchObject({ status: 'applied', result: { quantity: 1, untilMs: testNowMs + 120 * 60_000 } });
  expect(available(rowOf(after, 'stock', size39.id))).toBe(2);
  expect(rowOf(after, 'hold', context.actionId)).toMatchObject({
    state: 'held',
    variantId: size39.id,
    price: money(38_990, 'BRL'),
  });
});

test('asking for three when two are left holds two and says so', () => {
  const { outcome, after } = decideOn(hold, ask({ quantity: 3 }), world(2));
  expect(outcome).toMatchObject({ status: 'adjusted', code: 'fewer', result: { quantity: 2, asked: 3 } });
  expect(available(rowOf(after, 'stock', size39.id))).toBe(0);
});

test('[OC3] the last one gone leaves a choice: another size here, or the same on line', () => {
  const { outcome, writes } = decideOn(hold, ask(), world(0, 2, 48));
  expect(outcome.status).toBe('needs_choice');
  expect(outcome.alternatives).toEqual([
    { kind: 'other_variant', variantId: size40.id, available: 2 },
    { kind: 'online', available: 48 },
  ]);
  expect(writes).toEqual([]);
});

test('sold out everywhere is refused with somebody to ask', () => {
  expect(decideOn(hold, ask(), world(0)).outcome).toMatchObject({
    status: 'rejected',
    code: 'sold_out',
    alternatives: [{ kind: 'ask_staff' }],
  });
});

test('[OC2] a price that was not the server’s own is explained, and the server’s counts', () => {
  const { outcome } = decideOn(hold, ask({ shown: money(1, 'BRL') }), world(3));
  expect(outcome).toMatchObject({
    status: 'adjusted',
    code: 'price_changed',
    result: { price: money(38_990, 'BRL'), shown: money(1, 'BRL') },
  });
});

test('[F33] [CK2] an offer that has ended while the tablet was off line is judged by the instant of the tap', () => {
  const offers = offersFor(size39.id, product.id, money(38_990, 'BRL'), [promotion], testNowMs);
  const shop = [
    ...world(3).filter(({ table }) => table !== 'offer'),
    ...offers.map((offer) => placed('offer', chainHome, offer)),
  ];
  const late = (atMs: number) =>
    decideOn(hold, ask({ shown: money(19_495, 'BRL') }), shop, buildContext({ atMs, nowMs: testNowMs + 60 * 60_000 }));
  expect(late(promotion.toMs - 1).outcome).toMatchObject({
    status: 'applied',
    result: { price: money(19_495, 'BRL') },
  });
  expect(late(promotion.toMs).outcome).toMatchObject({
    code: 'price_changed',
    result: { price: money(38_990, 'BRL') },
  });
});

test('a variant of another product is never held', () => {
  expect(decideOn(hold, ask({ productId: testId() }), world(3)).outcome.code).toBe('unknown_product');
});

test('undoing a hold gives the goods back once', () => {
  const context = buildContext();
  const held = decideOn(hold, ask(), world(1), context).after;
  const undo = { holdId: context.actionId, variantId: size39.id };
  const undone = decideOn(releaseHold, undo, held, buildContext({ grant: context.grant }));
  expect(undone.outcome.status).toBe('applied');
  expect(available(rowOf(undone.after, 'stock', size39.id))).toBe(1);
  expect(decideOn(releaseHold, undo, undone.after).outcome).toMatchObject({
    status: 'rejected',
    code: 'already_ended',
  });
});

test('a hold ends even when its variant is no longer counted in this store', () => {
  const context = buildContext();
  const held = decideOn(hold, ask(), world(1), context).after;
  const rest = held.filter((write) => write.table !== 'stock' || write.home !== context.home);
  const undone = decideOn(releaseHold, { holdId: context.actionId, variantId: size39.id }, rest, context);
  expect(undone.outcome.status).toBe('applied');
  expect(undone.writes.map(({ table }) => table)).toEqual(['hold']);
});

test('another tablet can’t undo it, and the server only after its time', () => {
  const context = buildContext();
  const held = decideOn(hold, ask(), world(1), context).after;
  const undo = { holdId: context.actionId, variantId: size39.id };
  expect(
    decideOn(releaseHold, undo, held, buildContext({ grant: buildGrant({ device: testId<DeviceId>() }) })).outcome.code,
  ).toBe('not_yours');
  const server = buildGrant({ kind: 'server', level: 'server' });
  expect(decideOn(releaseHold, undo, held, buildContext({ grant: server })).outcome.code).toBe('wrong_state');
  const late = buildContext({ grant: server, atMs: testNowMs + 121 * 60_000 });
  expect(decideOn(releaseHold, undo, held, late).outcome).toMatchObject({
    status: 'applied',
    result: { state: 'expired' },
  });
});
