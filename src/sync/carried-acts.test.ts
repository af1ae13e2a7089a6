// Acts that the device which made them can't send any more, over the real server: out of a file, or of its time before.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { hold } from '#domain/actions/hold.ts';
import type { ActionRecord } from '#local/outbox.ts';
import { Profile, until } from '#test/build/browser-lab.ts';
import { openTabletLab, type TabletLab } from '#test/build/tablet-lab.ts';
import type { Tablet } from './tablet-port.ts';

let at: TabletLab;
beforeAll(async () => {
  at = await openTabletLab();
});
beforeEach(() => at.renew([9, 9, 9]));
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
const holds = () => at.db.selectFrom('hold').selectAll().execute();
const deviceOf = (tablet: Tablet): string => tablet.installation.get()?.device.id ?? '';
const codeOf = (tablet: Tablet, id: string) => tablet.activity.get().find((act) => act.id === id)?.outcome?.code;
const endOf = async (tablet: Tablet, id: string) => {
  await until(() => codeOf(tablet, id) !== undefined, 'an end');
  return codeOf(tablet, id);
};
const opened = (profile: Profile) =>
  profile.tab(at.lab).storage.openOutbox(
    () => 'unused',
    () => undefined,
  );
async function stored(profile: Profile): Promise<ActionRecord[]> {
  const outbox = await opened(profile);
  const all = await outbox.all();
  outbox.close();
  return all;
}
type File = { acts: { proof?: string }[] };
/** As the version before wrote it. */
function withoutProof(text: string): string {
  const file = JSON.parse(text) as File;
  for (const act of file.acts) delete act.proof;
  return JSON.stringify(file);
}
function withProof(text: string, proof: string): string {
  const file = JSON.parse(text) as File;
  for (const act of file.acts) act.proof = proof;
  return JSON.stringify(file);
}

describe('the true file of an act', () => {
  it.each([
    ['without a proof', withoutProof],
    ['with a forged one', (text: string) => withProof(text, 'A'.repeat(86))],
  ])('[PO3, SV1] is taken after one %s was refused, once', async (_, spoilt) => {
    const [one, two] = await Promise.all([at.tablet({ mode: 'staff' }), at.tablet({ mode: 'staff' })]);
    at.lab.fault = () => 'lost';
    const { id } = await one.act(hold, input());
    await two.importActs(spoilt(await one.exportActs()));
    at.lab.fault = (_path, body) => (body.includes(`"deviceId":"${deviceOf(two)}"`) ? null : 'lost');
    two.wake();
    expect(await endOf(two, id)).toBe('grant_unknown');
    const file = await one.exportActs();
    expect(await two.importActs(spoilt(file))).toEqual({ added: 0, known: 1 });
    expect(await two.importActs(file)).toEqual({ added: 1, known: 0 });
    await until(() => codeOf(two, id) === 'ok', 'applied');
    expect(await two.importActs(await one.exportActs())).toEqual({ added: 0, known: 1 });
    expect(await holds()).toHaveLength(1);
  });

  it('[PO3] takes the place of one without a proof before that is sent, and of nothing that has one', async () => {
    const profile = new Profile();
    const [one, two] = await Promise.all([at.tablet({ mode: 'staff' }), at.tablet({ profile, mode: 'staff' })]);
    at.lab.fault = () => 'lost';
    await one.act(hold, input());
    const file = await one.exportActs();
    two.wake();
    await until(() => two.status.get().link === 'offline', 'off line');
    expect(await two.importActs(withoutProof(file))).toEqual({ added: 1, known: 0 });
    expect(await two.importActs(file)).toEqual({ added: 1, known: 0 });
    expect(await two.importActs(withProof(file, 'forged'))).toEqual({ added: 0, known: 1 });
    // Its own, on the tablet that made it, is its own.
    expect(await one.importActs(file)).toEqual({ added: 0, known: 1 });
    expect(await stored(profile)).toMatchObject([{ proof: (JSON.parse(file) as File).acts[0]?.proof }]);
  });
});

describe('own acts', () => {
  it('[PO3, ID2] that come back in a file survive the fork of a profile out of a backup', async () => {
    const profile = new Profile();
    const first = await at.tablet({ profile, mode: 'staff' });
    const outbox = await opened(profile);
    const { fresh: _, ...meta } = await outbox.meta();
    outbox.close();
    const backup = new Profile();
    const copied = await opened(backup);
    await copied.saveMeta(meta);
    copied.close();
    const sent = await first.act(hold, input(0));
    expect(await endOf(first, sent.id)).toBe('ok');
    at.lab.fault = () => 'lost';
    const { id } = await first.act(hold, input(1));
    const file = await first.exportActs();
    await at.closeTablets();
    at.lab.fault = () => null;
    const again = await at.tablet({ profile: backup, mode: 'staff' });
    at.lab.fault = () => 'lost';
    const next = await again.act(hold, input(2));
    await again.importActs(file);
    at.lab.fault = () => null;
    again.wake();
    expect([await endOf(again, next.id), await endOf(again, id)]).toEqual(['ok', 'ok']);
    expect((await stored(backup)).map(({ epoch }) => epoch === meta.epoch)).toEqual([false, true]);
  });

  it('[PO3, I1] of the time before this browser was taken in anew go up under the device it was', async () => {
    const profile = new Profile();
    const tablet = await at.tablet({ profile, mode: 'staff' });
    const before = deviceOf(tablet);
    at.lab.fault = (path) => (path === '/sync/v1/push' ? 'lost' : null);
    const old = await tablet.act(hold, input(1));
    await tablet.enrol.start({ store: at.shop.store, mode: 'staff' });
    await tablet.enrol.wait(AbortSignal.timeout(5_000));
    expect(deviceOf(tablet)).not.toBe(before);
    const young = await tablet.act(hold, input(2));
    at.lab.fault = () => null;
    tablet.wake();
    expect([await endOf(tablet, old.id), await endOf(tablet, young.id)]).toEqual(['ok', 'ok']);
    const devices = new Map((await holds()).map(({ id, device }) => [id, device]));
    expect([devices.get(old.id), devices.get(young.id)]).toEqual([before, deviceOf(tablet)]);
    // Once more, the other way round: what was proven stays as it was proven.
    const [{ proof } = { proof: '' }] = await stored(profile);
    await tablet.enrol.start({ store: at.shop.store, mode: 'staff' });
    await tablet.enrol.wait(AbortSignal.timeout(5_000));
    const after = await stored(profile);
    expect(after[0]?.proof).toBe(proof);
    expect(after.every((record) => Boolean(record.proof))).toBe(true);
  });
});
