// What the in-memory database can't show, for it has one session: transactions that really run beside each other.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import type pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Receipt } from '#protocol/push.ts';
import {
  addDevice,
  addGrant,
  buildAction,
  nextId,
  openTestServer,
  push,
  pushOne,
  type TestDevice,
  type TestServer,
} from '#test/build/shop-server.ts';
import { commit, emptyDatabase, makeSmallShop, type SmallShop, startMs } from '#test/build/small-shop.ts';
import { put } from '#domain/tx.ts';
import { openDatabase, openPool } from './database/connection.ts';
import { type Embedded, startEmbedded } from './database/embedded.ts';
import { migrate } from './database/migrate.ts';
import type { Database } from './database/schema.ts';
import { createHub } from './hub.ts';
import { tellServers } from './import/tell-servers.ts';
import { listenForRevs } from './listen.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'gondola-push-'));
let embedded: Embedded;
let pool: pg.Pool;
let db: Kysely<Database>;
let server: TestServer;
let shop: SmallShop;

beforeAll(async () => {
  const quiet = (): void => undefined;
  embedded = await startEmbedded({ dataDir, onProgress: quiet });
  pool = openPool({ connectionString: embedded.connectionString, onTrouble: quiet, max: 8 });
  db = openDatabase<Database>(pool);
  await migrate(db, quiet);
  server = await openTestServer(db);
});
afterAll(async () => {
  await server.close();
  await pool.end();
  await embedded.stop();
  rmSync(dataDir, { recursive: true, force: true });
});
beforeEach(async () => {
  await emptyDatabase(db);
  server.clock.ms = startMs + 60_000;
  shop = await makeSmallShop(db, undefined, [1, 6, 0]);
});

const buildHold = (device: TestDevice, index: 0 | 1) =>
  buildAction(device, 'hold', {
    productId: shop.productId,
    variantId: shop.variantIds[index],
    quantity: 1,
    shown: null,
    customer: null,
    siblings: [...shop.variantIds],
  });
const devices = (count: number) => Promise.all(Array.from({ length: count }, () => addDevice(db, shop.store)));
const reserved = async (index: 0 | 1) =>
  (
    await db
      .selectFrom('stock')
      .select('reserved')
      .where('home_id', '=', shop.store)
      .where('id', '=', shop.variantIds[index])
      .executeTakeFirst()
  )?.reserved;
const ends = (receipts: Receipt[]) => receipts.map(({ status, outcome }) => outcome?.status ?? status).toSorted();

/** The revs of the store in order, which must have no gap, and the number of the counter. */
async function revsAreWhole(home: string): Promise<void> {
  const revs = (await db.selectFrom('rev').select('rev').where('home_id', '=', home).orderBy('rev').execute()).map(
    ({ rev }) => rev,
  );
  expect(revs).toEqual(revs.map((_, index) => index + 1));
  expect((await db.selectFrom('home').select('rev').where('id', '=', home).executeTakeFirst())?.rev).toBe(revs.length);
}

