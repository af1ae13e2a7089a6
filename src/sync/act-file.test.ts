// A file of acts that somebody has written into, opened on a staff tablet over the real server.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { hold } from '#domain/actions/hold.ts';
import { type Action, actionHash } from '#protocol/action.ts';
import { until } from '#test/build/browser-lab.ts';
import { openTabletLab, type TabletLab } from '#test/build/tablet-lab.ts';
import type { Tablet } from './tablet-port.ts';

let at: TabletLab;
beforeAll(async () => {
  at = await openTabletLab();
});
beforeEach(() => at.renew());
afterEach(() => at.closeTablets());
afterAll(() => at.close());

interface File {
  acts: { origin: { device: string; epoch: string }; action: Action; proof?: string }[];
}

const input = () => ({
  productId: at.shop.productId,
  variantId: at.shop.variantIds[1],
  quantity: 1,
  shown: null,
  customer: null,
  siblings: [],
});
const reserved = async () =>
  (await at.db.selectFrom('hold').select('quantity').execute()).map(({ quantity }) => quantity);
const endOf = async (tablet: Tablet, id: string) => {
  const find = () => tablet.activity.get().find((act) => act.id === id)?.outcome?.code;
  await until(() => find() !== undefined, 'an end');
  return find();
};

describe('a file of acts', () => {
  it.each(['opened elsewhere', 'opened where it was written'])(
    '[PO3] with an act written into it gives that one a refusal that is shown, and the true one its effect: %s',
    async (where) => {
      const [one, other] = await Promise.all([at.tablet({ mode: 'staff' }), at.tablet({ mode: 'staff' })]);
      at.lab.fault = () => 'lost';
      const { id } = await one.act(hold, input());
      const file = JSON.parse(await one.exportActs()) as File;
      const [act] = file.acts;
      if (!act) throw new Error('no act');
      const changed = { ...act.action, payload: { open: { ...input(), quantity: 4 }, sealed: null } };
      const forged = { ...changed, id: one.newActionId(), seq: act.action.seq + 1, hash: await actionHash(changed) };
      file.acts.push({ ...act, action: forged });
      const opener = where === 'opened elsewhere' ? other : one;
      await opener.importActs(JSON.stringify(file));
      at.lab.fault = () => null;
      opener.wake();
      expect([await endOf(opener, id), await endOf(opener, forged.id)]).toEqual(['ok', 'grant_unknown']);
      expect(await reserved()).toEqual([1]);
      // Its number was not used up: what is asked for next needs no new epoch.
      const next = await opener.act(hold, input());
      expect(await endOf(opener, next.id)).toBe('ok');
    },
  );

  it('[PO3] goes on through a third tablet with the proof that it came with, and an old one without any is refused', async () => {
    const tablets = await Promise.all([1, 2, 3].map(() => at.tablet({ mode: 'staff' })));
    const [one, two, three] = tablets as [Tablet, Tablet, Tablet];
    at.lab.fault = () => 'lost';
    const [first, second] = [await one.act(hold, input()), await one.act(hold, input())];
    const old = JSON.parse(await one.exportActs([second.id])) as File;
    for (const act of old.acts) delete act.proof;
    await two.importActs(await one.exportActs([first.id]));
    await two.importActs(JSON.stringify(old));
    await three.importActs(await two.exportActs());
    at.lab.fault = (_path, body) =>
      body.includes(`"deviceId":"${three.installation.get()?.device.id}"`) ? null : 'lost';
    three.wake();
    expect([await endOf(three, first.id), await endOf(three, second.id)]).toEqual(['ok', 'grant_unknown']);
    expect(await reserved()).toEqual([1]);
  });
});
