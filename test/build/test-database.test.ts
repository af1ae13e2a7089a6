import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { withTransaction } from '#server/database/connection.ts';
import { type TestDatabase, openEmptyDatabase } from './test-database.ts';

let database: TestDatabase<{ item: { id: number; n: number } }>;
beforeAll(async () => {
  database = await openEmptyDatabase();
  await sql`create table item (id int8 primary key, n int not null)`.execute(database.db);
});
afterAll(() => database.close());

test('types arrive as from the real server', async () => {
  const { rows } = await sql<
    Record<string, unknown>
  >`select 1790000000000::int8 as at, date '2026-03-01' as day, '{"a":1}'::jsonb as json, 12.30::numeric as amount`.execute(
    database.db,
  );
  expect(rows[0]).toEqual({ at: 1_790_000_000_000, day: '2026-03-01', json: { a: 1 }, amount: '12.30' });
});

test('changed rows are counted', async () => {
  await database.db
    .insertInto('item')
    .values([
      { id: 1, n: 0 },
      { id: 2, n: 0 },
    ])
    .execute();
  const [result] = await database.db.updateTable('item').set({ n: 5 }).where('id', '=', 1).where('n', '<', 5).execute();
  expect(result?.numUpdatedRows).toBe(1n);
  const conflict = await database.db
    .insertInto('item')
    .values({ id: 1, n: 9 })
    .onConflict((on) => on.doNothing())
    .executeTakeFirst();
  expect(conflict.numInsertedOrUpdatedRows).toBe(0n);
});

test('transactions take turns and a failing one leaves nothing', async () => {
  const adding = Array.from({ length: 10 }, () =>
    withTransaction(database.db, async (trx) => {
      const { n } = await trx.selectFrom('item').select('n').where('id', '=', 2).forUpdate().executeTakeFirstOrThrow();
      await trx
        .updateTable('item')
        .set({ n: n + 1 })
        .where('id', '=', 2)
        .execute();
    }),
  );
  const failing = withTransaction(database.db, async (trx) => {
    await trx.updateTable('item').set({ n: 100 }).where('id', '=', 2).execute();
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  await Promise.all(adding);
  expect((await database.db.selectFrom('item').select('n').where('id', '=', 2).executeTakeFirstOrThrow()).n).toBe(10);
});
