import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type TestDatabase, openEmptyDatabase } from '#test/build/test-database.ts';
import { type Migration, migrate, readMigrations } from './migrate.ts';

let database: TestDatabase<unknown>;
beforeAll(async () => {
  database = await openEmptyDatabase<unknown>();
});
beforeEach(() =>
  sql`drop schema public cascade`.execute(database.db).then(() => sql`create schema public`.execute(database.db)),
);
afterAll(() => database.close());

const quiet = (): void => undefined;
const buildMigration = (number: number, text: string): Migration => ({
  number,
  name: `000${number}-step.sql`,
  text,
  checksum: text,
});
const first = buildMigration(1, 'create table one (id int8 primary key); insert into one values (1);');
const second = buildMigration(2, 'insert into one values (2);');

test('files are applied in order, once', async () => {
  const said: string[] = [];
  expect(await migrate(database.db, (line) => said.push(line), [first])).toBe(1);
  expect(await migrate(database.db, (line) => said.push(line), [first, second])).toBe(1);
  expect(await migrate(database.db, (line) => said.push(line), [first, second])).toBe(0);
  expect(said).toEqual(['0001-step.sql', '0002-step.sql']);
  const { rows } = await sql<{ id: number }>`select id from one order by id`.execute(database.db);
  expect(rows).toEqual([{ id: 1 }, { id: 2 }]);
});

test('a file that fails leaves nothing of itself, and goes through once mended', async () => {
  const broken = buildMigration(2, 'insert into one values (2); insert into nowhere values (1);');
  await expect(migrate(database.db, quiet, [first, broken])).rejects.toThrow(/nowhere/);
  expect((await sql`select id from one`.execute(database.db)).rows).toEqual([{ id: 1 }]);
  expect(await migrate(database.db, quiet, [first, second])).toBe(1);
});

test('a database of a newer version is refused with the way on', async () => {
  await migrate(database.db, quiet, [first, second]);
  await expect(migrate(database.db, quiet, [first])).rejects.toMatchObject({
    message: expect.stringContaining('newer version of Gôndola (0002-step.sql; this version knows 1)'),
    wayOn: expect.stringContaining('newer version'),
  });
});

test('a file changed after it was applied is refused', async () => {
  await migrate(database.db, quiet, [first]);
  await expect(migrate(database.db, quiet, [{ ...first, checksum: 'other' }])).rejects.toThrow(/was changed after/);
});

test('numbers without a gap are asked for, and line ends do not change a checksum', () => {
  const folder = mkdtempSync(join(tmpdir(), 'gondola-migrations-'));
  writeFileSync(join(folder, '0001-a.sql'), 'select 1;\r\n');
  const [withReturns] = readMigrations(folder);
  writeFileSync(join(folder, '0001-a.sql'), 'select 1;\n');
  expect(readMigrations(folder)[0]?.checksum).toBe(withReturns?.checksum);
  writeFileSync(join(folder, '0003-c.sql'), 'select 3;');
  expect(() => readMigrations(folder)).toThrow(/0003-c.sql: expected number 2/);
  rmSync(folder, { recursive: true });
});
