import { expect, test } from 'vitest';
import {
  buildContext,
  buildFulfilment,
  buildGrant,
  buildStock,
  decideOn,
  placed,
  storeHome,
} from '#test/build/domain.ts';
import { handOver } from './hand-over.ts';

const rita = buildGrant({ kind: 'shift', level: 'staff', subject: 'staff-rita', name: 'Rita' });
const context = () => buildContext({ grant: rita });
const pickUp = buildFulfilment({
  lines: [
    { lineId: 'a', productId: 'p', variantId: 'variant', quantity: 1 },
    { lineId: 'b', productId: 'p', variantId: 'variant', quantity: 2 },
  ],
});
const world = [
  placed('fulfilment', storeHome, pickUp),
  placed('stock', storeHome, buildStock({ onHand: 5, reserved: 3 })),
];
const give = (proof = pickUp.proof) => ({ fulfilmentId: pickUp.id, proof });

test('the right proof hands the order over and takes its goods off the shelf', () => {
  const { outcome, after } = decideOn(handOver, give(), world, context());
  expect(outcome).toMatchObject({ status: 'applied', result: { number: '4127' } });
  expect(after.map((at) => at.row)).toContainEqual(
    expect.objectContaining({ state: 'done', handedOver: expect.objectContaining({ by: 'staff-rita', name: 'Rita' }) }),
  );
  expect(after.map((at) => at.row)).toContainEqual(expect.objectContaining({ id: 'variant', onHand: 2, reserved: 0 }));
});

test('a wrong proof changes nothing', () => {
  const { outcome, writes } = decideOn(handOver, give('000000'), world, context());
  expect(outcome).toMatchObject({ status: 'rejected', code: 'wrong_proof' });
  expect(writes).toEqual([]);
});

test('one code, one hand-over: the second hears who was first', () => {
  const { after } = decideOn(handOver, give(), world, context());
  expect(decideOn(handOver, give(), after, context()).outcome).toMatchObject({
    status: 'rejected',
    code: 'already_done',
    result: { by: 'Rita' },
  });
});

test('an order that is still being picked is not handed over', () => {
  const picking = [placed('fulfilment', storeHome, { ...pickUp, state: 'picking' } as never)];
  expect(decideOn(handOver, give(), [...picking, ...world.slice(1)], context()).outcome).toMatchObject({
    code: 'not_ready',
    result: { state: 'picking' },
  });
});
