// The one database of a process, and what it has answered: the same question is not asked twice while none of the
// tables it names has changed. There is one session and no other writer, so the answer would be the same.
import type { PGlite } from '@electric-sql/pglite';
import { allTables } from '#test/build/small-shop.ts';
import { execText, type TextResult } from './wire-sql.ts';

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
const movesCounter = /update home set rev = rev \+ 1/;
const makesHome = /insert into "?home"?[\s(]/;
const asksCounter = /\*\s+from "?home"?|\b(?:rev|min_rev|tag|timeline)\b/;

function tablesRead(text: string): string[] {
  const found = [...new Set(text.match(named) ?? [])];
  return found.includes('home') && asksCounter.test(text) ? [...found, counters] : found;
}

function tablesWritten(text: string): string[] {
  const found = [...new Set(text.match(named) ?? []), counters];
  return movesCounter.test(text) && !makesHome.test(text) ? found.filter((table) => table !== 'home') : found;
}

export class SqlMemory {
  readonly #pglite: PGlite;
  #kept = new Map<string, { result: TextResult; tables: string[]; atWrites: number }>();
  #writes = 0;
  readonly #writtenAt = new Map<string, number>();
  /** A transaction that has only asked needs no beginning: it is begun with its first statement that is sent. */
  #begin: string | null = null;
  asked = 0;
  sent = 0;

  constructor(pglite: PGlite) {
    this.#pglite = pglite;
  }

  exec(text: string): TextResult {
    this.asked += 1;
    if (/^begin( isolation level [a-z ]+)?$/.test(text)) {
      this.#begin = text;
      return { rows: [], affected: 0 };
    }
    if (this.#begin !== null && (text === 'commit' || text === 'rollback')) {
      this.#begin = null;
      return { rows: [], affected: 0 };
    }
    if (!isQuestion(text)) return this.#write(text);
    const kept = this.#kept.get(text);
    if (kept && kept.tables.every((table) => (this.#writtenAt.get(table) ?? 0) <= kept.atWrites))
      return { ...kept.result, rows: kept.result.rows.map((row) => ({ ...row })) };
    const result = this.#send(text);
    if (this.#kept.size > maxKept) this.#kept.clear();
    this.#kept.set(text, { result, tables: tablesRead(text), atWrites: this.#writes });
    return { ...result, rows: result.rows.map((row) => ({ ...row })) };
  }

  #write(text: string): TextResult {
    this.#writes += 1;
    // What was undone was not what was read in between.
    if (text === 'rollback') this.#kept.clear();
    else for (const table of tablesWritten(text)) this.#writtenAt.set(table, this.#writes);
    return this.#send(text);
  }

  #send(text: string): TextResult {
    if (this.#begin !== null) {
      const begin = this.#begin;
      this.#begin = null;
      execText(this.#pglite, begin);
    }
    this.sent += 1;
    return execText(this.#pglite, text);
  }

  /** Everything may be another from here on: a restore, a new seed. */
  forget(): void {
    this.#kept.clear();
    this.#begin = null;
  }
}
