import { expect, test } from 'vitest';
import { addDevice, buildAction, pushOne, type TestServer } from '#test/build/shop-server.ts';
import { type SmallShop, startMs } from '#test/build/small-shop.ts';
import { type ShopScene, withShopServer } from '#test/build/with-shop-server.ts';
import { prune } from './prune.ts';

const dayMs = 86_400_000;
let database: ShopScene['database'];
let server: TestServer;
let shop: SmallShop;
withShopServer((scene) => {
  ({ database, server, shop } = scene);
  return Promise.resolve();
});

test('[PR9] how a visit went is kept for 90 days, then it goes from the staff’s tablets too', async () => {
  const tablet = await addDevice(database.db, shop.store);
  const said = { score: 4, answer: 'Faltou o 39', ended: 'done', fulfilled: null };
  const act = await buildAction(tablet, 'rate-visit', said, { lane: 'rating', createdAtMs: startMs });
  await pushOne(server.app, tablet, act);
  const kept = () => database.db.selectFrom('visit_rating').select(['home_id', 'score', 'answer']).execute();
  server.clock.ms = startMs + 89 * dayMs;
  await prune(server.authority);
  expect(await kept()).toEqual([{ home_id: shop.store, score: 4, answer: 'Faltou o 39' }]);
  server.clock.ms = startMs + 91 * dayMs;
  await prune(server.authority);
  expect(await kept()).toEqual([]);
  const last = await database.db.selectFrom('change').selectAll().orderBy('rev', 'desc').executeTakeFirstOrThrow();
  expect(last).toMatchObject({ feed: 'store/staff', table_name: 'visitRating', row_id: act.id, row: null });
});
