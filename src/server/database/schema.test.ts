import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tableNames, tables } from '#domain/tables.ts';
import { type TestDatabase, openMigratedDatabase } from '#test/build/test-database.ts';
import { columnsOf, type Database, sqlTable } from './schema.ts';

interface Column {
  column_name: string;
  data_type: string;
  is_nullable: 'YES' | 'NO';
  collation_name: string | null;
}

let database: TestDatabase<Database>;
beforeAll(async () => {
  database = await openMigratedDatabase<Database>();
});
afterAll(() => database.close());

const columnsIn = async (table: string): Promise<Map<string, Column>> => {
  const { rows } = await sql<Column>`
    select column_name, data_type, is_nullable, collation_name from information_schema.columns where table_schema = 'public' and table_name = ${table}`.execute(
    database.db,
  );
  return new Map(rows.map((row) => [row.column_name, row]));
};

interface Schema {
  _zod: {
    def: {
      type: string;
      innerType?: Schema;
      in?: Schema;
      checks?: { _zod: { def: { check: string; format?: string } } }[];
    };
  };
}

/** What a field of a record asks of its column. */
function wanted(schema: Schema): { type: string; nullable: boolean } {
  const { type, innerType, in: input, checks } = schema._zod.def;
  if (type === 'nullable' && innerType) return { type: wanted(innerType).type, nullable: true };
  if (type === 'pipe' && input) return wanted(input);
  if (['string', 'enum', 'literal'].includes(type)) return { type: 'text', nullable: false };
  if (type === 'boolean') return { type, nullable: false };
  if (type === 'number') {
    const isWhole = checks?.some((check) => check._zod.def.check === 'number_format') ?? false;
    return { type: isWhole ? 'bigint' : 'double precision', nullable: false };
  }
  return { type: 'jsonb', nullable: false };
}

describe('every record of the model has its table', () => {
  test.each(tableNames)('%s: a column of the right kind for each field, and none besides', async (name) => {
    const found = await columnsIn(sqlTable(name));
    const shape = tables[name].schema.shape as unknown as Record<string, Schema>;
    expect([...found.keys()].toSorted()).toEqual(
      ['home_id', 'rev', ...columnsOf(name).map(({ column }) => column)].toSorted(),
    );
    for (const { field, column } of columnsOf(name)) {
      const { data_type, is_nullable } = found.get(column) as Column;
      const want = wanted(shape[field] as Schema);
      expect(`${field}: ${data_type} ${is_nullable}`).toBe(`${field}: ${want.type} ${want.nullable ? 'YES' : 'NO'}`);
    }
  });

  test.each(tableNames)('[FD1] %s is led by its home, and its ids sort by bytes', async (name) => {
    const { rows } = await sql<{ column_name: string }>`
      select column_name from information_schema.key_column_usage where table_name = ${sqlTable(name)} order by ordinal_position`.execute(
      database.db,
    );
    expect(rows.map((row) => row.column_name)).toEqual(['home_id', 'id']);
    expect((await columnsIn(sqlTable(name))).get('id')?.collation_name).toBe('C');
  });
});

test('[FD1] no foreign key, trigger or sequence is anywhere', async () => {
  const { rows } = await sql<{ n: number }>`
    select (select count(*) from information_schema.referential_constraints) + (select count(*) from information_schema.triggers)
      + (select count(*) from information_schema.sequences) as n`.execute(database.db);
  expect(rows[0]?.n).toBe(0);
});
