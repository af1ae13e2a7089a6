// A person's own phone tells what was looked at on it: the same history, by the grant that the person gave it.
import { beforeEach, describe, expect, test } from 'vitest';
import { sql } from 'kysely';
import type { HomeId } from '#domain/ids.ts';
import type { EventAnswer } from '#protocol/events.ts';
import { createHome } from '#server/homes.ts';
import { addDevice, addGrant, type Answer, nextId, postSigned, type TestDevice } from '#test/build/shop-server.ts';
import { startMs } from '#test/build/small-shop.ts';
import { type ShopScene, withShopServer } from '#test/build/with-shop-server.ts';
import { takePhoneEvents } from './take-events.ts';

let scene: ShopScene;
withShopServer((given) => {
  scene = given;
});

let customer: HomeId;
let phone: TestDevice;

beforeEach(async () => {
  const { database, shop } = scene;
  customer = nextId<HomeId>();
  const { chain } = shop;
  await createHome(database.db, { id: customer, kind: 'customer', chain, name: '', currency: 'BRL', locales: [] });
  phone = await addDevice(database.db, shop.web, 'phone');
});

const seen = (more: object = {}): object => ({
  id: nextId(),
  event: 'view_item',
  atMs: scene.server.clock.ms,
  productId: scene.shop.productId,
  variantId: null,
  ...more,
});
const tell = (...events: object[]): Promise<Answer<{ events: EventAnswer[]; error?: string }>> =>
  postSigned(scene.server.app, phone, '/session/v1/events', { events });
const stored = () => scene.database.db.selectFrom('event').selectAll().orderBy('at_ms').execute();
const letIn = (part: object = {}) =>
  addGrant(scene.database.db, phone, 'visit', { kind: 'visit', subject: customer, ...part });

describe('a phone', () => {
  test('tells once what it has seen, into its person’s own home', async () => {
    await letIn();
    const events = [
      seen(),
      seen({ event: 'add_to_wishlist', variantId: scene.shop.variantIds[1] }),
      seen({ event: 'search', productId: null }),
    ];
    expect((await tell(...events)).body.events).toEqual([1, 2, 3].map(() => ({ status: 'stored' })));
    expect((await tell(...events)).body.events).toEqual([1, 2, 3].map(() => ({ status: 'known' })));
    const found = await stored();
    expect(found).toHaveLength(3);
    expect(new Set(found.map(({ home_id, customer: who }) => `${home_id} ${who}`))).toEqual(
      new Set([`${customer} ${customer}`]),
    );
  });

  test('is told what of it can’t be: no product of ours, another’s size, a time to come, too long ago', async () => {
    await letIn();
    const { body } = await tell(
      seen({ productId: nextId() }),
      seen({ variantId: nextId() }),
      seen({ productId: null }),
      seen({ atMs: scene.server.clock.ms + 6 * 60_000 }),
      seen({ atMs: scene.server.clock.ms - 401 * 86_400_000 }),
      seen(),
    );
    expect(body.events.map(({ status, reason = '' }) => `${status} ${reason}`.trim())).toEqual([
      'refused no such product in the catalogue',
      'refused no such product in the catalogue',
      'refused the event view_item names no product',
      'refused 6 min in the future',
      'refused older than 400 days',
      'stored',
    ]);
  });

  test('without a grant, with one that is over, taken back, another device’s or another chain’s, tells nothing', async () => {
    const ask = async () => {
      const { status, body } = await tell(seen());
      return [status, body.error];
    };
    expect(await ask()).toEqual([403, 'no_visit']);
    await letIn({ endsMs: startMs });
    await letIn({ revokedMs: startMs });
    await letIn({ device: nextId() });
    await letIn({ subject: nextId() });
    expect(await ask()).toEqual([403, 'no_visit']);
    expect(await stored()).toEqual([]);
    await letIn();
    expect(await ask()).toEqual([200, undefined]);
  });

  test('of another form than agreed is refused whole', async () => {
    await letIn();
    for (const bad of [{ event: 'purchase' }, { atMs: 'now' }, { id: 'short' }, { name: 'Fulana' }, { quantity: 0 }])
      expect((await tell(seen(), seen(bad))).status).toBe(400);
    expect((await tell()).status).toBe(400);
    expect((await tell(...Array.from({ length: 501 }, () => seen()))).status).toBe(400);
    expect(await stored()).toEqual([]);
  });
});

test('what a person had forgotten does not come back, by a phone that was slow or by a file', async () => {
  const { db } = scene.database;
  const at = scene.server.clock.ms;
  const event = (id: string, atMs: number) => ({ ...(seen({ id, atMs }) as Parameters<typeof takePhoneEvents>[2][0]) });
  await sql`insert into forgotten (home_id, id, rev, at_ms) values (${customer}, 'history', 1, ${at - 1000}::int8)`.execute(
    db,
  );
  try {
    const answers = await takePhoneEvents(scene.server.authority, customer, [
      event('before-1', at - 5000),
      event('before-2', at - 1000),
      event('after-11', at - 999),
    ]);
    expect(answers.map(({ status }) => status)).toEqual(['known', 'known', 'stored']);
    expect((await stored()).map(({ at_ms }) => at_ms)).toEqual([at - 999]);
  } finally {
    await sql`delete from forgotten`.execute(db);
  }
});
