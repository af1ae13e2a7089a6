// Values of one column of one group of rows → the smallest of the ways in which they can be packed.
// Promise: what column-reader.ts reads from it are the same values.
import { ByteWriter } from './byte-writer.ts';
import { columnKinds, ownSources, type Value } from './column-kinds.ts';
import { Derivation } from './derived-id.ts';
import { nearListsIn, writeNearLists } from './near-column.ts';
import { writeStrings, writeTexts } from './string-writer.ts';
import { uuidAt } from './uuid-bytes.ts';
import { widthOf } from './uints.ts';
import type { VocabularyWriter } from './vocabulary.ts';

/** Where an id stands in the table that a column points into; -1: nowhere, and the ids are packed as they are. */
export type PlaceOf = (id: string) => number;

export interface Writing {
  placeOf?: PlaceOf;
  vocabulary?: VocabularyWriter;
}
export type WriteColumn = (out: ByteWriter, values: readonly Value[], writing: Writing) => void;

export function packColumn(values: readonly Value[], writing: Writing = {}): Uint8Array<ArrayBuffer> {
  const out = new ByteWriter();
  write(out, values, writing);
  return out.done();
}

/** Ids that follow from `sources`; null: one of them does not. `column`: where the sources stand already. */
export function packDerived(
  ids: readonly string[],
  { prefix, sources, column }: { prefix: string; sources: readonly (string | null)[]; column: number | null },
): Uint8Array<ArrayBuffer> | null {
  const derivation = new Derivation(prefix);
  const known = sources.filter((source) => source !== null);
  if (known.length < ids.length) return null;
  if (!ids.every((id, at) => uuidAt(derivation.bytesOf(known[at] ?? ''), 0) === id)) return null;
  const out = new ByteWriter();
  out.u8(columnKinds.derived);
  out.text(prefix);
  out.u8(column ?? ownSources);
  if (column === null) write(out, known, {});
  return out.done();
}

function write(out: ByteWriter, values: readonly Value[], writing: Writing): void {
  const texts = values.map((value) => (typeof value === 'string' ? value : JSON.stringify(value)));
  const kinds = new Set(values.map(kindOf));
  const distinct = new Set(kinds.size > 1 ? values.map((value) => JSON.stringify(value)) : texts);
  if (distinct.size <= 1) {
    out.u8(columnKinds.constant);
    out.text(JSON.stringify(values[0] ?? null));
  } else if (kinds.has('null')) writeMaybe(out, values, writing);
  else if (kinds.size > 1)
    writeTexts(
      out,
      columnKinds.json,
      values.map((value) => JSON.stringify(value)),
    );
  else if (kinds.has('number')) writeNumbers(out, values as readonly number[]);
  else if (kinds.has('text')) {
    const places = writing.placeOf && texts.map(writing.placeOf);
    if (places?.every((place) => place >= 0)) {
      out.u8(columnKinds.reference);
      write(out, places, {});
    } else if (places && isSplit(places)) {
      const count = places.indexOf(-1);
      out.u8(columnKinds.split);
      out.u16(count);
      write(out, values.slice(0, count), writing);
      write(out, values.slice(count), {});
    } else if (distinct.size <= values.length / 2) writeChoice(out, texts, texts, writing);
    else writeStrings(out, texts, writing, write);
  } else if (kinds.has('other') && writeNear(out, values, writing)) return;
  else if (distinct.size <= values.length / 4) writeChoice(out, values, texts, writing);
  else if (kinds.has('fields')) writeFields(out, values as readonly Fields[], writing);
  else writeTexts(out, columnKinds.json, texts);
}

/** Those that are there all come before those that are not: names of lists among ids. */
const isSplit = (places: readonly number[]): boolean => {
  const count = places.indexOf(-1);
  return count > 1 && places.slice(count).every((place) => place < 0);
};

function writeNear(out: ByteWriter, values: readonly Value[], { placeOf }: Writing): boolean {
  const lists = placeOf ? nearListsIn(values, placeOf) : null;
  if (!lists) return false;
  out.u8(columnKinds.near);
  writeNearLists(out, lists);
  return true;
}

type Fields = { readonly [key: string]: Value };

const kindOf = (value: Value): 'null' | 'number' | 'text' | 'fields' | 'other' => {
  if (value === null) return 'null';
  if (typeof value === 'number') return 'number';
  if (typeof value === 'string') return 'text';
  return typeof value === 'object' && !Array.isArray(value) ? 'fields' : 'other';
};

function writeMaybe(out: ByteWriter, values: readonly Value[], writing: Writing): void {
  out.u8(columnKinds.maybe);
  const bits = new Uint8Array(Math.ceil(values.length / 8));
  for (const [at, value] of values.entries())
    if (value !== null) bits[at >> 3] = (bits[at >> 3] ?? 0) | (1 << (at & 7));
  out.raw(bits);
  let filler = values.find((value) => value !== null) ?? null;
  write(
    out,
    values.map((value) => (filler = value ?? filler)),
    writing,
  );
}

/** Above this many bytes a number of its own (float64) is as good. */
const widest = 6;

function writeNumbers(out: ByteWriter, values: readonly number[]): void {
  const [first = 0, second = 0] = values;
  const step = second - first;
  const isWhole = values.every((value) => Number.isSafeInteger(value) && !Object.is(value, -0));
  if (isWhole && Number.isSafeInteger(step) && values.every((value, at) => value === first + step * at)) {
    out.u8(columnKinds.line);
    out.f64(first);
    return out.f64(step);
  }
  const min = values.reduce((least, value) => Math.min(least, value));
  const range = values.reduce((most, value) => Math.max(most, value)) - min;
  if (!isWhole || range >= 256 ** widest) {
    out.u8(columnKinds.real);
    return values.forEach((value) => out.f64(value));
  }
  // Instants of whole seconds, prices that all end in nothing.
  const scale = values.reduce((divisor, value) => commonDivisor(divisor, value - min), 0);
  const width = widthOf(range / scale);
  out.u8(columnKinds.whole);
  out.f64(min);
  out.f64(scale);
  out.u8(width);
  for (const value of values) out.uint((value - min) / scale, width);
}

function commonDivisor(a: number, b: number): number {
  let [high, low] = [a, b];
  while (low > 0) [high, low] = [low, high % low];
  return high;
}

/** At most 65,536 distinct values: a group has 4,096 rows. */
function writeChoice(out: ByteWriter, values: readonly Value[], texts: readonly string[], writing: Writing): void {
  const places = new Map<string, number>();
  const distinct: Value[] = [];
  for (const [at, text] of texts.entries()) {
    if (places.has(text)) continue;
    places.set(text, distinct.length);
    distinct.push(values[at] ?? null);
  }
  out.u8(columnKinds.choice);
  out.u16(distinct.length);
  write(out, distinct, writing.vocabulary ? { vocabulary: writing.vocabulary } : {});
  const width = distinct.length <= 256 ? 1 : 2;
  for (const text of texts) out.uint(places.get(text) ?? 0, width);
}

function writeFields(out: ByteWriter, values: readonly Fields[], writing: Writing): void {
  const names = Object.keys(values[0] ?? {});
  const wanted = names.join('\0');
  if (!values.every((value) => Object.keys(value).join('\0') === wanted))
    return writeTexts(
      out,
      columnKinds.json,
      values.map((value) => JSON.stringify(value)),
    );
  out.u8(columnKinds.fields);
  out.text(JSON.stringify(names));
  for (const name of names)
    write(
      out,
      values.map((value) => value[name] ?? null),
      writing.vocabulary ? { vocabulary: writing.vocabulary } : {},
    );
}
