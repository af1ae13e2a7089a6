// An act that the server could not take, a person's or one of the tablet's own, on tablets over the real server.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { callStaff } from '#domain/actions/call-staff.ts';
import { hold } from '#domain/actions/hold.ts';
import type { ActionRecord } from '#local/outbox.ts';
import { Profile, until } from '#test/build/browser-lab.ts';
import { openTabletLab, type TabletLab } from '#test/build/tablet-lab.ts';
import type { Tablet } from './tablet-port.ts';

let at: TabletLab;
beforeAll(async () => {
  at = await openTabletLab();
});
beforeEach(() => at.renew());
afterEach(() => at.closeTablets());
afterAll(() => at.close());

const input = (which = 1) => ({
  productId: at.shop.productId,
  variantId: at.shop.variantIds[which] ?? '',
  quantity: 1,
  shown: null,
  customer: null,
  siblings: [],
});
const call = { reason: 'call', text: 'A pair, please', productId: null, variantId: null } as const;
const holds = () => at.db.selectFrom('hold').selectAll().execute();
const settled = (tablet: Tablet) => until(() => tablet.status.get().pending === 0, 'everything settled');
async function stored(profile: Profile, change?: (record: ActionRecord) => Partial<ActionRecord>) {
  const outbox = await profile.tab(at.lab).storage.openOutbox(
    () => 'unused',
    () => undefined,
  );
  const ids = (await outbox.all()).map(({ id }) => id);
  if (change) await outbox.change(ids, change);
  const all = await outbox.all();
  outbox.close();
  return all;
}
const parked = { state: 'parked', attempts: 8, failingSinceMs: 1 } as const;

describe('a parked act', () => {
  it('[PO3] is told to the shop once, shown with those that wait for it [OR4], and can be tried again', async () => {
    const profile = new Profile();
    const first = await at.tablet({ profile, mode: 'staff' });
    at.lab.fault = () => 'lost';
    const { id, code } = await first.act(hold, input());
    await at.closeTablets();
    await stored(profile, () => parked);
    let answers = 0;
    at.lab.fault = (path) => (path === '/sync/v1/parked' && answers++ === 0 ? 'answer lost' : null);
    const tablet = await at.tablet({ profile, mode: 'staff' });
    const told = async () => (await stored(profile))[0]?.parkedTold === true;
    await until(() => answers >= 1, 'told');
    await until(() => tablet.status.get().link === 'online', 'on line');
    await until(async () => {
      tablet.wake();
      return told();
    }, 'the answer');
    expect([await told(), tablet.status.get().parked]).toEqual([true, 1]);
    await tablet.act(callStaff, call, { dependsOn: [id] });
    expect(tablet.activity.get().map((act) => [act.state, act.parent])).toEqual([
      ['queued', code],
      ['parked', null],
    ]);
    expect(await holds()).toHaveLength(0);
    await tablet.retry(id);
    await settled(tablet);
    expect(await holds()).toHaveLength(1);
  });
});

describe('what the tablet does by itself', () => {
  it('[PO3] is shown, carried and tried again like any other act once it is parked, and holds up nothing else', async () => {
    const profile = new Profile();
    const first = await at.tablet({ profile, mode: 'staff' });
    const refused = await first.act(hold, input(2));
    await settled(first);
    at.lab.fault = () => 'lost';
    await first.seen(refused.id);
    await until(async () => (await stored(profile)).some(({ kind }) => kind === 'see-outcome'), 'queued');
    expect(first.activity.get().map(({ kind }) => kind)).toEqual(['hold']);
    await at.closeTablets();
    const records = await stored(profile, ({ quiet }) => (quiet ? parked : {}));
    const quietId = records.find(({ quiet }) => quiet)?.id;
    at.lab.fault = () => null;
    const tablet = await at.tablet({ profile, mode: 'staff' });
    await until(() => tablet.activity.get().some((act) => act.id === quietId && act.state === 'parked'), 'shown');
    expect(tablet.status.get()).toMatchObject({ parked: 1, pending: 0 });
    expect(JSON.parse(await tablet.exportActs())).toMatchObject({ acts: [{ action: { id: quietId } }] });
    const copies = () => at.db.selectFrom('dead_letter').select('id').execute();
    await until(async () => (await copies()).length === 1, 'copied');
    await tablet.retry(quietId!);
    await until(() => tablet.status.get().parked === 0, 'tried again');
    await until(
      async () => (await at.db.selectFrom('problem').select('state').execute())[0]?.state === 'seen',
      'the desk knows',
    );
  });
});
