// What a person does with acts that are here already, on tablets over the real server.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { callStaff } from '#domain/actions/call-staff.ts';
import { hold } from '#domain/actions/hold.ts';
import { holdV1 } from '#domain/actions/hold-v1.ts';
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
const contact = { name: 'Marina Duarte', phone: '+55 11 91234-5678' };
const holds = () => at.db.selectFrom('hold').selectAll().execute();
const settled = (tablet: Tablet) => until(() => tablet.status.get().pending === 0, 'everything settled');
const pushed = (kind: string) =>
  at.lab.requests
    .filter(({ path }) => path === '/sync/v1/push')
    .flatMap(({ body }) => (body as { actions: { action: ActionRecord }[] }).actions)
    .filter(({ action }) => action.kind === kind);
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

describe('a personal part', () => {
  it('[AR1, LC1] is sealed before it is stored: this tablet cannot read it back, the shop can', async () => {
    const profile = new Profile();
    const tablet = await at.tablet({ profile });
    at.lab.fault = () => 'lost';
    const activity = await tablet.act(hold, input(), { personal: contact });
    expect(activity).toMatchObject({ personal: true, prediction: { status: 'applied' } });
    const [record] = await stored(profile);
    expect(record?.payload.sealed?.kid).toBe(tablet.installation.get()?.sealingKey.kid);
    expect(JSON.stringify(await stored(profile))).not.toMatch(/Marina|91234/);
    at.lab.fault = () => null;
    await settled(tablet);
    expect((await holds())[0]?.contact).toEqual(contact);
  });

  it('[AR1, LC2] without a key to seal it to is not saved; without a personal part the act is', async () => {
    const profile = new Profile();
    await (await at.tablet({ profile })).close();
    const outbox = await profile.tab(at.lab).storage.openOutbox(
      () => 'unused',
      () => undefined,
    );
    // As an earlier version of the app has left it.
    const { sealingKey: _, ...older } = (await outbox.meta()).installation as { sealingKey: unknown };
    await outbox.saveMeta({ installation: older });
    outbox.close();
    at.lab.fault = () => 'lost';
    const tablet = await at.tablet({ profile });
    await expect(tablet.act(hold, input(), { personal: contact })).rejects.toMatchObject({ name: 'NotSaved' });
    await expect(tablet.act(hold, input(), { personal: null })).resolves.toMatchObject({ state: 'queued' });
    expect(tablet.activity.get()).toHaveLength(1);
  });
});

describe('an act of another version', () => {
  it('[EV1] of a hold, as the first tablets queued it, is predicted and taken [F27]', async () => {
    const tablet = await at.tablet();
    at.lab.fault = () => 'lost';
    const { prediction } = await tablet.act(holdV1, input());
    expect(prediction?.status).toBe('applied');
    at.lab.fault = () => null;
    await settled(tablet);
    expect(pushed('hold')[0]?.action.v).toBe(1);
    expect(await holds()).toHaveLength(1);
  });
});

describe('what was true when it was tapped', () => {
  it('[OR2] a child of an act that was refused is refused too, and says why [F35]', async () => {
    const tablet = await at.tablet();
    at.lab.fault = () => 'lost';
    const parent = await tablet.act(hold, input(2));
    const child = await tablet.act(callStaff, call, { dependsOn: [parent.id] });
    at.lab.fault = () => null;
    await settled(tablet);
    const outcomeOf = (id: string) => tablet.activity.get().find((act) => act.id === id)?.outcome;
    expect([outcomeOf(parent.id)?.status, outcomeOf(child.id)?.code]).toEqual(['needs_choice', 'parent_rejected']);
  });

  it('[OC2] a price that changed while the tablet was off line is explained, and the act is done [F33]', async () => {
    const tablet = await at.tablet();
    at.lab.fault = () => 'lost';
    const shown = { minor: 39_900, currency: 'BRL' };
    await tablet.act(hold, { ...input(), shown });
    at.lab.fault = () => null;
    await settled(tablet);
    expect(tablet.activity.get()[0]?.outcome).toMatchObject({
      status: 'adjusted',
      code: 'price_changed',
      result: { shown, price: { minor: 45_900 } },
    });
    expect(await holds()).toHaveLength(1);
  });

  it('[ID6] the same id with another payload is the act that was saved first, here and at the server [F36]', async () => {
    const tablet = await at.tablet();
    at.lab.fault = () => 'lost';
    const id = tablet.newActionId();
    await tablet.act(hold, input(), { id });
    await tablet.act(hold, { ...input(), quantity: 3 }, { id });
    at.lab.fault = () => null;
    await settled(tablet);
    expect((await holds()).map(({ quantity }) => quantity)).toEqual([1]);
  });
});

