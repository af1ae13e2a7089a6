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
} from '#test/build/domain.ts';
import { actOf } from './all.ts';
import { hold } from './hold.ts';
import { holdV1 } from './hold-v1.ts';

const product = buildProduct();
const variant = buildVariant({ productId: product.id });
const world = [
  placed('store', chainHome, buildStore()),
  placed('product', chainHome, product),
  placed('variant', chainHome, variant),
  ...buildOffers(variant.id, product.id).map((offer) => placed('offer', chainHome, offer)),
  placed('stock', storeHome, buildStock({ id: variant.id, onHand: 2 })),
];
const input = {
  productId: product.id,
  variantId: variant.id,
  quantity: 3,
  shown: null,
  customer: null,
  siblings: [],
};

test('[EV1] the first version of a hold means what it meant: the same decision, and nobody to call [F27]', () => {
  const context = buildContext();
  const [old, now] = [decideOn(holdV1, input, world, context), decideOn(hold, input, world, context)];
  expect(old).toEqual(now);
  expect(old.outcome).toMatchObject({ status: 'adjusted', code: 'fewer' });
  expect([actOf('hold', 1)?.v, actOf('hold', 2)?.v]).toEqual([1, 2]);
});

test('[EV1] it takes no lease: what it never had is no part of it', () => {
  expect(holdV1.open.safeParse({ ...input, lease: 'device/epoch/variant' }).success).toBe(false);
  expect(holdV1.open.safeParse(input).success).toBe(true);
});
