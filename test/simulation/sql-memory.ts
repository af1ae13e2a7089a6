// The one database of a process, and what it has answered: the same question is not asked twice while none of the
// tables it names has changed. There is one session and no other writer, so the answer would be the same.
import type { PGlite } from '@electric-sql/pglite';
import { allTables } from '#test/build/small-shop.ts';
import { execText, Statements, type TextResult } from './wire-sql.ts';

const named = new RegExp(`\\b(${[...allTables].toSorted((a, b) => b.length - a.length).join('|')})\\b`, 'g');
const tables = new Set<string>(allTables);
/** Only of tables that every seed empties: of others, a schema's list say, somebody else may write. */
const isQuestion = (text: string): boolean =>
  /^\s*select/i.test(text) &&
  !/for update/i.test(text) &&
  [...text.matchAll(/\b(?:from|join)\s+"?(\w+)"?/gi)].every(([, table]) => tables.has(table ?? ''));
const maxKept = 5_000;
/** A home's counter moves with every act; who asks for nothing of it need not ask again. */
const counters = 'home counters';
const movesCounter = /update "?home"? set rev = rev \+ 1/;
const makesHome = /insert into "?home"?[\s(]/;
const asksCounter = /\*\s+from "?home"?|\b(?:rev|min_rev|tag|timeline)\b/;
const writes = /\b(?:insert\s+into|update|delete\s+from)\s+"?(\w+)"?/gi;
/** Of these alone we know that what they change is named where they say so. */
const isPlain = (text: string): boolean =>
  /^\s*(?:insert|update|delete|select|with|commit|rollback|\()/i.test(text) && !/;\s*\S/.test(text);

/** What is told by a text alone, whatever its values: it is read once. */
interface Sense {
  isQuestion: boolean;
  tables: string[];
}

function senseOf(text: string): Sense {
  const found = [...new Set(text.match(named) ?? [])];
  if (isQuestion(text))
    return {
      isQuestion: true,
      tables: found.includes('home') && asksCounter.test(text) ? [...found, counters] : found,
    };
  if (!isPlain(text)) return { isQuestion: false, tables: [...found, counters] };
  // A column may be called as a table is: only what a writing word is followed by counts.
  const written = [...new Set([...text.matchAll(writes)].map(([, table]) => table ?? ''))];
  if (!written.includes('home')) return { isQuestion: false, tables: written };
  const isOnlyMoved = movesCounter.test(text) && !makesHome.test(text);
  return {
    isQuestion: false,
    tables: [...(isOnlyMoved ? written.filter((table) => table !== 'home') : written), counters],
  };
}

export class SqlMemory {
  readonly #pglite: PGlite;
  readonly #statements: Statements;
  readonly #senses = new Map<string, Sense>();
  #kept = new Map<string, { result: TextResult; tables: string[]; atWrites: number }>();
  #writes = 0;
  readonly #writtenAt = new Map<string, number>();
  /** A transaction that has only asked needs no beginning: it is begun with its first statement that is sent. */
  #begin: string | null = null;
  asked = 0;
  sent = 0;

  constructor(pglite: PGlite) {
    this.#pglite = pglite;
    this.#statements = new Statements(pglite);
  }

  ask(text: string, values: readonly (string | null)[]): TextResult {
    this.asked += 1;
    if (/^begin( isolation level [a-z ]+)?$/.test(text)) {
      this.#begin = text;
      return { rows: [], affected: 0 };
    }
    if (this.#begin !== null && (text === 'commit' || text === 'rollback')) {
      this.#begin = null;
      return { rows: [], affected: 0 };
    }
    const sense = this.#senseOf(text);
    if (!sense.isQuestion) return this.#write(text, values, sense);
    const key = values.length === 0 ? text : `${text}${JSON.stringify(values)}`;
    const kept = this.#kept.get(key);
    if (kept && kept.tables.every((table) => (this.#writtenAt.get(table) ?? 0) <= kept.atWrites))
      return { ...kept.result, rows: kept.result.rows.map((row) => ({ ...row })) };
    const result = this.#send(text, values);
    if (this.#kept.size > maxKept) this.#kept.clear();
    this.#kept.set(key, { result, tables: sense.tables, atWrites: this.#writes });
    return { ...result, rows: result.rows.map((row) => ({ ...row })) };
  }

  #senseOf(text: string): Sense {
    const known = this.#senses.get(text);
    if (known) return known;
    const sense = senseOf(text);
    this.#senses.set(text, sense);
    return sense;
  }

  #write(text: string, values: readonly (string | null)[], { tables }: Sense): TextResult {
    this.#writes += 1;
    // What was undone was not what was read in between.
    if (text === 'rollback') this.#kept.clear();
    else for (const table of tables) this.#writtenAt.set(table, this.#writes);
    return this.#send(text, values);
  }

  #send(text: string, values: readonly (string | null)[]): TextResult {
    if (this.#begin !== null) {
      const begin = this.#begin;
      this.#begin = null;
      execText(this.#pglite, begin);
    }
    this.sent += 1;
    // As the server's driver does: without values a text may be several statements.
    return values.length === 0 ? execText(this.#pglite, text) : this.#statements.exec(text, values);
  }

  /** One or more statements beside all sessions: a restore, a setting. Everything may be another afterwards. */
  exec(text: string): void {
    this.forget();
    execText(this.#pglite, text);
  }

  /** There are thousands of texts in a long run, and each keeps its plan. */
  forgetPlans(): void {
    this.exec('deallocate all');
    this.#statements.forget();
  }

  /** Everything may be another from here on: a restore, a new seed. */
  forget(): void {
    this.#kept.clear();
    this.#begin = null;
  }
}
