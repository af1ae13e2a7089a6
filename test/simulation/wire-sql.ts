// One text to PGlite and its rows back, by PostgreSQL's own messages: without the library's second round for each call.
// Values are read by the same parsers as a server's; an error carries the database's code.
import type { PGlite } from '@electric-sql/pglite';
import pg from 'pg';
import { PARSERS } from '#server/database/values.ts';

export interface TextResult {
  rows: Record<string, unknown>[];
  affected: number;
}

const encoder = new TextEncoder();
const text = (bytes: Uint8Array): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8');

type Column = { name: string; parse: (value: string) => unknown };

/** Several statements may stand in the text; the last one's rows come back. Throws what the database says. */
export function execText(pglite: PGlite, sql: string): TextResult {
  const body = encoder.encode(sql);
  const message = new Uint8Array(body.length + 6);
  message[0] = 0x51; // Q: a simple query
  new DataView(message.buffer).setUint32(1, body.length + 5);
  message.set(body, 5);
  return readAnswer(pglite.execProtocolRawSync(message));
}

function readAnswer(answer: Uint8Array): TextResult {
  const view = new DataView(answer.buffer, answer.byteOffset, answer.length);
  let columns: Column[] = [];
  let result: TextResult = { rows: [], affected: 0 };
  let trouble: Error | null = null;
  for (let at = 0; at + 5 <= answer.length;) {
    const kind = String.fromCharCode(answer[at] ?? 0);
    const end = at + 1 + view.getUint32(at + 1);
    const start = at + 5;
    if (kind === 'T') [columns, result] = [columnsAt(answer, view, start), { rows: [], affected: 0 }];
    else if (kind === 'D') result.rows.push(rowAt(answer, view, start, columns));
    else if (kind === 'C') {
      const tag = text(answer.subarray(start, end - 1));
      if (!tag.startsWith('SELECT') && !tag.includes('RETURNING'))
        result = { ...result, affected: Number(/\d+$/.exec(tag)?.[0] ?? 0) };
      if (columns.length === 0) result = { ...result, rows: [] };
      columns = [];
    } else if (kind === 'E') trouble ??= errorAt(answer.subarray(start, end));
    at = end;
  }
  if (trouble) throw trouble;
  return result;
}

function columnsAt(answer: Uint8Array, view: DataView, start: number): Column[] {
  const columns: Column[] = [];
  let at = start + 2;
  for (let left = view.getUint16(start); left > 0; left -= 1) {
    const end = answer.indexOf(0, at);
    const oid = view.getUint32(end + 7);
    const parse = PARSERS[oid] ?? (pg.types.getTypeParser(oid, 'text') as Column['parse']);
    columns.push({ name: text(answer.subarray(at, end)), parse });
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
    row[name] = length < 0 ? null : parse(text(answer.subarray(at, at + length)));
    at += Math.max(0, length);
  }
  return row;
}

/** Fields of one letter each, ended by a zero. */
function errorAt(bytes: Uint8Array): Error {
  const fields = new Map(
    text(bytes)
      .split('\0')
      .map((field) => [field[0] ?? '', field.slice(1)]),
  );
  return Object.assign(new Error(fields.get('M') ?? 'database error'), {
    code: fields.get('C') ?? '',
    severity: fields.get('S'),
  });
}
