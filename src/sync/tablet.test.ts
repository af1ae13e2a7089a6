// A tablet over the real server: from the tap to the row in the database and back, with the network misbehaving.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { hold } from '#domain/actions/hold.ts';
import { saveToList } from '#domain/actions/save-to-list.ts';
import { available } from '#domain/stock.ts';
import { Profile, until } from '#test/build/browser-lab.ts';
import { openTabletLab, type TabletLab } from '#test/build/tablet-lab.ts';
import type { Tablet } from './tablet-port.ts';
import { openTablet } from './tablet.ts';

let at: TabletLab;

beforeAll(async () => {
  at = await openTabletLab();
});
beforeEach(() => at.renew());
afterEach(() => at.closeTablets());
afterAll(() => at.close());

const input = (variant = 1, quantity = 1) => ({
  productId: at.shop.productId,
  variantId: at.shop.variantIds[variant] ?? '',
  quantity,
  shown: null,
  customer: null,
  siblings: [...at.shop.variantIds],
});
const free = (tablet: Tablet, variant = 1): number => {
  const seen = tablet.view.get().stock(at.shop.store, at.shop.variantIds[variant] ?? '');
  return seen ? available(seen.stock) : Number.NaN;
};
const holds = () => at.db.selectFrom('hold').selectAll().execute();
const settled = (tablet: Tablet) => until(() => tablet.status.get().pending === 0, 'everything settled');

