// Statements to PGlite and their rows back, by PostgreSQL's own messages: without the library's rounds for each part of a
// call, and planned once for a text instead of each time. Values are read by the same parsers as a server's; an error
// carries the database's code.
import type { PGlite } from '@electric-sql/pglite';
import pg from 'pg';
import { PARSERS } from '#server/database/values.ts';

export interface TextResult {
  rows: Record<string, unknown>[];
  affected: number;
}

type Column = { name: string; parse: (value: string) => unknown };

/** Several statements may stand in the text; the last one's rows come back. Throws what the database says. */
export function execText(pglite: PGlite, sql: string): TextResult {
  sending.start();
  sending.message('Q', () => sending.text(sql));
  const { result, error } = readAnswer(exchange(pglite), []);
  if (error) throw error;
  return result;
}

/** One statement with its parameters, as a server's driver sends it: values as text, without a type. */
export class Statements {
  readonly #pglite: PGlite;
  readonly #known = new Map<string, { name: string; columns: Column[] }>();
  #named = 0;

  constructor(pglite: PGlite) {
    this.#pglite = pglite;
  }

  exec(sql: string, parameters: readonly (string | null)[]): TextResult {
    const known = this.#known.get(sql);
    const name = known?.name ?? `s${(this.#named += 1)}`;
    sending.start();
    if (!known) {
      sending.message('P', () => {
        sending.text(name);
        sending.text(sql);
        sending.int16(0);
      });
      sending.message('D', () => {
        sending.byte('S');
        sending.text(name);
      });
    }
    sending.message('B', () => {
      sending.text('');
      sending.text(name);
      sending.int16(0);
      sending.int16(parameters.length);
      for (const value of parameters) sending.value(value);
      sending.int16(0);
    });
    sending.message('E', () => {
      sending.text('');
      sending.int32(0);
    });
    sending.message('S', () => undefined);
    const { result, described, error } = readAnswer(exchange(this.#pglite), known?.columns ?? []);
    if (described) this.#known.set(sql, { name, columns: described });
    if (error) throw error;
    return result;
  }

  forget(): void {
    this.#known.clear();
  }
}

const text = (bytes: Uint8Array, start: number, end: number): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('utf8');

/** Messages one after the other, in bytes that are used again each time. */
class Sending {
  #bytes = Buffer.alloc(1 << 16);
  #at = 0;

  start(): void {
    this.#at = 0;
  }

  message(kind: string, body: () => void): void {
    this.byte(kind);
    const start = this.#at;
    this.int32(0);
    body();
    this.#bytes.writeInt32BE(this.#at - start, start);
  }

  byte(letter: string): void {
    this.#room(1);
    this.#bytes[this.#at] = letter.charCodeAt(0);
    this.#at += 1;
  }

  text(value: string): void {
    this.#write(value);
    this.#room(1);
    this.#bytes[this.#at] = 0;
    this.#at += 1;
  }

  value(value: string | null): void {
    const start = this.#at;
    this.int32(-1);
    if (value !== null) this.#bytes.writeInt32BE(this.#write(value), start);
  }

  int16(value: number): void {
    this.#room(2);
    this.#at = this.#bytes.writeInt16BE(value, this.#at);
  }

  int32(value: number): void {
    this.#room(4);
    this.#at = this.#bytes.writeInt32BE(value, this.#at);
  }

  get sent(): Uint8Array {
    return this.#bytes.subarray(0, this.#at);
  }

  #write(value: string): number {
    this.#room(value.length * 3);
    const length = this.#bytes.write(value, this.#at);
    this.#at += length;
    return length;
  }

  #room(length: number): void {
    if (this.#at + length <= this.#bytes.length) return;
    const larger = Buffer.alloc(2 * (this.#at + length));
    this.#bytes.copy(larger);
    this.#bytes = larger;
  }
}

const sending = new Sending();

/** Not by the call that gives one answer back: that one reads each message once more, and keeps them all for ever. */
function exchange(pglite: PGlite): Uint8Array {
  const pieces: Uint8Array[] = [];
  // It has done everything before it returns; only the promise comes later.
  pglite
    .execProtocolRawStream(sending.sent, { syncToFs: false, onRawData: (data) => void pieces.push(data.slice()) })
    .catch((error: unknown) => {
      throw error;
    });
  return pieces.length === 1 ? (pieces[0] as Uint8Array) : Buffer.concat(pieces);
}

interface Answer {
  result: TextResult;
  /** What the text answers with, when that was asked: then it has a plan, whatever became of this use of it. */
  described: Column[] | null;
  error: Error | null;
}

function readAnswer(answer: Uint8Array, known: Column[]): Answer {
  const view = new DataView(answer.buffer, answer.byteOffset, answer.length);
  const found: Answer = { result: { rows: [], affected: 0 }, described: null, error: null };
  let columns = known;
  let rows: Record<string, unknown>[] = [];
  for (let at = 0; at + 5 <= answer.length;) {
    const kind = String.fromCharCode(answer[at] ?? 0);
    const end = at + 1 + view.getUint32(at + 1);
    const start = at + 5;
    if (kind === 'T' || kind === 'n') found.described = columns = kind === 'T' ? columnsAt(answer, view, start) : [];
    else if (kind === 'D') rows.push(rowAt(answer, view, start, columns));
    else if (kind === 'C') {
      const tag = text(answer, start, end - 1);
      found.result = { rows, affected: tag.startsWith('SELECT') ? 0 : Number(/\d+$/.exec(tag)?.[0] ?? 0) };
      rows = [];
    } else if (kind === 'E') found.error ??= errorAt(answer.subarray(start, end));
    at = end;
  }
  return found;
}

function columnsAt(answer: Uint8Array, view: DataView, start: number): Column[] {
  const columns: Column[] = [];
  let at = start + 2;
  for (let left = view.getUint16(start); left > 0; left -= 1) {
    const end = answer.indexOf(0, at);
    const oid = view.getUint32(end + 7);
    const parse = PARSERS[oid] ?? (pg.types.getTypeParser(oid, 'text') as Column['parse']);
    columns.push({ name: text(answer, at, end), parse });
    at = end + 19;
  }
  return columns;
}

function rowAt(answer: Uint8Array, view: DataView, start: number, columns: readonly Column[]): Record<string, unknown> {
  const row: Record<string, unknown> = {};
  let at = start + 2;
  for (const { name, parse } of columns) {
    const length = view.getInt32(at);
    at += 4;
    row[name] = length < 0 ? null : parse(text(answer, at, at + length));
    at += Math.max(0, length);
  }
  return row;
}

/** Fields of one letter each, ended by a zero. */
function errorAt(bytes: Uint8Array): Error {
  const fields = new Map(
    text(bytes, 0, bytes.length)
      .split('\0')
      .map((field) => [field[0] ?? '', field.slice(1)]),
  );
  return Object.assign(new Error(fields.get('M') ?? 'database error'), {
    code: fields.get('C') ?? '',
    severity: fields.get('S'),
  });
}
