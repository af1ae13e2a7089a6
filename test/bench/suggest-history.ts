// A web history from tab-separated files as visits in the order of time, each with its distinct items as they were bought.
// Columns as the files' own header names them: customer (empty: a guest), visit, ts (unix seconds), item.
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

export interface Visit {
  /** null: a guest. */
  customer: string | null;
  /** The visit's first line. */
  atMs: number;
  /** Distinct, in the order in which they were bought. */
  items: readonly string[];
}

/** Several files are read as one. Throws with the file and the line of what cannot be read. */
export function readVisits(files: readonly string[]): Visit[] {
  return visitsOf(files.map((file) => ({ name: file, text: textOf(file) })));
}

export function visitsOf(files: readonly { name: string; text: string }[]): Visit[] {
  const visits = new Map<string, { customer: string | null; atMs: number; items: Set<string> }>();
  for (const { name, text } of files) {
    const [head = '', ...lines] = text.split('\n');
    const columns = head.trim().split('\t');
    const [customerAt, visitAt, tsAt, itemAt] = ['customer', 'visit', 'ts', 'item'].map((column) => {
      if (!columns.includes(column)) throw new Error(`${name}: no column ${column}`);
      return columns.indexOf(column);
    });
    for (const [index, line] of lines.entries()) {
      if (line.trim() === '') continue;
      const cells = line.split('\t');
      const [customer = '', visit = '', ts = '', item = ''] = [customerAt, visitAt, tsAt, itemAt].map(
        (at) => cells[at ?? -1],
      );
      const atMs = Number(ts) * 1_000;
      if (item === '' || visit === '' || !Number.isFinite(atMs)) throw new Error(`${name}:${index + 2} is no event`);
      const key = `${customer}\t${visit}`;
      let found = visits.get(key);
      if (!found) visits.set(key, (found = { customer: customer === '' ? null : customer, atMs, items: new Set() }));
      found.atMs = Math.min(found.atMs, atMs);
      found.items.add(item);
    }
  }
  return [...visits.values()]
    .map(({ customer, atMs, items }) => ({ customer, atMs, items: [...items] }))
    .toSorted((a, b) => a.atMs - b.atMs);
}

const textOf = (file: string): string => {
  const bytes = readFileSync(file);
  return (bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes).toString('utf8');
};
