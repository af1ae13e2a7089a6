// The simulated server's way to its database: every statement waits for its turn, and may be the last one, fail, or be slow.
import {
  CompiledQuery,
  type DatabaseConnection,
  type Driver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
  type TransactionSettings,
} from 'kysely';
import type { Database } from '#server/database/schema.ts';
import type { SqlMemory } from './sql-memory.ts';

/** Asked before a statement; `done` afterwards. Rejects to fail it; never answers when the server has died. */
export interface SqlGate {
  before(text: string, parameters: readonly (string | null)[], inTransaction: boolean): Promise<void>;
  after(text: string): Promise<void>;
}

export const noGate: SqlGate = { before: () => Promise.resolve(), after: () => Promise.resolve() };

export class SqlSession implements Driver {
  readonly #memory: SqlMemory;
  readonly #gate: SqlGate;
  readonly #waiting: (() => void)[] = [];
  #isTaken = false;
  inTransaction = false;

  constructor(memory: SqlMemory, gate: SqlGate) {
    this.#memory = memory;
    this.#gate = gate;
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<DatabaseConnection> {
    if (this.#isTaken) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    this.#isTaken = true;
    return {
      executeQuery: <Row>(query: CompiledQuery) => this.#execute<Row>(query),
      // oxlint-disable-next-line require-yield
      async *streamQuery() {
        throw new Error('The simulated database does not stream.');
      },
    };
  }

  async releaseConnection(): Promise<void> {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#isTaken = false;
  }

  async beginTransaction(connection: DatabaseConnection, { isolationLevel }: TransactionSettings): Promise<void> {
    await connection.executeQuery(
      CompiledQuery.raw(isolationLevel ? `begin isolation level ${isolationLevel}` : 'begin'),
    );
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('commit'));
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('rollback'));
  }

  async destroy(): Promise<void> {}

  async #execute<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
    const values = parameters.map(textOf);
    await this.#gate.before(sql, values, this.inTransaction);
    const { rows, affected } = this.#memory.ask(sql, values);
    if (sql.startsWith('begin')) this.inTransaction = true;
    if (sql === 'commit' || sql === 'rollback') this.inTransaction = false;
    await this.#gate.after(sql);
    return { rows: rows as Row[], numAffectedRows: BigInt(affected) };
  }
}

export const kyselyOver = (session: SqlSession): Kysely<Database> =>
  new Kysely<Database>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => session,
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  });

/** Without a type, as the server's driver sends it: the column decides what it is. */
function textOf(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (value instanceof Uint8Array) return `\\x${Buffer.from(value).toString('hex')}`;
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) throw new TypeError('no text for a list');
  return typeof value === 'string' ? value : JSON.stringify(value);
}
