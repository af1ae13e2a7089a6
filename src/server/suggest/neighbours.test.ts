import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { HomeId } from '#domain/ids.ts';
import { popularId } from '#domain/suggestion.ts';
import { put } from '#domain/tx.ts';
import { withTransaction } from '#server/database/connection.ts';
import { type TestDatabase, openMigratedDatabase } from '#test/build/test-database.ts';
import type { Database } from '#server/database/schema.ts';
import { createHome } from '#server/homes.ts';
import { addEvents, type EventRow } from '#server/import/history.ts';
import { commit, emptyDatabase, homeId, makeSmallShop, type SmallShop, startMs } from '#test/build/small-shop.ts';
import { rebuildNeighbours } from './neighbours.ts';

let database: TestDatabase<Database>;
let shop: SmallShop;
beforeAll(async () => {
  database = await openMigratedDatabase<Database>();
});
afterAll(() => database.close());
beforeEach(async () => {
  await emptyDatabase(database.db);
  shop = await makeSmallShop(database.db);
  await commit(
    database.db,
    ['boot', 'sock', 'tent', 'lamp', 'mug'].map((id) =>
      put('product', shop.chain, {
        id,
        sourceId: id,
        department: { 'pt-BR': id === 'mug' ? 'Casa' : 'Trilha' },
        pigment: 'mata',
        brand: '',
        name: { 'pt-BR': id },
        subtitle: { 'pt-BR': '' },
        description: { 'pt-BR': '' },
        care: { 'pt-BR': '' },
        unit: 'piece',
        picture: null,
        tags: [],
        live: true,
      }),
    ),
  );
});

let number = 0;
/** One visit that buys the products; `who` null: a guest. */
function bought(who: number | null, products: string[], daysAgo = 0, name = 'purchase'): EventRow[] {
  const home = who === null ? shop.web : homeId(500 + who);
  number += 1;
  return products.map((product_id, index) => ({
    home_id: home,
    id: `e${number}/${index}`,
    name,
    at_ms: startMs - daysAgo * 86_400_000,
    visit: `v${number}`,
    customer: who === null ? null : home,
    product_id,
    variant_id: null,
    quantity: 1,
    data: null,
    action_id: null,
  }));
}

async function lists(events: EventRow[][], support = 2) {
  for (const home of new Set(events.flat().map(({ home_id }) => home_id))) {
    await createHome(database.db, {
      id: home as HomeId,
      kind: 'customer',
      chain: shop.chain,
      name: '',
      currency: 'BRL',
      locales: [],
    });
  }
  await withTransaction(database.db, (trx) => addEvents(trx, events.flat()));
  await rebuildNeighbours(database.db, { chain: shop.chain, support, nowMs: startMs });
  const rows = await database.db
    .selectFrom('neighbours')
    .select(['id', 'near'])
    .where('home_id', '=', shop.chain)
    .execute();
  return new Map(rows.map(({ id, near }) => [id, near]));
}
const pairsOf = (near: [string, number][] | undefined): string[] =>
  (near ?? []).filter(([, weight]) => weight > 0).map(([id]) => id);

describe('what goes together', () => {
  test('is what distinct persons bought in one visit; one person’s habit is no pair', async () => {
    const found = await lists([
      bought(1, ['boot', 'sock']),
      bought(2, ['boot', 'sock']),
      bought(3, ['boot', 'lamp']),
      bought(3, ['boot', 'lamp']),
      bought(3, ['boot', 'lamp']),
    ]);
    expect(pairsOf(found.get('boot'))).toEqual(['sock']);
    // The boot is in many visits, the sock goes with it always.
    expect(found.get('sock')?.[0]).toEqual(['boot', 255]);
    expect(found.get('boot')?.[0]?.[1]).toBeLessThan(255);
    expect(pairsOf(found.get('lamp'))).toEqual([]);
  });

  test('each guest’s visit is a person of its own', async () => {
    const found = await lists([bought(null, ['boot', 'tent']), bought(null, ['boot', 'tent'])]);
    expect(pairsOf(found.get('tent'))).toEqual(['boot']);
  });

  test('newer visits say more, purchases more than looks', async () => {
    const found = await lists([
      ...[1, 2].map((who) => bought(who, ['boot', 'sock'], 0)),
      ...[1, 2].map((who) => bought(who, ['boot', 'tent'], 60)),
      ...[1, 2].map((who) => bought(who, ['boot', 'lamp'], 0, 'view_item')),
    ]);
    expect(pairsOf(found.get('boot'))).toEqual(['sock', 'tent', 'lamp']);
    for (const [, weight] of found.get('boot') ?? []) expect(weight).toBeLessThanOrEqual(255);
  });

  test('few pairs are filled up with what sells in the department, at weight 0, and only there', async () => {
    const found = await lists([
      bought(1, ['boot', 'sock']),
      bought(2, ['boot', 'sock']),
      bought(1, ['tent']),
      bought(2, ['tent']),
      bought(1, ['mug']),
      bought(2, ['mug']),
    ]);
    expect(found.get('boot')).toEqual([
      ['sock', 255],
      ['tent', 0],
    ]);
    expect(found.get('lamp')?.map(([id, weight]) => [id, weight])).toEqual([
      ['boot', 0],
      ['sock', 0],
      ['tent', 0],
    ]);
    expect(found.has('mug')).toBe(false);
    expect(
      found
        .get(popularId)
        ?.map(([id]) => id)
        .toSorted(),
    ).toEqual(['boot', 'mug', 'sock', 'tent']);
  });

  test('another chain’s visits and products that are gone count for nothing', async () => {
    const events = [bought(1, ['boot', 'sock', 'ghost']), bought(2, ['boot', 'sock', 'ghost'])];
    await createHome(database.db, {
      id: homeId(900),
      kind: 'chain',
      chain: homeId(900),
      name: 'Other',
      currency: 'BRL',
      locales: [],
    });
    await withTransaction(database.db, (trx) =>
      addEvents(
        trx,
        [1, 2].flatMap((who) => bought(who, ['boot', 'mug'])).map((event) => ({ ...event, home_id: homeId(900) })),
      ),
    );
    const found = await lists(events);
    expect(pairsOf(found.get('boot'))).toEqual(['sock']);
  });

  test('without a history there are no lists; a second run writes nothing', async () => {
    expect((await lists([])).size).toBe(0);
    await lists([bought(1, ['boot', 'sock']), bought(2, ['boot', 'sock'])]);
    const rev = () =>
      database.db.selectFrom('home').select('rev').where('id', '=', shop.chain).executeTakeFirstOrThrow();
    const before = await rev();
    await rebuildNeighbours(database.db, { chain: shop.chain, support: 2, nowMs: startMs + 1 });
    expect(await rev()).toEqual(before);
  });
});
