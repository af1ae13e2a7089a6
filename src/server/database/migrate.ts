// Brings a database to this version's tables: the numbered files of migrations/, in order, each
// in one transaction, under a row lock of our own (advisory locks are not portable).
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CompiledQuery, type Kysely, type Transaction, sql } from 'kysely';
import { StartRefusal } from '#server/start-refusal.ts';
import { asDatabaseError } from './connection.ts';

export type Migration = { number: number; name: string; text: string; checksum: string };
type Applied = { number: number; name: string; checksum: string };

const MIGRATIONS_FOLDER = join(dirname(fileURLToPath(import.meta.url)), 'migrations');
/** unique_violation, duplicate_table, duplicate_object */
const MADE_BY_ANOTHER = ['23505', '42P07', '42710'];
const FILE_NAME = /^(\d{4})-[a-z0-9-]+\.sql$/;

/** Returns how many were applied now. Safe to run from several servers at once. */
export async function migrate<Schema>(
  db: Kysely<Schema>,
  onProgress: (line: string) => void,
  migrations = readMigrations(),
): Promise<number> {
  await makeLedger(db);
  for (let appliedNow = 0; ; appliedNow += 1) {
    const next = await db.transaction().execute((trx) => applyNext(trx, migrations, onProgress));
    if (!next) return appliedNow;
  }
}

export function readMigrations(folder = MIGRATIONS_FOLDER): Migration[] {
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .toSorted();
  return names.map((name, index) => {
    const number = Number(FILE_NAME.exec(name)?.[1]);
    if (number !== index + 1)
      throw new Error(`migrations/${name}: expected number ${index + 1}, written 0001-name.sql`);
    const text = readFileSync(join(folder, name), 'utf8').replaceAll('\r\n', '\n');
    return { number, name, text, checksum: createHash('sha256').update(text).digest('hex') };
  });
}

async function makeLedger<Schema>(db: Kysely<Schema>): Promise<void> {
  const text = `
    create table if not exists migration (number int primary key, name text not null, checksum text not null, applied_at_ms int8 not null);
    create table if not exists migration_lock (id int primary key);
    insert into migration_lock (id) values (1) on conflict do nothing;`;
  // Two servers making the same table at once: "if not exists" does not cover that race. Each
  // try finds one table more in place, so two tables need three tries at most.
  for (let attempt = 1; ; attempt += 1) {
    try {
      await db.executeQuery(CompiledQuery.raw(text));
      return;
    } catch (error) {
      if (attempt === 3 || !MADE_BY_ANOTHER.includes(asDatabaseError(error).code)) throw error;
    }
  }
}

async function applyNext<Schema>(
  trx: Transaction<Schema>,
  migrations: Migration[],
  onProgress: (line: string) => void,
): Promise<boolean> {
  await sql`select id from migration_lock where id = 1 for update`.execute(trx);
  const { rows: applied } = await sql<Applied>`select number, name, checksum from migration order by number`.execute(
    trx,
  );
  refuseMismatch(applied, migrations);
  const next = migrations[applied.length];
  if (!next) return false;
  onProgress(next.name);
  await trx.executeQuery(CompiledQuery.raw(next.text));
  await sql`insert into migration (number, name, checksum, applied_at_ms) values (${next.number}, ${next.name}, ${next.checksum}, ${Date.now()})`.execute(
    trx,
  );
  return true;
}

function refuseMismatch(applied: Applied[], migrations: Migration[]): void {
  const newest = applied.at(-1);
  if (newest && newest.number > migrations.length) {
    throw new StartRefusal(
      `This database was made by a newer version of Gôndola (${newest.name}; this version knows ${migrations.length}).`,
      'Start the newer version again, or give another folder with --data.',
    );
  }
  for (const { number, name, checksum } of applied) {
    if (migrations[number - 1]?.checksum === checksum) continue;
    throw new StartRefusal(
      `migrations/${name} was changed after it had been applied to this database.`,
      'Put the file back and write the change as a new migration.',
    );
  }
}
