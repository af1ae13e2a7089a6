import { expect, test } from 'vitest';
import {
  buildContext,
  buildGrant,
  buildVariant,
  chainHome,
  decideOn,
  placed,
  storeHome,
  testId,
} from '#test/build/domain.ts';
import type { DeviceId, HomeId } from '#domain/ids.ts';
import { saveToList } from './save-to-list.ts';

const person = testId<HomeId>();
const variant = buildVariant();
const world = [placed('variant', chainHome, variant)];
const input = { productId: variant.productId, variantId: variant.id, store: storeHome, saved: true };

test('the first save of a nameless visit makes its own home and the item', () => {
  const { outcome, writes } = decideOn(saveToList, input, world, buildContext({ home: person }));
  expect(outcome.status).toBe('applied');
  expect(writes.map((write) => write.table)).toEqual(['customer', 'listItem']);
});

test('saving twice is saving once, and taking off leaves nothing', () => {
  const context = buildContext({ home: person });
  const once = decideOn(saveToList, input, world, context).after;
  const twice = decideOn(saveToList, input, once, context).after;
  expect(twice.filter((at) => at.table === 'listItem')).toEqual(once.filter((at) => at.table === 'listItem'));
  expect(
    decideOn(saveToList, { ...input, saved: false }, twice, context).after.filter((at) => at.table === 'listItem'),
  ).toEqual([]);
});

test('another tablet can’t write into this visit’s list', () => {
  const once = decideOn(saveToList, input, world, buildContext({ home: person })).after;
  const other = buildContext({ home: person, grant: buildGrant({ device: testId<DeviceId>() }) });
  expect(decideOn(saveToList, input, once, other).outcome).toMatchObject({ status: 'rejected', code: 'not_yours' });
});