describe('a file of acts', () => {
  it('[PO3, SV1] carries what waits to another tablet; whoever sends it, it takes effect once', async () => {
    const [one, other] = await Promise.all([at.tablet(), at.tablet()]);
    const oneId = one.installation.get()?.device.id ?? '';
    at.lab.fault = (_path, body) => (body.includes(`"deviceId":"${oneId}"`) ? 'lost' : null);
    await one.act(hold, input());
    await one.act(hold, input(0));
    const text = await one.exportActs();
    expect(JSON.parse(text)).toMatchObject({ format: 'gondola-acts', v: 1, device: oneId });
    expect(await other.importActs(text)).toEqual({ added: 2, known: 0 });
    expect(await other.importActs(text)).toEqual({ added: 0, known: 2 });
    await settled(other);
    expect((await holds()).map(({ device }) => device)).toEqual([oneId, oneId]);
    at.lab.fault = () => null;
    one.wake();
    await settled(one);
    expect(await holds()).toHaveLength(2);
    expect(one.activity.get().map(({ outcome }) => outcome?.status)).toEqual(['applied', 'applied']);
  });

  it('[OC3, SV1] whose end only the first tablet is told: the other one asks for its receipt again', async () => {
    const profile = new Profile();
    const [one, other] = await Promise.all([at.tablet(), at.tablet({ profile })]);
    const oneId = one.installation.get()?.device.id ?? '';
    at.lab.fault = (_path, body) => (body.includes(`"deviceId":"${oneId}"`) ? 'lost' : null);
    const { id } = await one.act(hold, input());
    const text = await one.exportActs();
    at.lab.fault = () => null;
    one.wake();
    await settled(one);
    const { outcome } = await at.db
      .selectFrom('receipt')
      .select('outcome')
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    const say = (status: 'accepted' | 'final', said: unknown) =>
      at.db
        .updateTable('receipt')
        .set({ status, outcome: JSON.stringify(said) })
        .where('id', '=', id)
        .execute();
    await say('accepted', null);
    await other.importActs(text);
    await until(() => other.activity.get()[0]?.state === 'accepted', 'accepted');
    const asked = pushed('hold').length;
    await say('final', outcome);
    other.wake();
    await at.closeTablets();
    expect(pushed('hold')).toHaveLength(asked);
    // A quarter of an hour has passed.
    await stored(profile, ({ nextAtMs }) => ({ nextAtMs: nextAtMs - 15 * 60_000 }));
    const later = await at.tablet({ profile });
    later.wake();
    await settled(later);
    expect((await stored(profile))[0]?.receipt?.outcome?.status).toBe('applied');
    expect(await holds()).toHaveLength(1);
  });

  it('holds only the acts that were named', async () => {
    const tablet = await at.tablet();
    at.lab.fault = () => 'lost';
    const { id } = await tablet.act(hold, input());
    await tablet.act(hold, input(0));
    const acts = (JSON.parse(await tablet.exportActs([id])) as { acts: { action: { id: string } }[] }).acts;
    expect(acts.map(({ action }) => action.id)).toEqual([id]);
  });

  it('refuses whatever is no such file, and takes nothing of it', async () => {
    const tablet = await at.tablet();
    const marked = '"format":"gondola-acts","v":1';
    const bad = {
      not_json: 'no JSON',
      other_format: '{"format":"other","v":1,"acts":[]}',
      unreadable: `{${marked},"device":null,"madeMs":1,"acts":[{"origin":null,"action":{}}]}`,
      too_large: ' '.repeat(5 * 1024 * 1024 + 1),
    };
    for (const [reason, text] of Object.entries(bad))
      await expect(tablet.importActs(text)).rejects.toMatchObject({ name: 'BadActFile', reason });
    expect(tablet.activity.get()).toEqual([]);
  });
});

describe('an outcome that was read', () => {
  it('[OC1] is told to the desk, once, and no list shows that', async () => {
    const tablet = await at.tablet();
    const { id } = await tablet.act(hold, input(2));
    await settled(tablet);
    await tablet.seen(id);
    await tablet.seen(id);
    await until(() => pushed('see-outcome').length > 0, 'told');
    await until(
      async () => (await at.db.selectFrom('problem').select('state').execute())[0]?.state === 'seen',
      'the desk knows',
    );
    expect(pushed('see-outcome')).toHaveLength(1);
    expect(tablet.activity.get().map((act) => act.kind)).toEqual(['hold']);
    const done = await tablet.act(hold, input());
    await settled(tablet);
    await tablet.seen(done.id);
    expect(pushed('see-outcome')).toHaveLength(1);
  });
});

describe('a claim code', () => {
  it('[AR2, ID7] opens the acts of a visit that has ended, here and on another tablet, and never says who', async () => {
    const [one, other] = await Promise.all([at.tablet(), at.tablet()]);
    const { claimCode } = one.visit.get();
    const { id } = await one.act(hold, input(), { personal: contact });
    await settled(one);
    one.endVisit();
    expect(one.activity.get()).toEqual([]);
    const typed = `${claimCode.slice(0, 4)}-${claimCode.slice(4)}`.toLowerCase();
    const [here, there] = await Promise.all([one.openClaim(typed), other.openClaim(typed)]);
    expect(here).toMatchObject({ online: true, acts: [{ id, here: true, outcome: { status: 'applied' } }] });
    expect(there).toMatchObject({ online: true, acts: [{ id, here: false, outcome: { status: 'applied' } }] });
    expect(JSON.stringify([here, there])).not.toContain('Marina');
    at.lab.fault = () => 'lost';
    expect(await one.openClaim(claimCode)).toMatchObject({ online: false, acts: [{ id }] });
    expect(await other.openClaim(claimCode)).toEqual({ online: false, acts: [] });
    expect(await one.openClaim('no code')).toEqual({ online: true, acts: [] });
  });
});
