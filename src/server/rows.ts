// Records between their tables and the acts: loaded under locks in (home, table, id) order [FD3],
// stored many at a time. Knows no record by name: columns follow from #domain/tables.ts.
import type { Transaction } from 'kysely';
import type { HomeId } from '#domain/ids.ts';
import type { Row, TableName } from '#domain/tables.ts';
import { type Key, keyName, Rows, type Write } from '#domain/tx.ts';
import { columnsOf, type Database, sqlTable } from './database/schema.ts';
import { type Sql, sql } from './database/statement.ts';

export type Trx = Transaction<Database>;

/** A row that was not there when the act looked was made by somebody else meanwhile: run the whole transaction again. */
export class LostRace extends Error {
  override readonly name = 'LostRace';
  /** What the database says of a serialization failure, so that the same retry catches it [SV3]. */
  readonly code = '40001';
}

const last = '\u{10ffff}';

/**
 * Loads every key; rows that may be written are locked, in order, until the transaction ends; then the others are read, all
 * at once. Adds to `rows` when it is given.
 */
export async function loadRows(trx: Trx, keys: readonly Key[], rows: Rows = new Rows()): Promise<Rows> {
  const groups = groupsInOrder(keys);
  const found = new Map<Group, Row[]>();
  for (const group of groups.filter(({ peek }) => !peek)) found.set(group, await lockGroup(trx, group));
  const peeked = groups.filter(({ peek }) => peek);
  if (peeked.length > 0) await readGroups(trx, peeked, found);
  for (const [group, list] of found) {
    for (const key of group.keys)
      rows.add(
        key,
        key.prefix ? list.filter((row) => String(row.id).startsWith(key.id)) : list.filter((row) => row.id === key.id),
      );
  }
  return rows;
}

interface Group {
  table: TableName;
  home: HomeId;
  peek: boolean;
  prefix: boolean;
  keys: Key[];
}

