// The way to the database: a pool, typed queries, and transactions that are run again whole
// when the database asks for it. A server that is down is waited for, never a crash.
import { Kysely, PostgresDialect, type Transaction } from 'kysely';
import pg from 'pg';
import { setTimeout as wait } from 'node:timers/promises';
import { StartRefusal } from '#server/start-refusal.ts';
import { PARSERS } from './values.ts';

export type PoolOptions = {
  connectionString: string;
  onTrouble: (line: string) => void;
  max?: number;
  /** None: work may take as long as it needs (an import, a migration). */
  limits?: Limits;
};

const CONNECT_LIMIT_MS = 5_000;

/** How long the database may keep somebody waiting. A line that swallows everything ends nothing by itself. */
export interface Limits {
  /** One use of a connection, a transaction from begin to commit: after it the connection is given up, whoever still waits. */
  useMs: number;
  /** Until a connection is there, a new one or a free one. */
  connectMs: number;
  /** The same at the database's own end, so that what we gave up holds no lock there; 0: none. */
  statementMs: number;
  lockMs: number;
  idleInTransactionMs: number;
}

/** Below what a tablet waits for its answer, the line in front of the gate included [BO3]. */
export const REQUEST_LIMITS: Limits = {
  useMs: 10_000,
  connectMs: CONNECT_LIMIT_MS,
  statementMs: 9_000,
  lockMs: 5_000,
  idleInTransactionMs: 10_000,
};
/** A round of a job: the packing of a big feed is one transaction. A round that hangs would keep all later ones away. */
export const JOB_LIMITS: Limits = {
  useMs: 900_000,
  connectMs: CONNECT_LIMIT_MS,
  statementMs: 0,
  lockMs: 60_000,
  idleInTransactionMs: 60_000,
};

const FIRST_PROBE_MS = 10_000;
const IDLE_LIMIT_MS = 300_000;
const TRIES = 5;

export function openPool({ connectionString, onTrouble, max = 28, limits }: PoolOptions): pg.Pool {
  const types = {
    getTypeParser: ((oid: number, format: 'text' | 'binary') =>
      (format === 'text' && PARSERS[oid]) || pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
  };
  const pool = new pg.Pool({
    connectionString,
    max,
    types,
    connectionTimeoutMillis: limits?.connectMs ?? CONNECT_LIMIT_MS,
    // A burst after a quiet minute must not begin with signing in again.
    idleTimeoutMillis: IDLE_LIMIT_MS,
    keepAlive: true,
    keepAliveInitialDelayMillis: FIRST_PROBE_MS,
    application_name: 'gondola',
    ...(limits ? { onConnect: (client) => keepLimits(client, limits) } : {}),
  });
  // An idle connection that breaks has no awaiting query: without a listener it ends the process.
  // A busy one tells its query, but emits as well.
  pool.on('connect', (client) => client.on('error', () => undefined));
  pool.on('error', (error) => onTrouble(`Database connection lost: ${error.message}`));
  if (limits) giveUpAfter(pool, limits.useMs, onTrouble);
  return pool;
}

/** Said in words and not as parameters of the start: what stands in front of a database (a pooler) may know none of them. */
async function keepLimits(client: pg.ClientBase, { statementMs, lockMs, idleInTransactionMs }: Limits): Promise<void> {
  // The probes find a peer that is gone, or its session would keep one of the few places for hours.
  await client.query(
    `set statement_timeout = ${statementMs}; set lock_timeout = ${lockMs};
     set idle_in_transaction_session_timeout = ${idleInTransactionMs};
     set tcp_keepalives_idle = 30; set tcp_keepalives_interval = 10; set tcp_keepalives_count = 3`,
  );
}

/** Whoever awaits a query of it hears that the connection was terminated, and it never goes back to the others. */
function giveUpAfter(pool: pg.Pool, useMs: number, onTrouble: (line: string) => void): void {
  const timers = new WeakMap<object, NodeJS.Timeout>();
  pool.on('acquire', (client) => {
    const giveUp = (): void => {
      onTrouble(`The database did not answer within ${useMs / 1000} s: the connection was given up`);
      void (client as pg.PoolClient & { end(): Promise<void> }).end();
    };
    timers.set(client, setTimeout(giveUp, useMs));
  });
  pool.on('release', (_error, client) => clearTimeout(timers.get(client)));
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

/**
 * Nobody's fault but the database's: whoever hears of it waits and comes again, and no act is blamed [SV6].
 * Class 08: connection trouble; 57P: the server is going down; 53: out of something; the rest: the socket's own words.
 */
export function isAway(error: unknown): boolean {
  const { code, message } = asDatabaseError(error);
  return (
    /^(08|57P|53|25P03)/.test(code) ||
    /^(ECONN|ETIMEDOUT|EPIPE|ENOTFOUND|EHOSTUNREACH|ENETUNREACH)/.test(code) ||
    /Connection terminated|timeout exceeded when trying to connect|Client was closed/.test(message)
  );
}

/** The database ended the statement itself: it took too long, or waited too long for a lock. It is there, and busy: the
 *  same request may go through a moment later. */
export const wasCut = (error: unknown): boolean => ['57014', '55P03'].includes(asDatabaseError(error).code);
