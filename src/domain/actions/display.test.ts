import { expect, test } from 'vitest';
import {
  buildContext,
  buildGrant,
  buildStore,
  buildVariant,
  chainHome,
  decideOn,
  placed,
  testId,
  testNowMs,
} from '#test/build/domain.ts';
import type { DeviceId } from '#domain/ids.ts';
import { approveDevice } from './approve-device.ts';
import { publishCard } from './publish-card.ts';
import { retireDevice } from './retire-device.ts';

const wall = testId<DeviceId>();
const paula = () => buildContext({ grant: buildGrant({ kind: 'shift', level: 'manager', subject: 'staff-paula' }) });
const variant = buildVariant();
const shop = [placed('store', chainHome, buildStore()), placed('variant', chainHome, variant)];
const approval = {
  deviceId: wall,
  name: 'Vitrine',
  mode: 'display' as const,
  publicKey: { kty: 'EC', crv: 'P-256', x: 'x', y: 'y' },
  screen: { kind: 'wall' as const, width: 1920, height: 1080 },
};
const approved = () => decideOn(approveDevice, approval, shop, paula()).after;
const publication = (variantId = variant.id) => ({
  display: wall,
  fromMs: testNowMs,
  toMs: null,
  card: {
    template: 'shelf' as const,
    version: 1,
    title: { 'pt-BR': 'Semana da Serra' },
    variantIds: [variantId],
    locale: 'pt-BR' as const,
  },
});

test('[K1] a manager’s approval makes the device and its screen, once', () => {
  expect(approved().map((at) => at.table)).toEqual(expect.arrayContaining(['device', 'display']));
  expect(decideOn(approveDevice, approval, approved(), paula()).outcome.code).toBe('already_done');
});

test('publishing makes an immutable revision and moves the manifest to it', () => {
  const first = decideOn(publishCard, publication(), approved(), paula());
  const second = decideOn(publishCard, publication(), first.after, paula());
  expect([first.outcome.result, second.outcome.result]).toEqual([{ revision: 1 }, { revision: 2 }]);
  expect(second.after.filter((at) => at.table === 'publication')).toHaveLength(2);
  expect(second.after.find((at) => at.table === 'manifest')?.row).toMatchObject({ id: wall, revision: 2 });
});

test('a card for a product that does not exist is refused', () => {
  expect(decideOn(publishCard, publication('nothing'), approved(), paula()).outcome.code).toBe('unknown_product');
});

test('a lost device never comes back to life', () => {
  const lost = decideOn(retireDevice, { deviceId: wall, state: 'lost' as const }, approved(), paula()).after;
  expect(decideOn(retireDevice, { deviceId: wall, state: 'active' as const }, lost, paula()).outcome.code).toBe(
    'wrong_state',
  );
});
