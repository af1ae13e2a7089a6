// SQL for what runs at every act: parts put together as text, values always apart from it. Kysely's own template builds
// and walks a tree each time, which cost a fifth of a push's processor time; this has the same form and costs nothing.
import { CompiledQuery, type Kysely, type QueryResult } from 'kysely';
import type { Database } from './schema.ts';

const parts = Symbol('parts of a statement');

/** Texts and values in turn: one text more than values. */
export interface Sql<Row = unknown> {
  readonly [parts]: { texts: readonly string[]; values: readonly unknown[] };
  execute(db: Kysely<Database>): Promise<QueryResult<Row>>;
}

function made<Row>(texts: readonly string[], values: readonly unknown[]): Sql<Row> {
  return {
    [parts]: { texts, values },
    execute(db) {
      const text = texts.reduce((all, next, n) => `${all}$${n}${next}`);
      return db.executeQuery<Row>(CompiledQuery.raw(text, [...values]));
    },
  };
}

const isSql = (value: unknown): value is Sql => typeof value === 'object' && value !== null && parts in value;

/** Puts texts and values, whatever they are, one after the other. */
function woven<Row>(texts: readonly string[], given: readonly unknown[]): Sql<Row> {
  const all = [texts[0] ?? ''];
  const values: unknown[] = [];
  const append = (text: string): void => void (all[all.length - 1] += text);
  for (const [n, value] of given.entries()) {
    if (isSql(value)) {
      const inner = value[parts];
      append(inner.texts[0] ?? '');
      values.push(...inner.values);
      all.push(...inner.texts.slice(1));
    } else {
      values.push(value);
      all.push('');
    }
    append(texts[n + 1] ?? '');
  }
  return made(all, values);
}

const template = <Row = unknown>(texts: TemplateStringsArray, ...given: readonly unknown[]): Sql<Row> =>
  woven(texts, given);

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** Values in the template become parameters; statements in it are put in. */
export const sql = Object.assign(template, {
  /** A table, or a column of one: "table.column". */
  ref: (name: string): Sql => made([name.split('.').map(quoted).join('.')], []),
  join: (items: readonly unknown[], between = ', '): Sql =>
    woven(
      items.map((_, n) => (n === 0 ? '' : between)),
      items,
    ),
  /** insert into table (columns) values (…). */
  insert(table: Extract<keyof Database, string>, row: Readonly<Record<string, unknown>>): Sql {
    const columns = Object.keys(row).map(sql.ref);
    return template`insert into ${sql.ref(table)} (${sql.join(columns)}) values (${sql.join(Object.values(row))})`;
  },
});
