import type { DeviceId } from '#domain/ids.ts';
import { deskFullKind, readingTimeMs } from '#domain/problem.ts';
import type { Action } from '#protocol/action.ts';
import {
  addDevice,
  addGrant,
  buildAction,
  nextId,
  postSigned,
  pushOne,
  type TestDevice,
  type TestServer,
} from '#test/build/shop-server.ts';
import type { SmallShop } from '#test/build/small-shop.ts';
import { type ShopScene, withShopServer } from '#test/build/with-shop-server.ts';
import { describe, expect, test } from 'vitest';

let database: ShopScene['database'];
let server: TestServer;
let shop: SmallShop;
let tablet: TestDevice;
withShopServer(async (scene) => {
  ({ database, server, shop } = scene);
  tablet = await addDevice(database.db, shop.store);
});

const refused = () =>
  buildAction(
    tablet,
    'hold',
    {
      productId: shop.productId,
      variantId: shop.variantIds[2],
      quantity: 1,
      shown: null,
      customer: null,
      siblings: [],
    },
    { createdAtMs: server.clock.ms },
  );
const one = (action: Action) => pushOne(server.app, tablet, action);
const listed = () =>
  database.db.selectFrom('problem').selectAll().where('kind', '!=', deskFullKind).where('state', '=', 'open').execute();
const unlisted = () => database.db.selectFrom('problem').selectAll().where('kind', '=', deskFullKind).execute();

/** A desk with as many entries of the tablet as it may list. */
async function fillDesk(device: DeviceId = tablet.id): Promise<void> {
  await one(await refused());
  const [row] = await listed();
  if (!row) throw new Error('no problem');
  const part = { device, open: null as never, result: '{}', alternatives: '[]', contact: null as never };
  const rows = Array.from({ length: 199 }, () => ({ ...row, ...part, id: nextId() }));
  await database.db.insertInto('problem').values(rows).execute();
}

describe('a device with too many open entries', () => {
  test('[T18, OC1] has so many listed at once; the others are one entry that says how many they are', async () => {
    await fillDesk();
    expect(await unlisted()).toEqual([]);
    const acts = [await refused(), await refused()];
    // The desk has them, if only as a number: the tablet need not keep them for ever [ST1].
    const deskMs = server.clock.ms + readingTimeMs;
    for (const act of acts) expect(await one(act)).toMatchObject({ status: 'final', deskMs });
    expect(await one(acts[0] as Action)).toMatchObject({ deskMs });
    expect(await listed()).toHaveLength(200);
    expect(await unlisted()).toMatchObject([
      { home_id: shop.store, device: tablet.id, device_name: 'T', state: 'open', opens_ms: server.clock.ms },
    ]);
    expect((await unlisted())[0]?.result).toMatchObject({ more: 2 });
    // The staff's tablets hear of it by the change log, as of every entry.
    const told = await database.db.selectFrom('change').select('row').where('table_name', '=', 'problem').execute();
    expect(told.filter(({ row }) => row?.['kind'] === deskFullKind)).toHaveLength(2);
    // A repeat is not one more.
    await one(acts[0] as Action);
    expect((await unlisted())[0]?.result).toMatchObject({ more: 2 });
  });

  test('[T18] is one device: what another one asked for is listed', async () => {
    await fillDesk();
    await one(await refused());
    const other = await addDevice(database.db, shop.store);
    tablet = other;
    expect((await one(await refused())).deskMs).toBe(server.clock.ms + readingTimeMs);
    expect(await unlisted()).toHaveLength(1);
  });

  test('[OC1] whoever has that entry in hand keeps it; solved, it begins anew with the next', async () => {
    const ana = await addGrant(database.db, tablet, 'staff', { name: 'Ana' });
    await fillDesk();
    await one(await refused());
    const problemId = (await unlisted())[0]?.id ?? '';
    await one(await buildAction(tablet, 'take-problem', { problemId }, { actor: ana.id }));
    await one(await refused());
    expect(await unlisted()).toMatchObject([{ state: 'taken', owner_name: 'Ana', result: { more: 2 } }]);
    const solve = { problemId, how: 'told', answer: null };
    expect((await one(await buildAction(tablet, 'solve-problem', solve, { actor: ana.id }))).outcome?.status).toBe(
      'applied',
    );
    await one(await refused());
    expect(await unlisted()).toMatchObject([{ id: problemId, state: 'open', owner: null, result: { more: 1 } }]);
  });

  test('[PO3] what it reports as parked is counted there too, once however often it is told', async () => {
    await fillDesk();
    const actions = await Promise.all(Array.from({ length: 50 }, () => refused()));
    const acts = actions.map((action) => ({ origin: null, action, attempts: 8, failingSinceMs: 1 }));
    const tell = () =>
      postSigned(server.app, tablet, '/sync/v1/parked', { epoch: tablet.epoch, appVersion: 't', acts });
    expect([(await tell()).status, (await tell()).status]).toEqual([200, 200]);
    expect((await unlisted())[0]?.result).toMatchObject({ more: 50 });
    expect(await listed()).toHaveLength(200);
  });
});
