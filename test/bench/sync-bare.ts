// The other side of the ratio: the very statements that a push executes, recorded on a copy of the database and run
// again on bare connections, transactions and counters included, with nothing of the server around them.
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { pino } from 'pino';
import { makeAuthority } from '#server/app.ts';
import { PARSERS } from '#server/database/values.ts';
import type { Database } from '#server/database/schema.ts';
import { takeBatch } from '#server/push-batch.ts';
import type { Batch } from './bench-shop.ts';

export interface Statement {
  text: string;
  values: unknown[];
}

const types = {
  getTypeParser: ((oid: number, format: 'text' | 'binary') =>
    (format === 'text' && PARSERS[oid]) || pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
};

/** Takes the batches with the server's own code, one after the other; the statements of each, in order. */
export async function recordStatements(url: string, batches: readonly Batch[]): Promise<Statement[][]> {
  const client = new pg.Client({ connectionString: url, types });
  await client.connect();
  let statements: Statement[] = [];
  const query = (text: string, values: unknown[]): Promise<pg.QueryResult> => {
    statements.push({ text, values: [...values] });
    return client.query(text, values);
  };
  const pool = {
    options: {},
    Client: pg.Client,
    connect: async () => ({ query, release: () => undefined }),
    end: () => client.end(),
  };
  const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool: pool as unknown as pg.Pool }) });
  const config = {
    origin: 'http://127.0.0.1',
    otherNames: new Set<string>(),
    dataDir: '.',
    webFolder: '.',
    tls: undefined,
  };
  const authority = await makeAuthority({ db, log: pino({ level: 'silent' }), config });
  const recorded: Statement[][] = [];
  for (const { body } of batches) {
    statements = [];
    const { receipts } = await takeBatch(authority, JSON.parse(body));
    const other = receipts.find(({ outcome }) => outcome?.status !== 'applied');
    if (other) throw new Error(`an act of the bench was not applied: ${JSON.stringify(other)}`);
    recorded.push(statements);
  }
  await db.destroy();
  return recorded;
}

/** Runs them on so many connections, each as soon as one is free. Resolves to the milliseconds it took. */
export async function runBare(url: string, work: readonly Statement[][], connections: number): Promise<number> {
  const clients = await Promise.all(
    Array.from({ length: connections }, async () => {
      const client = new pg.Client({ connectionString: url, types });
      await client.connect();
      return client;
    }),
  );
  let next = 0;
  const startMs = performance.now();
  await Promise.all(
    clients.map(async (client) => {
      for (let batch = work[next++]; batch; batch = work[next++])
        for (const { text, values } of batch) await client.query(text, values);
    }),
  );
  const tookMs = performance.now() - startMs;
  await Promise.all(clients.map((client) => client.end()));
  return tookMs;
}
