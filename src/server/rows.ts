// Records between their tables and the acts: loaded under locks in (home, table, id) order [FD3],
// stored many at a time. Knows no record by name: columns follow from #domain/tables.ts.
import { sql, type Transaction } from 'kysely';
import type { HomeId } from '#domain/ids.ts';
import type { Row, TableName } from '#domain/tables.ts';
import { type Key, keyName, Rows, type Write } from '#domain/tx.ts';
import { columnsOf, type Database, sqlTable } from './database/schema.ts';

export type Trx = Transaction<Database>;

/** A row that was not there when the act looked was made by somebody else meanwhile: run the whole transaction again. */
export class LostRace extends Error {
  override readonly name = 'LostRace';
  /** What the database says of a serialization failure, so that the same retry catches it [SV3]. */
  readonly code = '40001';
}

const last = '\u{10ffff}';

/** Loads every key; rows that may be written are locked until the transaction ends. Adds to `rows` when it is given. */
export async function loadRows(trx: Trx, keys: readonly Key[], rows: Rows = new Rows()): Promise<Rows> {
  for (const group of groupsInOrder(keys)) {
    const found = await selectGroup(trx, group);
    for (const key of group.keys) {
      rows.add(
        key,
        key.prefix
          ? found.filter((row) => String(row.id).startsWith(key.id))
          : found.filter((row) => row.id === key.id),
      );
    }
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

async function selectGroup(trx: Trx, { table, home, peek, prefix, keys }: Group): Promise<Row[]> {
  const first = keys[0]?.id ?? '';
  const which = prefix
    ? sql`id >= ${first} and id < ${first + last}`
    : sql`id in (${sql.join(keys.map(({ id }) => id))})`;
  const { rows } = await sql<Record<string, unknown>>`
    select * from ${sql.table(sqlTable(table))} where home_id = ${home} and ${which} order by id ${peek ? sql`` : sql`for update`}`.execute(
    trx,
  );
  return rows.map((found) => recordToRow(table, found));
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
    await sql`select 1 from ${sql.table(sqlTable(first.table))} where home_id = ${first.home} and id in (${sql.join(group.map(({ id }) => id))}) order by id for update`.execute(
      trx,
    );
  }
}

/** Stores the writes under their homes' revs. `absent`: keys that were seen empty and must still be. */
export async function storeRows(
  trx: Trx,
  writes: readonly Write[],
  revs: Readonly<Record<string, number>>,
  absent: ReadonlySet<string> = new Set(),
): Promise<void> {
  for (const group of groupWrites(writes, absent)) {
    const [first] = group;
    if (!first) continue;
    const rev = revs[first.home];
    if (rev === undefined) throw new Error(`no rev for home ${first.home}`);
    if (first.row === null) await deleteGroup(trx, group);
    else await upsertGroup(trx, group, rev, absent.has(keyName(first)));
  }
}

async function deleteGroup(trx: Trx, group: readonly Write[]): Promise<void> {
  const [first] = group;
  if (!first) return;
  await sql`delete from ${sql.table(sqlTable(first.table))} where home_id = ${first.home} and id in (${sql.join(group.map(({ id }) => id))})`.execute(
    trx,
  );
}

/** All rows of a group travel as one JSON parameter: one statement, whatever their number. */
async function upsertGroup(trx: Trx, group: readonly Write[], rev: number, mustBeNew: boolean): Promise<void> {
  const [first] = group;
  if (!first) return;
  const columns = columnsOf(first.table);
  const lines = group.map(({ home, row }) => {
    const line: Record<string, unknown> = { home_id: home, rev };
    for (const { field, column } of columns) line[column] = (row as Record<string, unknown>)[field] ?? null;
    return line;
  });
  const names = ['home_id', 'rev', ...columns.map(({ column }) => column)];
  const table = sql.table(sqlTable(first.table));
  const list = sql.join(names.map((name) => sql.ref(name)));
  const onConflict = mustBeNew
    ? sql`do nothing`
    : sql`do update set ${sql.join(
        names
          .slice(1)
          .filter((name) => name !== 'id')
          .map((name) => sql`${sql.ref(name)} = excluded.${sql.ref(name)}`),
      )}`;
  const { numAffectedRows } = await sql`
    insert into ${table} (${list}) select ${list} from jsonb_populate_recordset(null::${table}, ${JSON.stringify(lines)}::jsonb)
    order by id on conflict (home_id, id) ${onConflict}`.execute(trx);
  if (mustBeNew && Number(numAffectedRows) !== group.length) throw new LostRace(`${first.table} ${first.id}`);
}
