// What an import would do: the same import, run on a copy of the chain in tables that only this connection sees and that
// go with it. Promise: nothing is written and nobody waits for it; the database itself refuses a write to a real table.
import type { Kysely } from 'kysely';
import type { TableName } from '#domain/tables.ts';
import { migrate, readMigrations } from '#server/database/migrate.ts';
import { type Database, sqlTable } from '#server/database/schema.ts';
import { sql } from '#server/database/statement.ts';
import { StartRefusal } from '#server/start-refusal.ts';
import { comparedTables, type Difference, differencesOf } from './differences.ts';
import { type ImportContext, type ImportOrder, runImport } from './run-import.ts';
import type { Summary } from './summary.ts';

export interface DryRun {
  summary: Summary;
  differences: Difference[];
}

/** Filled in the copy; every other table is there and empty. */
const records: readonly TableName[] = [...comparedTables, 'promotion'];

/** The tables have to be this version's. In a database that holds nothing they may be made; an older one is left alone. */
export async function readyForDryRun(db: Kysely<Database>, onProgress: (line: string) => void): Promise<void> {
  const { rows: found } = await sql`select where to_regclass('migration') is not null`.execute(db);
  const applied = found.length === 0 ? [] : (await sql`select 1 from migration`.execute(db)).rows;
  if (applied.length === 0) await migrate(db, onProgress);
  else if (applied.length < readMigrations().length)
    throw new StartRefusal(
      'This database was made by an older version of Gôndola.',
      'Start the server once, which brings it up to date, or import without --dry-run.',
    );
}

export async function dryRun(wanted: ImportOrder, context: ImportContext): Promise<DryRun> {
  context.onStep('Copying what is there');
  const withHistory = wanted.files.some(({ kind }) => kind === 'history');
  return onCopy(context.db, { chain: wanted.chain, withHistory, signal: context.signal }, async (db, real) => {
    const summary = await runImport(wanted, { ...context, db, isDry: true });
    return { summary, differences: summary.stopped ? [] : await differencesOf(db, real) };
  });
}

/** `work` gets the copy, and the schema of the tables that it hides: those can be read and not written. */
export async function onCopy<Result>(
  db: Kysely<Database>,
  order: CopyOrder,
  work: (copy: Kysely<Database>, real: string) => Promise<Result>,
): Promise<Result> {
  return db.connection().execute(async (copy) => {
    const { rows } = await sql<{ schema: string }>`select current_schema()::text as schema`.execute(copy);
    const real = rows[0]?.schema ?? 'public';
    try {
      await copyChain(copy, real, order);
      await sql`set default_transaction_read_only = on`.execute(copy);
      return await work(copy, real);
    } finally {
      // The connection may serve others after this. One that broke has nothing left, and its own failure is the one to tell.
      await forget(copy).catch(() => undefined);
    }
  });
}

async function forget(copy: Kysely<Database>): Promise<void> {
  await sql`reset default_transaction_read_only`.execute(copy);
  await sql`discard temp`.execute(copy);
}

export interface CopyOrder {
  chain: string;
  withHistory: boolean;
  signal: AbortSignal;
}

/**
 * A temporary table hides the real one of its name, so the import's own statements find the copy. Read at one instant, and
 * without a lock that a push would wait for: a transaction rolled back at its end would hold the stores' counters till then.
 */
async function copyChain(db: Kysely<Database>, real: string, { chain, withHistory, signal }: CopyOrder): Promise<void> {
  const filled = [...records.map(sqlTable), 'price_history', ...(withHistory ? ['event'] : [])];
  await db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (trx) => {
      const { rows: tables } = await sql<{ name: string }>`
        select c.relname::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname = ${real} and c.relkind in ('r', 'p') order by 1`.execute(trx);
      for (const { name } of tables)
        await sql`create temporary table ${sql.ref(name)} (like ${sql.ref(`${real}.${name}`)} including all)`.execute(
          trx,
        );
      await sql`insert into home select * from ${sql.ref(`${real}.home`)}
        where chain_id in (select id from ${sql.ref(`${real}.home`)} where kind = 'chain' and name = ${chain})
          and (kind <> 'customer' or ${withHistory}::boolean)`.execute(trx);
      await sql`create temporary table copied_home as select id, rev from home`.execute(trx);
      for (const name of filled) {
        signal.throwIfAborted();
        const table = sql.ref(name);
        await sql`insert into ${table} select * from ${sql.ref(`${real}.${name}`)} where home_id in (select id from home)`.execute(
          trx,
        );
        await sql`analyze ${table}`.execute(trx);
      }
    });
}
