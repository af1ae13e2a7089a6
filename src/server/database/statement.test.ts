import type { CompiledQuery, Kysely } from 'kysely';
import { describe, expect, test } from 'vitest';
import type { Database } from './schema.ts';
import { type Sql, sql } from './statement.ts';

async function textOf(statement: Sql): Promise<{ text: string; values: readonly unknown[] }> {
  let asked: CompiledQuery | null = null;
  const db = { executeQuery: async (query: CompiledQuery) => ((asked = query), { rows: [] }) };
  await statement.execute(db as unknown as Kysely<Database>);
  const { sql: text, parameters } = asked as unknown as CompiledQuery;
  return { text, values: parameters };
}

describe('a statement', () => {
  test('values are parameters, whatever they hold', async () => {
    expect(await textOf(sql`select * from home where id = ${"x'; drop table home; --"} and rev > ${0}`)).toEqual({
      text: 'select * from home where id = $1 and rev > $2',
      values: ["x'; drop table home; --", 0],
    });
  });

  test('parts keep their values in the order of the text', async () => {
    const which = sql`id in (${sql.join(['a', 'b'])}) or rev = ${7}`;
    expect(await textOf(sql`select ${1}::int where ${which} and ${sql`true`} limit ${2}`)).toEqual({
      text: 'select $1::int where id in ($2, $3) or rev = $4 and true limit $5',
      values: [1, 'a', 'b', 7, 2],
    });
  });

  test('names are quoted, so that no name is more than a name', async () => {
    expect((await textOf(sql`${sql.ref('line.order')} ${sql.ref('a"b')}`)).text).toBe('"line"."order" "a""b"');
  });

  test('a row becomes columns and parameters; objects are values too', async () => {
    const row = { home_id: 'h', rev: null, tag: { a: 1 } };
    expect(await textOf(sql`${sql.insert('rev', row)} returning 1`)).toEqual({
      text: 'insert into "rev" ("home_id", "rev", "tag") values ($1, $2, $3) returning 1',
      values: ['h', null, { a: 1 }],
    });
  });

  test('an empty list is an empty text', async () => {
    expect(await textOf(sql`select 1${sql.join([])}`)).toEqual({ text: 'select 1', values: [] });
  });
});
