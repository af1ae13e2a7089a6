// The way to the database: a pool, typed queries, and transactions that are run again whole
// when the database asks for it. A server that is down is waited for, never a crash.
import { Kysely, PostgresDialect, type Transaction } from 'kysely';
import pg from 'pg';
import { setTimeout as wait } from 'node:timers/promises';
import { StartRefusal } from '#server/start-refusal.ts';
import { PARSERS } from './values.ts';

export type PoolOptions = { connectionString: string; onTrouble: (line: string) => void; max?: number };

const CONNECT_LIMIT_MS = 5_000;
const IDLE_LIMIT_MS = 300_000;
const TRIES = 5;

export function openPool({ connectionString, onTrouble, max = 28 }: PoolOptions): pg.Pool {
  const types = {
    getTypeParser: ((oid: number, format: 'text' | 'binary') =>
      (format === 'text' && PARSERS[oid]) || pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
  };
  const pool = new pg.Pool({
    connectionString,
    max,
    types,
    connectionTimeoutMillis: CONNECT_LIMIT_MS,
    // A burst after a quiet minute must not begin with signing in again.
    idleTimeoutMillis: IDLE_LIMIT_MS,
    application_name: 'gondola',
  });
  // An idle connection that breaks has no awaiting query: without a listener it ends the process.
  // A busy one tells its query, but emits as well.
  pool.on('connect', (client) => client.on('error', () => undefined));
  pool.on('error', (error) => onTrouble(`Database connection lost: ${error.message}`));
  return pool;
}

export function openDatabase<Schema>(pool: pg.Pool): Kysely<Schema> {
  return new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) });
}

/** Resolves with `select version()`. Waits as long as it takes while the server is down; a wrong
 *  name or password is refused at once, since waiting would not mend it. */
export async function waitForDatabase(
  pool: pg.Pool,
  onWaiting: (line: string) => void,
  signal?: AbortSignal,
): Promise<string> {
  for (let delayMs = 500; ; delayMs = Math.min(delayMs * 2, 30_000)) {
    signal?.throwIfAborted();
    try {
      const { rows } = await pool.query<{ version: string }>('select version()');
      return rows[0]?.version ?? '';
    } catch (error) {
      const { code, message } = asDatabaseError(error);
      if (code.startsWith('28') || code === '3D000') {
        throw new StartRefusal(
          `The database server refuses: ${message}`,
          'Correct DATABASE_URL (user, password, database name).',
        );
      }
      onWaiting(
        `The database does not answer (${message || code}). Trying again in ${delayMs / 1000} s; tablets go on meanwhile.`,
      );
      await wait(delayMs, undefined, signal ? { signal } : {});
    }
  }
}

/** One transaction, run again from its beginning when the database reports a serialization
 *  failure (40001) or a deadlock (40P01) [SV3]. `work` must have no effect outside `trx`. */
export async function withTransaction<Schema, Result>(
  db: Kysely<Schema>,
  work: (trx: Transaction<Schema>) => Promise<Result>,
  isolation: 'read committed' | 'repeatable read' | 'serializable' = 'read committed',
): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await db.transaction().setIsolationLevel(isolation).execute(work);
    } catch (error) {
      if (attempt === TRIES || !isWorthAnotherTry(error)) throw error;
      // Full jitter: the losers of one collision must not meet again at the same instant.
      await wait(Math.random() * 10 * 2 ** attempt);
    }
  }
}

function isWorthAnotherTry(error: unknown): boolean {
  const { code } = asDatabaseError(error);
  return code === '40001' || code === '40P01';
}

/** ECONNREFUSED on a name with two addresses arrives as an AggregateError without a message. */
export function asDatabaseError(error: unknown): { code: string; message: string } {
  const { code, message, errors } = error as { code?: string; message?: string; errors?: Error[] };
  return { code: code ?? '', message: message || (errors?.[0]?.message ?? String(error)) };
}