describe('on a real PostgreSQL, several connections at once', () => {
  test('[SV1] two tablets ask for the last unit at the same instant: one is applied, the other hears what else it can do', async () => {
    const [first, second] = await devices(2);
    if (!first || !second) throw new Error('no devices');
    const actions = await Promise.all([buildHold(first, 0), buildHold(second, 0)]);
    const receipts = await Promise.all([
      pushOne(server.app, first, actions[0]),
      pushOne(server.app, second, actions[1]),
    ]);
    expect(ends(receipts)).toEqual(['applied', 'needs_choice']);
    expect(await reserved(0)).toBe(1);
    await revsAreWhole(shop.store);
  });

  test('[PL1, I7] ten tablets ask for six: six get one, and no rev is left out', async () => {
    const many = await devices(10);
    const receipts = await Promise.all(
      many.map(async (device) => pushOne(server.app, device, await buildHold(device, 1))),
    );
    expect(ends(receipts)).toEqual([
      ...Array.from({ length: 6 }, () => 'applied'),
      ...Array.from({ length: 4 }, () => 'needs_choice'),
    ]);
    expect(await reserved(1)).toBe(6);
    await revsAreWhole(shop.store);
  });

  test('[SV1] one act sent eight times at once takes effect once, and every answer is the same', async () => {
    const [device] = await devices(1);
    if (!device) throw new Error('no device');
    const action = await buildHold(device, 1);
    const receipts = await Promise.all(Array.from({ length: 8 }, () => pushOne(server.app, device, action)));
    for (const receipt of receipts) expect(receipt).toEqual(receipts[0]);
    expect([await reserved(1), receipts[0]?.outcome?.status]).toEqual([1, 'applied']);
  });

  test('[SV3] acts and an import that want the same rows in any order all get through', async () => {
    const many = await devices(4);
    const stock = (index: 0 | 1, onHand: number) =>
      put('stock', shop.store, { id: shop.variantIds[index], onHand, reserved: 0, leased: 0, asOfMs: startMs });
    const [receipts] = await Promise.all([
      Promise.all(
        many.flatMap((device) =>
          [0, 1].map(async (index) => pushOne(server.app, device, await buildHold(device, index as 0 | 1))),
        ),
      ),
      ...Array.from({ length: 6 }, (_, n) =>
        commit(db, n % 2 ? [stock(0, 50), stock(1, 50)] : [stock(1, 50), stock(0, 50)]),
      ),
    ]);
    for (const receipt of receipts) expect(receipt.status).toBe('final');
    await revsAreWhole(shop.store);
  });

  test('[K1] one code is approved twice at the same instant: one device comes of it', async () => {
    const [desk] = await devices(1);
    if (!desk) throw new Error('no device');
    const manager = await addGrant(db, desk, 'manager');
    const publicKey = { kty: 'EC', crv: 'P-256', x: 'x', y: 'y' };
    const deviceId = nextId();
    await db
      .insertInto('enrolment')
      .values({
        device_id: deviceId,
        code: 'ABCDEFGH',
        public_key: JSON.stringify(publicKey),
        screen: '{}',
        suggested: null,
        store: null,
        asked_ms: startMs,
        ends_ms: startMs + 600_000,
        polled_ms: 0,
        used_ms: null,
      })
      .execute();
    const approvals = await Promise.all(
      [1, 2].map(() =>
        buildAction(
          desk,
          'approve-device',
          { deviceId, name: 'T', mode: 'shopper', publicKey, screen: null },
          { actor: manager.id },
        ),
      ),
    );
    const receipts = await Promise.all(approvals.map((action) => pushOne(server.app, desk, action)));
    expect(receipts.map(({ outcome }) => outcome?.code ?? '').toSorted()).toEqual(['already_done', 'ok']);
  });

  test('[SV6] a database that goes away in the middle is a 503, and the act is taken when it is back', async () => {
    const [device] = await devices(1);
    if (!device) throw new Error('no device');
    const action = await buildHold(device, 1);
    const lock = await pool.connect();
    await lock.query('begin');
    await lock.query('select 1 from home where id = $1 for update', [shop.store]);
    const pending = push(server.app, device, action);
    const killed = async (): Promise<number> =>
      (await lock.query("select pg_terminate_backend(pid) from pg_stat_activity where wait_event_type = 'Lock'"))
        .rowCount ?? 0;
    while ((await killed()) === 0) await new Promise((resolve) => setImmediate(resolve));
    const { status, body } = await pending;
    await lock.query('rollback');
    lock.release();
    expect([status, body]).toEqual([503, { error: 'database_away' }]);
    expect((await pushOne(server.app, device, action)).outcome?.status).toBe('applied');
    expect(await reserved(1)).toBe(1);
  });

  test('[PL5] what another process commits is heard', async () => {
    const hub = createHub();
    const { promise: heard, resolve } = Promise.withResolvers<readonly string[]>();
    const floor = `store/floor@${shop.store}` as Parameters<typeof hub.moved>[0] extends Iterable<infer Feed>
      ? Feed
      : never;
    hub.subscribe('listener', [floor], { send: resolve, close: () => undefined });
    const stop = listenForRevs(embedded.connectionString, hub, server.authority.log);
    let isHeard = false;
    void heard.then(() => (isHeard = true));
    // Told until it is heard: the listener connects in its own time.
    while (!isHeard) {
      await tellServers(db, [shop.store]);
      await new Promise((again) => setImmediate(again));
    }
    expect(await heard).toEqual([floor]);
    await stop();
  });
});
