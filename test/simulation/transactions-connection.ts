// A pool of one connection whose every statement waits for the stepper's turn: Kysely's own driver runs over it, so
// what the server does after an error or a lost line is what it does in a shop.
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Database } from '#server/database/schema.ts';
import { PARSERS } from '#server/database/values.ts';
import type { Stepper } from './transactions-stepper.ts';

const types = {
  getTypeParser: ((oid: number, format: 'text' | 'binary') =>
    (format === 'text' && PARSERS[oid]) || pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
};

/** `deadlock_timeout` is short: a schedule in which two wait for each other must go on. */
export async function connect(connectionString: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString, types, options: '-c deadlock_timeout=1ms' });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

export interface Line {
  db: Kysely<Database>;
  index: number;
  close(): Promise<void>;
}

export interface Lines {
  connectionString: string;
  /** Sees and ends the other connections; takes no part in the schedule. */
  monitor: pg.Client;
  /** Connections of earlier schedules, and those that come in place of a lost one. */
  idle: Promise<pg.Client>[];
  /** Told of every commit while nothing else moves. */
  committed(): Promise<void>;
}

export function openLine(lines: Lines, stepper: Stepper, weight: number): Line {
  const { connectionString, monitor, idle } = lines;
  const index = stepper.lane(weight);
  let client: pg.Client | null = null;
  let taken = false;
  const waiting: (() => void)[] = [];

  const cut = async (): Promise<void> => {
    const dying = client;
    client = null;
    if (!dying) return;
    const gone = new Promise((resolve) => dying.once('end', resolve));
    await monitor.query('select pg_terminate_backend($1)', [pidOf(dying)]);
    await gone;
    stepper.lost(index);
    // Ready by the time it is asked for: signing in costs more than a dozen statements.
    idle.push(connect(connectionString));
  };

  const query = async (used: pg.Client, sql: string, values: unknown[]): Promise<pg.QueryResult> => {
    const fault = await stepper.turn(index, pidOf(used), sql);
    try {
      if (fault?.startsWith('lost before')) await cut();
      if (fault === '40001' || fault === '40P01')
        return await used.query(`do $$ begin raise exception 'by the schedule' using errcode = '${fault}'; end $$`);
      const result = await used.query(sql, values);
      if (sql === 'commit') await lines.committed();
      if (!fault?.startsWith('lost after')) return result;
      await cut();
      throw new Error('Connection terminated unexpectedly');
    } finally {
      stepper.ran(index);
    }
  };

  const pool = {
    options: {},
    Client: pg.Client,
    async connect() {
      if (taken) await new Promise<void>((resolve) => waiting.push(resolve));
      taken = true;
      const used = (client ??= await (idle.pop() ?? connect(connectionString)));
      return {
        processID: pidOf(used),
        query: (sql: string, values: unknown[]) => query(used, sql, values),
        release: () => {
          const next = waiting.shift();
          if (next) next();
          else taken = false;
        },
      };
    },
    end: async () => {
      if (client) idle.push(Promise.resolve(client));
      client = null;
    },
  };
  const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool: pool as unknown as pg.Pool }) });
  return { db, index, close: () => db.destroy() };
}

const pidOf = (client: pg.Client): number => (client as unknown as { processID: number }).processID;
