// A tablet over the real server when something bigger has gone wrong: storage, keys, clones, restored servers.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sql } from 'kysely';
import { handOver } from '#domain/actions/hand-over.ts';
import { hold } from '#domain/actions/hold.ts';
import { StorageTrouble, type Trouble } from '#local/storage-trouble.ts';
import { allTables } from '#test/build/small-shop.ts';
import { Profile, until } from '#test/build/browser-lab.ts';
import { openTabletLab, type TabletLab } from '#test/build/tablet-lab.ts';
import { openTablet } from './tablet.ts';
import type { Tablet } from './tablet-port.ts';
import { NotSaved } from './trouble.ts';

let at: TabletLab;
beforeAll(async () => {
  at = await openTabletLab();
});
beforeEach(() => at.renew());
afterEach(() => at.closeTablets());
afterAll(() => at.close());

const input = (variant = 1) => ({
  productId: at.shop.productId,
  variantId: at.shop.variantIds[variant] ?? '',
  quantity: 1,
  shown: null,
  customer: null,
  siblings: [],
});
const holds = () => at.db.selectFrom('hold').selectAll().execute();
const settled = (tablet: Tablet) => until(() => tablet.status.get().pending === 0, 'everything settled');

describe('a tablet in trouble', () => {
  it('without storage still shows products, and says of no act that it is saved', async () => {
    const refuse = () => Promise.reject(new StorageTrouble('blocked'));
    const tablet = await at.tablet({
      change: (ports) => ({ ...ports, storage: { ...ports.storage, openOutbox: refuse, openReplica: refuse } }),
    });
    expect(tablet.catalogue.get()?.variantsByGtin('09520000000001')).toHaveLength(1);
    expect(tablet.status.get().storage).toBe('blocked');
    await expect(tablet.act(hold, input())).rejects.toBeInstanceOf(NotSaved);
    expect(await holds()).toHaveLength(0);
  });

  it('[LC2, SG2] a full disk is "not saved", and the tablet works on [F21]', async () => {
    let full = false;
    const tablet = await at.tablet({
      change: (ports) => ({
        ...ports,
        storage: {
          ...ports.storage,
          async openOutbox(...values) {
            const outbox = await ports.storage.openOutbox(...values);
            return {
              ...outbox,
              add: (draft) => (full ? Promise.reject(new StorageTrouble('full')) : outbox.add(draft)),
            };
          },
        },
      }),
    });
    full = true;
    await expect(tablet.act(hold, input())).rejects.toMatchObject({ name: 'NotSaved', trouble: 'full' });
    expect(tablet.activity.get()).toEqual([]);
    full = false;
    await tablet.act(hold, input());
    await settled(tablet);
    expect(await holds()).toHaveLength(1);
  });

  it('[SG2, SV1] what was saved before the disk ran full goes up all the same, and is called sent when there is room', async () => {
    let full = false;
    const unlessFull = <T>(work: () => Promise<T>): Promise<T> =>
      full ? Promise.reject(new StorageTrouble('full')) : work();
    const tablet = await at.tablet({
      change: (ports) => ({
        ...ports,
        storage: {
          ...ports.storage,
          async openOutbox(...values) {
            const outbox = await ports.storage.openOutbox(...values);
            return {
              ...outbox,
              add: (draft) => unlessFull(() => outbox.add(draft)),
              change: (...asked) => unlessFull(() => outbox.change(...asked)),
              saveMeta: (change) => unlessFull(() => outbox.saveMeta(change)),
            };
          },
        },
      }),
    });
    at.lab.fault = () => 'lost';
    await tablet.act(hold, input());
    await until(() => tablet.status.get().link === 'offline', 'off line');
    full = true;
    at.lab.fault = () => null;
    tablet.wake();
    await until(async () => (await holds()).length === 1, 'taken');
    await until(() => tablet.status.get().storage === 'full', 'said');
    expect(tablet.activity.get()).toMatchObject([{ state: 'queued', sentMs: null, outcome: null }]);
    full = false;
    tablet.wake();
    await settled(tablet);
    expect(tablet.activity.get()).toMatchObject([{ state: 'settled', outcome: { status: 'applied' } }]);
    expect(await holds()).toHaveLength(1);
  });

  it('[PU3, ID2] two clones of one outbox fork: the second takes a new epoch and nothing is lost [F25]', async () => {
    const profile = new Profile();
    const first = await at.tablet({ profile });
    const outbox = await profile.tab(at.lab).storage.openOutbox(
      () => 'unused',
      () => undefined,
    );
    const { fresh: _, ...meta } = await outbox.meta();
    outbox.close();
    const clone = new Profile();
    const copied = await clone.tab(at.lab).storage.openOutbox(
      () => 'unused',
      () => undefined,
    );
    await copied.saveMeta(meta);
    copied.close();
    const second = await at.tablet({ profile: clone });
    expect(second.installation.get()?.device.id).toBe(first.installation.get()?.device.id);

    await first.act(hold, input());
    await settled(first);
    await second.act(hold, input());
    await settled(second);
    expect(await holds()).toHaveLength(2);
    expect(clone.note?.epoch).not.toBe(profile.note?.epoch);
  });

  it('[ID1] the key of a device cannot be read out, and lies where the next start finds it', async () => {
    const profile = new Profile();
    await (await at.tablet({ profile })).close();
    const outbox = await profile.tab(at.lab).storage.openOutbox(
      () => 'unused',
      () => undefined,
    );
    const { keys, deviceId } = await outbox.meta();
    outbox.close();
    expect(deviceId).not.toBeNull();
    expect(keys?.privateKey.extractable).toBe(false);
    await expect(crypto.subtle.exportKey('jwk', keys!.privateKey)).rejects.toThrow('not extractable');
  });

  it('[TB2] what a killed page was sending goes up as soon as the browser is back', async () => {
    const profile = new Profile();
    const first = await at.tablet({ profile });
    at.lab.fault = () => 'lost';
    const { id } = await first.act(hold, input());
    await at.closeTablets();
    const outbox = await profile.tab(at.lab).storage.openOutbox(
      () => 'unused',
      () => undefined,
    );
    await outbox.change([id], () => ({ state: 'sending', sendClaim: { by: 'a killed page', atMs: Date.now() } }));
    outbox.close();
    at.lab.fault = () => null;
    await settled(await at.tablet({ profile }));
    expect(await holds()).toHaveLength(1);
  });

  it('[SG4] a connection that stays lost reloads the page', async () => {
    let [reloads, break_]: [number, (trouble: Trouble) => void] = [0, () => undefined];
    const tablet = await at.tablet({
      change: (ports) => ({
        ...ports,
        page: { ...ports.page, reload: () => void (reloads += 1) },
        storage: {
          ...ports.storage,
          openOutbox(newEpoch, onTrouble) {
            break_ = onTrouble;
            return ports.storage.openOutbox(newEpoch, onTrouble);
          },
        },
      }),
    });
    break_('lost');
    expect(reloads).toBe(1);
    expect(tablet.status.get().storage).toBe('ok');
  });

  it('[SG1] whether the browser keeps its data is asked, and the server hears it', async () => {
    const tablet = await at.tablet();
    await tablet.close();
    expect(await at.db.selectFrom('device_report').select('persisted').execute()).toEqual([{ persisted: true }]);
  });

  it('[SG3] a database that vanished with acts in it is told to the server, once [F23]', async () => {
    const profile = new Profile();
    const first = await at.tablet({ profile });
    at.lab.fault = () => 'lost';
    await first.act(hold, input());
    const { note } = profile;
    expect(note).toMatchObject({ pending: 1 });
    await at.closeTablets();
    const empty = new Profile();
    empty.note = note;
    at.lab.fault = () => null;
    // Opened and closed before it is a device again: what was lost is not forgotten.
    const glance = openTablet(empty.tab(at.lab));
    await until(() => glance.status.get().lost === 1, 'known');
    await glance.close();
    const again = await at.tablet({ profile: empty });
    expect(again.status.get().lost).toBe(1);
    const told = () => at.db.selectFrom('device_report').select('lost').where('lost', 'is not', null).execute();
    await until(async () => (await told()).length === 1, 'told');
    expect((await told())[0]?.lost).toEqual(note);
    const hellos = () =>
      at.lab.requests.flatMap(({ path, body }) => (path === '/sync/v1/hello' ? [body as { lost: unknown }] : []));
    const before = hellos().length;
    // After any trouble it greets again.
    let faults = 1;
    at.lab.fault = (path) => (path === '/sync/v1/pull' && faults-- > 0 ? 'lost' : null);
    again.wake();
    await until(() => hellos().length > before, 'greeted again');
    expect(hellos().filter(({ lost }) => lost !== null)).toHaveLength(1);
  });

  it('[PU3] a device that the server no longer knows pauses, keeps its acts, and goes on when it is let in again [F37]', async () => {
    const tablet = await at.tablet();
    await at.db.updateTable('device').set({ state: 'suspended' }).execute();
    await tablet.act(hold, input());
    await until(() => tablet.status.get().paused === 'unknown_device', 'paused');
    expect(tablet.activity.get()[0]?.state).toBe('queued');
    await at.db.updateTable('device').set({ state: 'active' }).execute();
    tablet.wake();
    await settled(tablet);
    expect(tablet.status.get().paused).toBeNull();
    expect(await holds()).toHaveLength(1);
  });

  it('[PL4, PL6, ST2] a server restored from a backup gets again what it has lost, and both agree [F40]', async () => {
    const tablet = await at.tablet();
    await until(async () => (await at.db.selectFrom('grant').selectAll().execute()).length > 0, 'grant');
    for (const table of allTables)
      await sql`create table ${sql.table(`saved_${table}`)} as select * from ${sql.table(table)}`.execute(at.db);
    await tablet.act(hold, input());
    await tablet.act(hold, input());
    await settled(tablet);
    await until(() => tablet.view.get().predictions.size === 0, 'pulled');
    // At once, as nobody is served while a backup is put back.
    await at.db.transaction().execute(async (trx) => {
      for (const table of allTables) {
        await sql`delete from ${sql.table(table)}`.execute(trx);
        await sql`insert into ${sql.table(table)} select * from ${sql.table(`saved_${table}`)}`.execute(trx);
        await sql`drop table ${sql.table(`saved_${table}`)}`.execute(trx);
      }
    });
    expect(await holds()).toHaveLength(0);
    tablet.wake();
    await until(async () => (await holds()).length === 2, 'offered again');
    await settled(tablet);
    await until(() => tablet.catalogue.get()?.stock(at.shop.store, input().variantId)?.stock.reserved === 2, 'agreed');
  });

  it('[FD4] staff rows come with the shift and go with it; an act made in it is judged by its grant', async () => {
    const { db, shop } = at;
    const { makeStaff, makeFulfilment } = await import('#test/build/staff.ts');
    await makeStaff(db, shop, '101', '2468');
    const ready = await makeFulfilment(db, shop);
    const tablet = await at.tablet({ mode: 'staff' });
    expect(tablet.view.get().knows('fulfilment', shop.store)).toBe(false);
    expect(await tablet.signIn('101', '1111')).toMatchObject({ ok: false, error: 'wrong_pin' });
    expect(await tablet.signIn('101', '2468')).toEqual({ ok: true });
    await until(
      () =>
        tablet.view.get().knows('fulfilment', shop.store) &&
        tablet.view.get().get('fulfilment', shop.store, ready.id) !== null,
      'staff rows',
    );
    at.lab.fault = () => 'lost';
    const done = await tablet.act(handOver, { fulfilmentId: ready.id, proof: ready.proof });
    expect(done.prediction?.status).toBe('applied');
    expect(tablet.view.get().get('fulfilment', shop.store, ready.id)?.state).toBe('done');
    at.lab.fault = () => null;
    await settled(tablet);
    const row = await db.selectFrom('fulfilment').select('state').executeTakeFirst();
    expect(row?.state).toBe('done');
    await tablet.signOut();
    await until(() => !tablet.view.get().knows('fulfilment', shop.store), 'forgotten');
  });
});
