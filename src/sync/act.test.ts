import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { beforeEach, describe, expect, it } from 'vitest';
import { changePrice } from '#domain/actions/change-price.ts';
import { hold } from '#domain/actions/hold.ts';
import { saveToList } from '#domain/actions/save-to-list.ts';
import type { Grant } from '#domain/actor.ts';
import { openOutboxDatabase } from '#local/outbox-database.ts';
import { Action, actionHash } from '#protocol/action.ts';
import { newSealingPair } from '#protocol/sealed.ts';
import type { Installation } from '#protocol/session.ts';
import { buildGrant, chainHome, storeHome, tabletId, testId, testNowMs, webHome } from '#test/build/domain.ts';
import { type ActDeps, queueAct } from './act.ts';
import { wired } from './batch.ts';
import { clockOf } from './clock.ts';
import { recordsOf } from './records.ts';
import { tapOrder } from './tap-order.ts';
import { NotSaved } from './trouble.ts';
import { visitsOf } from './visit.ts';

const chance = { bytes: (count: number) => crypto.getRandomValues(new Uint8Array(count)), fraction: () => 0 };
const open = { productId: 'p', variantId: 'v', quantity: 1, shown: null, customer: null, siblings: [] };
const own = buildGrant();
let shiftGrant: Grant | null;
let deps: ActDeps;
const visits = visitsOf(chance, () => testNowMs);

const { publicKey } = await newSealingPair();

beforeEach(async () => {
  shiftGrant = null;
  const device = {
    id: tabletId,
    name: '',
    mode: 'shopper',
    state: 'active',
    publicKey: { kty: '', crv: '', x: '', y: '' },
    enrolledMs: 0,
    approvedBy: null,
  };
  const installation = {
    device,
    grant: own,
    home: storeHome,
    chain: chainHome,
    web: webHome,
  } as unknown as Installation;
  const outbox = await openOutboxDatabase({
    indexedDB: new IDBFactory(),
    IDBKeyRange,
    newEpoch: () => 'epoch-one',
    onTrouble: () => undefined,
  });
  deps = {
    records: recordsOf(outbox, () => undefined),
    chance,
    order: tapOrder(),
    clock: clockOf({ wallMs: () => testNowMs, monoMs: () => 7, after: () => () => undefined }, 'boot'),
    installation: () => installation,
    grant: () => shiftGrant ?? own,
    visit: visits.visit.get,
    base: (home) => ({
      offers: { home: chainHome, file: null, rev: 4 },
      stock: home === storeHome ? { home, rev: 9, asOfMs: 1 } : null,
    }),
  };
});

describe('an act as it is queued', () => {
  it('[ID4, EV1] has every field of the wire, its kind and version frozen, under its own hash', async () => {
    const record = await queueAct(deps, hold, open, {});
    const { action, origin } = wired(record, tabletId, 'epoch-one');
    expect(Action.safeParse(action).success).toBe(true);
    expect(origin).toBeNull();
    expect(action).toMatchObject({ seq: 1, kind: 'hold', v: 2, bootId: 'boot', monoMs: 7, createdAtMs: testNowMs });
    expect(action.hash).toBe(await actionHash(action));
  });

  it('[OC2] says what the person saw', async () => {
    const record = await queueAct(deps, hold, open, {});
    expect(record.base).toEqual({
      offers: { home: chainHome, file: null, rev: 4 },
      stock: { home: storeHome, rev: 9, asOfMs: 1 },
    });
  });

  it('goes to the home that its act belongs to', async () => {
    const saved = await queueAct(
      deps,
      saveToList,
      { productId: 'p', variantId: 'v', store: storeHome, saved: true },
      {},
    );
    const priced = await queueAct(
      deps,
      changePrice,
      { productId: 'p', variantIds: ['v'], price: { minor: 1, currency: 'BRL' } },
      {},
    );
    const elsewhere = await queueAct(deps, hold, open, { home: webHome });
    expect([saved.home, priced.home, elsewhere.home]).toEqual([visits.visit.get().customerHome, chainHome, webHome]);
  });

  it("[ID5] names the grant it was made under: the open shift's, else the device's", async () => {
    const alone = await queueAct(deps, hold, open, {});
    shiftGrant = buildGrant({ kind: 'shift', level: 'staff' });
    const inShift = await queueAct(deps, hold, open, {});
    const named = await queueAct(deps, hold, open, { grant: own });
    expect([alone.actor, inShift.actor, named.actor]).toEqual([own.id, shiftGrant.id, own.id]);
  });

  it("[ID7] a person's lane is a random name of the visit, another one for the next visitor", async () => {
    const first = await queueAct(deps, hold, open, {});
    const second = await queueAct(deps, hold, open, {});
    visits.end();
    const next = await queueAct(deps, hold, open, {});
    expect(first.lane).toBe(second.lane);
    expect(next.lane).not.toBe(first.lane);
    expect(first.lane).not.toContain(first.visit);
  });

  it('[OR1] acts of one lane are written in the order of their taps, however long each takes to be sealed', async () => {
    const sealing = {
      ...deps,
      installation: () => ({ ...(deps.installation() as Installation), sealingKey: { kid: 'k', publicKey } }),
    };
    const contact = { name: 'Bia', phone: null };
    const [sealed, plain, failed, last] = await Promise.allSettled([
      queueAct(sealing, hold, open, { personal: contact }),
      queueAct(sealing, hold, open, {}),
      queueAct(deps, hold, open, { personal: contact }),
      queueAct(sealing, hold, open, {}),
    ]);
    expect(failed.status).toBe('rejected');
    const seqs = [sealed, plain, last].map((one) => (one.status === 'fulfilled' ? one.value.seq : null));
    expect(seqs).toEqual([1, 2, 3]);
  });

  it('[LC2] whatever goes wrong is "not saved"', async () => {
    const failing = {
      ...deps,
      records: { ...deps.records, add: () => Promise.reject(new DOMException('full', 'QuotaExceededError')) },
    };
    await expect(queueAct(failing, hold, open, {})).rejects.toMatchObject({ name: 'NotSaved', trouble: 'full' });
    await expect(queueAct({ ...deps, installation: () => null }, hold, open, {})).rejects.toBeInstanceOf(NotSaved);
  });

  it('input that its own schema refuses is a bug, and is not queued', async () => {
    await expect(queueAct(deps, hold, { ...open, quantity: 0 }, { id: testId() })).rejects.not.toBeInstanceOf(NotSaved);
    expect(deps.records.all.get()).toEqual([]);
  });
});

describe('a visit', () => {
  it('[K6] ends with everything it held', () => {
    visits.scanned('p', 'v');
    visits.hide('q');
    visits.hide('q');
    const before = visits.visit.get();
    expect([before.scans.length, before.hidden]).toEqual([1, ['q']]);
    visits.end();
    const after = visits.visit.get();
    expect([after.scans, after.hidden]).toEqual([[], []]);
    expect(
      new Set([before.id, before.laneName, before.customerHome, after.id, after.laneName, after.customerHome]).size,
    ).toBe(6);
  });
});