/** One statement per home, table and way of reading; a key that is asked for twice, once to write, is locked. */
function groupsInOrder(keys: readonly Key[]): Group[] {
  const wanted = new Map<string, Key>();
  for (const key of keys) {
    const name = `${keyName(key)} ${key.prefix}`;
    const other = wanted.get(name);
    wanted.set(name, { ...key, peek: key.peek && (other?.peek ?? true) });
  }
  const groups = new Map<string, Group>();
  for (const key of wanted.values()) {
    const name = key.prefix ? `${keyName(key)} prefix` : `${key.home} ${key.table} ${key.peek}`;
    const group = groups.get(name) ?? {
      table: key.table,
      home: key.home,
      peek: key.peek,
      prefix: key.prefix,
      keys: [],
    };
    group.keys.push(key);
    groups.set(name, group);
  }
  return [...groups.values()].toSorted(
    (a, b) => compare(a.home, b.home) || compare(a.table, b.table) || compare(a.keys[0]?.id ?? '', b.keys[0]?.id ?? ''),
  );
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function whichOf({ home, prefix, keys }: Group): Sql {
  const first = keys[0]?.id ?? '';
  return prefix
    ? sql`home_id = ${home} and id >= ${first} and id < ${first + last}`
    : sql`home_id = ${home} and id in (${sql.join(keys.map(({ id }) => id))})`;
}

async function lockGroup(trx: Trx, group: Group): Promise<Row[]> {
  const { rows } = await sql<Record<string, unknown>>`
    select * from ${sql.ref(sqlTable(group.table))} where ${whichOf(group)} order by id for update`.execute(trx);
  return rows.map((found) => recordToRow(group.table, found));
}

/** One statement whatever their tables: each row as JSON, with the number of its group. */
async function readGroups(trx: Trx, groups: readonly Group[], found: Map<Group, Row[]>): Promise<void> {
  for (const group of groups) found.set(group, []);
  const selects = groups.map((group, n) => {
    const table = sql.ref(sqlTable(group.table));
    return sql`(select ${n}::int as n, to_jsonb(found) as line from ${table} as found where ${whichOf(group)} order by id)`;
  });
  const { rows } = await sql<{
    n: number;
    line: Record<string, unknown>;
  }>`${sql.join(selects, ' union all ')}`.execute(trx);
  for (const { n, line } of rows) {
    const group = groups[n];
    if (group) found.get(group)?.push(recordToRow(group.table, line));
  }
}

/** A record as the wire and the acts know it, from a line of its table. */
export function recordToRow<T extends TableName>(table: T, found: Record<string, unknown>): Row<T> {
  return Object.fromEntries(columnsOf(table).map(({ field, column }) => [field, found[column] ?? null])) as Row<T>;
}

/** The last write of a key counts; groups of one home and table, in lock order. */
export function groupWrites(writes: readonly Write[], absent: ReadonlySet<string> = new Set()): Write[][] {
  const byKey = new Map<string, Write>();
  for (const write of writes) byKey.set(keyName(write), write);
  const groups = new Map<string, Write[]>();
  for (const write of byKey.values()) {
    const kind = write.row === null ? 'gone' : absent.has(keyName(write)) ? 'new' : 'kept';
    const name = `${write.home} ${write.table} ${kind}`;
    const group = groups.get(name);
    if (group) group.push(write);
    else groups.set(name, [write]);
  }
  return [...groups].toSorted(([a], [b]) => compare(a, b)).map(([, group]) => group);
}

/** Locks the rows that the writes will replace, for a writer that has not loaded them. */
export async function lockRows(trx: Trx, writes: readonly Write[]): Promise<void> {
  for (const group of groupWrites(writes.map((write) => ({ ...write, row: null }) as Write))) {
    const [first] = group;
    if (!first) continue;
    await sql`select 1 from ${sql.ref(sqlTable(first.table))} where home_id = ${first.home} and id in (${sql.join(group.map(({ id }) => id))}) order by id for update`.execute(
      trx,
    );
  }
}

/** A part of the one statement that commits; `mustAdd`: so many rows have to come of it, or a race was lost. */
export interface Part {
  sql: Sql;
  mustAdd?: { rows: number; what: string };
}

/**
 * Stores the writes under their homes' revs, which `counted` (id, rev) holds once the counters are taken. `absent`: keys
 * that were seen empty and must still be.
 */
export function storingParts(writes: readonly Write[], absent: ReadonlySet<string> = new Set()): Part[] {
  return groupWrites(writes, absent).flatMap((group) => {
    const [first] = group;
    return first && first.row !== null ? [upsertPart(first.table, group, absent.has(keyName(first)))] : [];
  });
}

/** Apart and after the counters: only a statement of its own sees what was added while they were waited for. */
export async function removeRows(trx: Trx, writes: readonly Write[]): Promise<void> {
  for (const group of groupWrites(writes.filter(({ row }) => row === null))) {
    const [first] = group;
    if (!first) continue;
    await sql`delete from ${sql.ref(sqlTable(first.table))} where home_id = ${first.home} and id in (${sql.join(group.map(({ id }) => id))})`.execute(
      trx,
    );
  }
}

/** All rows of a group travel as one JSON parameter, whatever their number. */
function upsertPart(name: TableName, group: readonly Write[], mustBeNew: boolean): Part {
  const columns = columnsOf(name);
  const lines = group.map(({ home, row }) => {
    const line: Record<string, unknown> = { home_id: home };
    for (const { field, column } of columns) line[column] = (row as Record<string, unknown>)[field] ?? null;
    return line;
  });
  const names = columns.map(({ column }) => column);
  const table = sql.ref(sqlTable(name));
  const list = sql.join(names.map((column) => sql.ref(column)));
  const onConflict = mustBeNew
    ? sql`do nothing`
    : sql`do update set ${sql.join(
        ['rev', ...names.filter((column) => column !== 'id')].map(
          (column) => sql`${sql.ref(column)} = excluded.${sql.ref(column)}`,
        ),
      )}`;
  const statement = sql`
    insert into ${table} (home_id, rev, ${list})
    select line.home_id, counted.rev, ${sql.join(names.map((column) => sql.ref(`line.${column}`)))}
    from counted, jsonb_populate_recordset(null::${table}, ${JSON.stringify(lines)}::jsonb) as line
    where counted.id = line.home_id order by line.id on conflict (home_id, id) ${onConflict} returning 1`;
  return mustBeNew
    ? { sql: statement, mustAdd: { rows: group.length, what: `${name} ${group[0]?.id}` } }
    : { sql: statement };
}