describe('a tablet and the server', () => {
  it('fills its catalogue from the server and answers a code', async () => {
    const tablet = await at.tablet();
    const [variant] = tablet.catalogue.get()?.variantsByGtin('09520000000001') ?? [];
    expect(variant?.id).toBe(at.shop.variantIds[1]);
    expect(tablet.catalogue.get()?.stock(at.shop.store, at.shop.variantIds[1])?.stock.onHand).toBe(5);
    expect(tablet.catalogue.get()?.store(at.shop.store)?.name).toBe('Centro');
    expect(tablet.status.get().link).toBe('online');
  });

  it('fills it from packed files, keeps none of their rows, and opens them with no network', async () => {
    await at.pack();
    const profile = new Profile();
    const first = await at.tablet({ profile });
    expect(await profile.files.names()).toHaveLength(3);
    await until(
      () => first.catalogue.get()?.stock(at.shop.web, at.shop.variantIds[0])?.stock.onHand === 7,
      'the web floor',
    );
    await first.close();
    at.lab.fault = () => 'lost';
    const again = await at.tablet({ profile });
    expect(
      again.catalogue
        .get()
        ?.sample(0, 9)
        .map(({ id }) => id),
    ).toEqual([at.shop.productId]);
    expect(again.catalogue.get()?.stock(at.shop.web, at.shop.variantIds[0])?.stock.onHand).toBe(7);
    await until(() => again.status.get().link === 'offline', 'offline');
  });

  it('[LC2, I5] says saved only when the act is stored, and shows at once what it will do', async () => {
    const tablet = await at.tablet();
    at.lab.fault = () => 'lost';
    const activity = await tablet.act(hold, input());
    expect(activity).toMatchObject({ state: 'queued', outcome: null, prediction: { status: 'applied' } });
    expect(free(tablet)).toBe(4);
    expect(tablet.catalogue.get()?.stock(at.shop.store, input().variantId)?.stock.reserved).toBe(0);
  });

  it('[SV1] the tablet predicts what the server decides, and both end at the same rows', async () => {
    const tablet = await at.tablet();
    const { id, prediction } = await tablet.act(hold, input(1, 7));
    await settled(tablet);
    const done = tablet.activity.get().find((one) => one.id === id);
    expect(done).toMatchObject({ state: 'settled', outcome: { status: 'adjusted', result: { quantity: 5 } } });
    expect(done?.outcome?.result).toMatchObject({
      code: prediction?.result['code'],
      quantity: prediction?.result['quantity'],
    });
    await until(() => tablet.view.get().predictions.size === 0, 'overlay gone');
    expect(free(tablet)).toBe(0);
  });

  it('[ID3] an act has its id from the instant of the tap, though the outbox opens much later', async () => {
    const profile = new Profile();
    await (await at.tablet({ profile })).close();
    const ports = profile.tab(at.lab);
    const [opening, startMs] = [Promise.withResolvers<void>(), Date.now()];
    let passedMs = 0;
    const tablet = openTablet({
      ...ports,
      time: { ...ports.time, wallMs: () => startMs + passedMs },
      storage: {
        ...ports.storage,
        openOutbox: (...values) => opening.promise.then(() => ports.storage.openOutbox(...values)),
      },
    });
    const acting = tablet.act(hold, input());
    passedMs = 60_000;
    opening.resolve();
    const { id } = await acting;
    await tablet.close();
    expect(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)).toBe(startMs);
  });

  it('[ID3, I2] an act whose answers are lost is sent again and takes effect once [F02]', async () => {
    const tablet = await at.tablet();
    let lost = 0;
    at.lab.fault = (path) => (path === '/sync/v1/push' && lost++ < 2 ? 'answer lost' : null);
    await tablet.act(hold, input());
    await settled(tablet);
    expect(lost).toBeGreaterThanOrEqual(3);
    expect(await holds()).toHaveLength(1);
    await until(() => tablet.view.get().predictions.size === 0, 'overlay gone');
    expect(free(tablet)).toBe(4);
  });

  it.each(['portal', 'cut', { status: 500 }, { status: 429, header: { 'retry-after': '0' } }] as const)(
    '[PU1] %j for a push is no receipt: the act stays and goes up later',
    async (fault) => {
      const tablet = await at.tablet();
      let faults = 0;
      at.lab.fault = (path) => (path === '/sync/v1/push' && faults++ < 3 ? fault : null);
      const { id } = await tablet.act(hold, input());
      await until(() => faults >= 2, 'tried again');
      expect(tablet.activity.get().find((one) => one.id === id)?.outcome).toBeNull();
      await settled(tablet);
      expect(await holds()).toHaveLength(1);
    },
  );

  it('[ID6] two taps with one id are one act', async () => {
    const tablet = await at.tablet();
    const id = tablet.newActionId();
    await Promise.all([tablet.act(hold, input(), { id }), tablet.act(hold, input(), { id })]);
    await settled(tablet);
    expect(await holds()).toHaveLength(1);
  });

  it('[OC1] of two tablets that ask for the last one, the other hears why and what else there is [F32]', async () => {
    const [one, other] = await Promise.all([at.tablet(), at.tablet()]);
    const lateId = other.installation.get()?.device.id ?? '';
    at.lab.fault = (_path, body) => (body.includes(lateId) ? 'lost' : null);
    await Promise.all([one.act(hold, input(0)), other.act(hold, input(0))]);
    expect([free(one, 0), free(other, 0)]).toEqual([0, 0]);
    await settled(one);
    at.lab.fault = () => null;
    await settled(other);
    const [activity] = other.activity.get();
    expect(activity?.outcome).toMatchObject({
      status: 'needs_choice',
      code: 'sold_out',
      alternatives: [
        { kind: 'other_variant', available: 5 },
        { kind: 'online', available: 7 },
      ],
    });
    expect(activity?.seen).toBe(false);
    if (activity) await other.seen(activity.id);
    expect(other.activity.get()[0]?.seen).toBe(true);
  });

  it('[PL5] what one tablet does is on another one without its asking', async () => {
    const [one, other] = await Promise.all([at.tablet(), at.tablet()]);
    await until(() => at.lab.requests.filter(({ path }) => path === '/sync/v1/pull').length >= 2, 'both pulled');
    await one.act(hold, input());
    await until(() => free(other) === 4, 'poked', 2_000);
  });

  it('[LC1] an act of a killed page goes up when the browser is back', async () => {
    const profile = new Profile();
    const first = await at.tablet({ profile });
    at.lab.fault = () => 'lost';
    await first.act(hold, input());
    await first.close();
    at.lab.fault = () => null;
    const again = await at.tablet({ profile });
    await settled(again);
    expect(await holds()).toHaveLength(1);
    expect(again.activity.get()).toEqual([]);
  });

  it('[TB2] two tabs with one outbox send each act once', async () => {
    const profile = new Profile();
    const first = await at.tablet({ profile });
    const second = await at.tablet({ profile });
    await Promise.all([first.act(hold, input()), second.act(hold, input()), first.act(hold, input(0))]);
    await Promise.all([settled(first), settled(second)]);
    expect(await holds()).toHaveLength(3);
    const sent = at.lab.requests
      .filter(({ path }) => path === '/sync/v1/push')
      .flatMap(({ body }) => (body as { actions: { action: { id: string } }[] }).actions);
    expect(new Set(sent.map(({ action }) => action.id)).size).toBe(sent.length);
  });

  it('keeps what a visit saves under a home that says no name, and forgets it with the visit', async () => {
    const tablet = await at.tablet();
    const { customerHome } = tablet.visit.get();
    const saved = () =>
      tablet.view
        .get()
        .list('listItem', customerHome, 'main/')
        .map((row) => row.variantId);
    expect(saved()).toEqual([]);
    await tablet.act(saveToList, {
      productId: at.shop.productId,
      variantId: input().variantId,
      store: at.shop.store,
      saved: true,
    });
    expect(saved()).toEqual([input().variantId]);
    await settled(tablet);
    await until(() => tablet.view.get().predictions.size === 0, 'rows of the visit pulled');
    expect(saved()).toEqual([input().variantId]);
    tablet.endVisit();
    await until(() => !tablet.view.get().knows('listItem', customerHome), 'forgotten');
    expect(tablet.activity.get()).toEqual([]);
  });
});
