import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { feedName } from '#domain/home.ts';
import type { HomeId } from '#domain/ids.ts';
import { type TestDatabase, openMigratedDatabase } from '#test/build/test-database.ts';
import type { Database } from '#server/database/schema.ts';
import { notePurchases } from '#server/order-purchases.ts';
import { pinMatches } from '#server/session/pin.ts';
import { snapshotFor } from '#server/snapshot.ts';
import { type DemoPerson, loadDemo } from './load.ts';

const nowMs = Date.UTC(2026, 10, 25, 14);
const dataDir = mkdtempSync(join(tmpdir(), 'gondola-demo-'));
let database: TestDatabase<Database>;
let staff: DemoPerson[] | null;
const portions: number[] = [];

beforeAll(async () => {
  database = await openMigratedDatabase<Database>();
  staff = await loadDemo(database.db, {
    dataDir,
    nowMs,
    onPortion: (fraction) => portions.push(fraction),
    pictures: async () => new Map(),
  });
});
afterAll(async () => {
  await database.close();
  rmSync(dataDir, { recursive: true, force: true });
});

const count = async (
  table: 'product' | 'customer' | 'event' | 'order' | 'neighbours' | 'change' | 'rev',
): Promise<number> =>
  Number(
    (
      await database.db
        .selectFrom(table)
        .select((by) => by.fn.countAll<number>().as('n'))
        .executeTakeFirstOrThrow()
    ).n,
  );

test('an empty database becomes a whole shop, with nothing in the log', async () => {
  expect(await count('product')).toBeGreaterThanOrEqual(120);
  expect(await count('customer')).toBe(200);
  expect(await count('order')).toBeGreaterThan(30);
  expect(await count('event')).toBeGreaterThan(1_000);
  expect(await count('neighbours')).toBeGreaterThan(100);
  expect(await count('change')).toBe(0);
  expect(portions.at(-1)).toBe(1);
  expect(portions).toEqual(portions.toSorted((a, b) => a - b));
});

test('its orders are purchases of the history already: none is told twice', async () => {
  const before = await count('event');
  for (let round = 0; round < 5; round += 1) await notePurchases(database.db, nowMs);
  expect(await count('event')).toBe(before);
});

test('the staff it names can sign in with the PINs it names', async () => {
  const rita = staff?.find(({ number }) => number === '102');
  expect(rita).toBeDefined();
  const stored = await database.db
    .selectFrom('staff')
    .innerJoin('credential', 'credential.id', 'staff.id')
    .select('pin_hash')
    .where('number', '=', '102')
    .executeTakeFirstOrThrow();
  expect(await pinMatches(rita?.pin ?? '', stored.pin_hash)).toBe(true);
});

test('every store and the catalogue has its file for tablets', async () => {
  const homes = await database.db
    .selectFrom('home')
    .select(['id', 'kind'])
    .where('kind', 'in', ['chain', 'store'])
    .execute();
  for (const { id, kind } of homes)
    expect(
      await snapshotFor(database.db, feedName(kind === 'chain' ? 'chain/catalogue' : 'store/floor', id as HomeId)),
      kind,
    ).not.toBeNull();
  expect(readdirSync(join(dataDir, 'files', 'snapshots'))).toHaveLength(4 * homes.length);
});

test('a second start changes nothing and still knows the staff', async () => {
  const before = await count('rev');
  expect(await loadDemo(database.db, { dataDir, nowMs: nowMs + 1, onPortion: () => undefined })).toEqual(staff);
  expect(await count('rev')).toBe(before);
});
