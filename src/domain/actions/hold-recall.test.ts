import { expect, test } from 'vitest';
import {
  buildContext,
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
} from '#test/build/domain.ts';
import { type Recall, recallPrefix } from '#domain/recall.ts';
import { hold } from './hold.ts';
import { holdV1 } from './hold-v1.ts';

const product = buildProduct();
const variant = buildVariant({ productId: product.id });
const text = { 'pt-BR': 'A tampa pode soltar.', en: 'The lid may come off.' };
const buildRecall = (part: Partial<Recall> = {}): Recall => ({
  id: recallPrefix(variant.gtin14) + testId(),
  gtin14: variant.gtin14,
  lots: ['L2611'],
  serials: [],
  fromMs: testNowMs - 1,
  toMs: null,
  text,
  level: 'stop',
  ...part,
});
const world = (...recalls: Recall[]) => [
  placed('store', chainHome, buildStore()),
  placed('product', chainHome, product),
  placed('variant', chainHome, variant),
  ...buildOffers(variant.id, product.id).map((offer) => placed('offer', chainHome, offer)),
  placed('stock', storeHome, buildStock({ id: variant.id, onHand: 3 })),
  ...recalls.map((recall) => placed('recall', chainHome, recall)),
];
const ask = { productId: product.id, variantId: variant.id, quantity: 1, shown: null, customer: null, siblings: [] };
const ended = (recall: Recall, part = {}, context = buildContext()) => {
  const { outcome, writes } = decideOn(hold, { ...ask, ...part }, world(recall), context);
  expect(writes.length > 0).toBe(outcome.status === 'applied');
  return outcome;
};

test('[OC1] a piece whose lot is called back is not put aside, and the outcome brings the notice along', () => {
  expect(ended(buildRecall(), { piece: { lot: 'l2611' } })).toEqual({
    status: 'rejected',
    code: 'wrong_state',
    result: { recall: text },
    alternatives: [{ kind: 'ask_staff' }],
  });
  expect(ended(buildRecall({ lots: [], serials: ['S1'] }), { piece: { serial: 'S1' } }).status).toBe('rejected');
});

test('another lot, a tag that says none, a notice only to be read: put aside', () => {
  expect(ended(buildRecall(), { piece: { lot: 'L2612' } }).status).toBe('applied');
  expect(ended(buildRecall()).status).toBe('applied');
  expect(ended(buildRecall({ level: 'notice' }), { piece: { lot: 'L2611' } }).status).toBe('applied');
  expect(ended(buildRecall({ gtin14: '09520000000011', lots: [] })).status).toBe('applied');
});

test('[EV1] a recall of the whole product stops tablets that send no lot, the first version of the act too', () => {
  const whole = buildRecall({ lots: [] });
  expect(ended(whole).code).toBe('wrong_state');
  expect(decideOn(holdV1, ask, world(whole)).outcome).toMatchObject({ status: 'rejected', result: { recall: text } });
  expect(hold.open.safeParse(ask).success).toBe(true);
});

test('[CK1] what counts is the moment of the decision: begun since the tap it stops, ended it does not', () => {
  const piece = { lot: 'L2611' };
  const later = buildContext({ atMs: testNowMs - 60_000, nowMs: testNowMs });
  expect(ended(buildRecall({ fromMs: testNowMs - 30_000 }), { piece }, later).status).toBe('rejected');
  expect(ended(buildRecall({ toMs: testNowMs }), { piece }, later).status).toBe('applied');
  expect(ended(buildRecall({ fromMs: testNowMs + 1 }), { piece }, later).status).toBe('applied');
});
