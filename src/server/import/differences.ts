// What a dry run has made of its copy, beside what is there: new, changed field by field, gone, with a few examples.
// Promise: it is read from the rows that the import stored, not from what it meant to store.
import { isDeepStrictEqual } from 'node:util';
import type { Kysely } from 'kysely';
import type { Row, TableName } from '#domain/tables.ts';
import { type Database, sqlTable } from '#server/database/schema.ts';
import { type Sql, sql } from '#server/database/statement.ts';
import { recordToRow } from '#server/rows.ts';
import { namesOf, type Named } from './row-names.ts';
import { valueText } from './value-text.ts';

export interface Examples {
  count: number;
  /** At most ten. */
  examples: string[];
}

export interface Difference {
  table: TableName;
  isNew: Examples;
  /** Rows, whatever number of their fields. */
  changed: number;
  /** By field: `name: old → new`. */
  fields: ReadonlyMap<string, Examples>;
  gone: Examples;
}

/** In the order of the report: catalogue, what is taken off, what tags mean, stock. */
export const comparedTables = [
  'store',
  'product',
  'variant',
  'offer',
  'discount',
  'priceList',
  'coupon',
  'rating',
  'recall',
  'markdown',
  'tagRule',
  'poster',
  'stock',
  'place',
] as const satisfies readonly TableName[];
type Compared = (typeof comparedTables)[number];

const examplesAtMost = 10;
const pageRows = 1_000;
/** When a row was last looked at is nothing that a person would call a change. */
const silent = new Set(['asOfMs', 'seenMs']);

/** `real`: the schema whose tables the copy hides. Tables in which nothing differs are left out. */
export async function differencesOf(db: Kysely<Database>, real: string): Promise<Difference[]> {
  const found: Difference[] = [];
  for (const table of comparedTables) {
    const difference = await differenceOf(db, real, table);
    if (difference.isNew.count + difference.changed + difference.gone.count > 0) found.push(difference);
  }
  return found;
}

interface Line {
  home: string;
  id: string;
  next: Record<string, unknown>;
  old: Record<string, unknown>;
}

async function differenceOf(db: Kysely<Database>, real: string, table: Compared): Promise<Difference> {
  const [copy, there] = [sql.ref(`pg_temp.${sqlTable(table)}`), sql.ref(`${real}.${sqlTable(table)}`)];
  // What this run has stored bears a later rev than its home had; what others have changed meanwhile is not ours to tell.
  const written = sql`from ${copy} n left join copied_home base on base.id = n.home_id
    left join ${there} o on o.home_id = n.home_id and o.id = n.id where n.rev > coalesce(base.rev, -1)`;
  const gone = sql`from ${there} n join copied_home base on base.id = n.home_id and n.rev <= base.rev
    where not exists (select from ${copy} c where c.home_id = n.home_id and c.id = n.id)`;

  let changed = 0;
  const fields = new Map<string, { count: number; examples: [Named, string][] }>();
  for (let last = { home: '', id: '' }; ;) {
    const { rows } = await sql<Line>`select n.home_id as home, n.id, to_jsonb(n) as next, to_jsonb(o) as old ${written}
      and o.id is not null and (n.home_id, n.id) > (${last.home}, ${last.id}) order by 1, 2 limit ${pageRows}`.execute(
      db,
    );
    for (const { home, next, old } of rows) {
      const [after, was] = [recordToRow(table, next), recordToRow(table, old)];
      const differing = fieldsThatDiffer(was, after);
      if (differing.length > 0) changed += 1;
      for (const [field, words] of differing) {
        const told = fields.get(field) ?? { count: 0, examples: [] };
        told.count += 1;
        if (told.examples.length < examplesAtMost) told.examples.push([{ table, home, row: after }, words]);
        fields.set(field, told);
      }
    }
    const end = rows.at(-1);
    if (!end || rows.length < pageRows) break;
    last = end;
  }
  const isNew = await examplesOf(db, table, sql`${written} and o.id is null`);
  const lost = await examplesOf(db, table, gone);
  const all = [
    ...isNew.examples,
    ...lost.examples,
    ...[...fields.values()].flatMap(({ examples }) => examples.map(([named]) => named)),
  ];
  const names = await namesOf(db, all);
  const nameOf = (named: Named): string => names.get(named) ?? named.row.id;
  return {
    table,
    isNew: { count: isNew.count, examples: isNew.examples.map(nameOf) },
    changed,
    fields: new Map(
      [...fields].map(([field, { count, examples }]) => [
        field,
        { count, examples: examples.map(([named, words]) => `${nameOf(named)}: ${words}`) },
      ]),
    ),
    gone: { count: lost.count, examples: lost.examples.map(nameOf) },
  };
}

async function examplesOf(
  db: Kysely<Database>,
  table: Compared,
  from: Sql,
): Promise<{ count: number; examples: Named[] }> {
  const { rows: counted } = await sql<{ count: number }>`select count(*)::int as count ${from}`.execute(db);
  const count = counted[0]?.count ?? 0;
  if (count === 0) return { count, examples: [] };
  const { rows } = await sql<{ home: string; row: Record<string, unknown> }>`
    select n.home_id as home, to_jsonb(n) as row ${from} order by n.home_id, n.id limit ${examplesAtMost}`.execute(db);
  return { count, examples: rows.map(({ home, row }) => ({ table, home, row: recordToRow(table, row) })) };
}

/** [field, "old → new"]; words in another language are a field of their own. */
function fieldsThatDiffer(was: Row, after: Row): [string, string][] {
  const [old, next] = [flat(was), flat(after)];
  return [...new Set([...Object.keys(old), ...Object.keys(next)])].flatMap((field): [string, string][] =>
    silent.has(field) || isDeepStrictEqual(old[field], next[field])
      ? []
      : [[field, `${valueText(old[field])} → ${valueText(next[field])}`]],
  );
}

function flat(row: Row): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(row).flatMap(([field, value]): [string, unknown][] =>
      typeof value === 'object' && value !== null && 'pt-BR' in value
        ? Object.entries(value).map(([locale, words]) => [locale === 'pt-BR' ? field : `${field} (${locale})`, words])
        : [[field, value]],
    ),
  );
}
