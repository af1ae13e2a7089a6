// One packed column: any value by its row, straight from the file's bytes.
// Promise: opening costs a few numbers, whatever the column's size; nothing is read before it is asked for.
import { columnKinds, ownSources, textOfValue, type Value } from './column-kinds.ts';
import { type Around, BadColumn, type Column, part } from './column.ts';
import { compositeColumn, derivedColumn, referenceColumn, splitColumn, uuidColumn } from './id-columns.ts';
import { nearColumn } from './near-column.ts';
import { digitsColumn, numberedColumn, offsetColumn, phraseReader, textReader } from './text-columns.ts';
import { uintsOf } from './uints.ts';
import { textOf } from './utf8.ts';
import { hexAt } from './uuid-bytes.ts';

/** Throws BadColumn or RangeError for bytes that are no column. */
export function openColumn(bytes: Uint8Array, from: number, rows: number, around: Around = {}): Column {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const kind = view.getUint8(from);
  const start = from + 1;
  const inner = (at: number): Column => openColumn(bytes, at, rows, around);
  switch (kind) {
    case columnKinds.constant: {
      const length = view.getUint32(start, true);
      const text = part(bytes, start + 4, length);
      let value: Value | undefined;
      return { bytes: 5 + length, at: () => (value === undefined ? (value = parsed(text)) : value) };
    }
    case columnKinds.line: {
      const first = view.getFloat64(start, true);
      const step = view.getFloat64(start + 8, true);
      return { bytes: 17, at: (row) => first + step * row };
    }
    case columnKinds.whole: {
      const min = view.getFloat64(start, true);
      const scale = view.getFloat64(start + 8, true);
      const width = view.getUint8(start + 16);
      const uint = uintsOf(view, start + 17, width);
      part(bytes, start + 17, rows * width);
      return { bytes: 18 + rows * width, at: (row) => min + scale * uint(row) };
    }
    case columnKinds.real:
      part(bytes, start, rows * 8);
      return { bytes: 1 + rows * 8, at: (row) => view.getFloat64(start + row * 8, true) };
    case columnKinds.hex: {
      const width = view.getUint8(start);
      part(bytes, start + 1, rows * width);
      return { bytes: 2 + rows * width, at: (row) => hexAt(bytes, start + 1 + row * width, width) };
    }
    case columnKinds.uuid:
      return uuidColumn(bytes, start, rows);
    case columnKinds.text:
      return offsetColumn(bytes, view, start, rows, textReader(bytes));
    case columnKinds.json: {
      const read = textReader(bytes);
      return offsetColumn(bytes, view, start, rows, (one, next) => JSON.parse(read(one, next)) as Value);
    }
    case columnKinds.phrase:
      return offsetColumn(bytes, view, start, rows, phraseReader(bytes, around.vocabulary));
    case columnKinds.choice:
      return openChoice(bytes, view, start, rows, around);
    case columnKinds.fields:
      return openFields(bytes, view, start, inner);
    case columnKinds.maybe: {
      const bits = Math.ceil(rows / 8);
      const values = inner(start + bits);
      const has = (row: number): boolean => (view.getUint8(start + (row >> 3)) & (1 << (row & 7))) !== 0;
      return { bytes: 1 + bits + values.bytes, at: (row) => (has(row) ? values.at(row) : null) };
    }
    case columnKinds.digits: {
      const numbers = inner(start + 1);
      return digitsColumn(numbers, view.getUint8(start), false, 2 + numbers.bytes);
    }
    case columnKinds.gtin: {
      const numbers = inner(start);
      return digitsColumn(numbers, 14, true, 1 + numbers.bytes);
    }
    case columnKinds.numbered: {
      const patterns = inner(start);
      const numbers = inner(start + patterns.bytes);
      return numberedColumn(patterns, numbers, 1 + patterns.bytes + numbers.bytes);
    }
    case columnKinds.composite: {
      const first = inner(start);
      const rest = inner(start + 1 + first.bytes);
      return compositeColumn(first, rest, 2 + first.bytes + rest.bytes);
    }
    case columnKinds.reference:
      return referenceColumn(inner(start), around);
    case columnKinds.derived: {
      const length = view.getUint32(start, true);
      const prefix = textOf(part(bytes, start + 4, length));
      const end = start + 4 + length + 1;
      const number = view.getUint8(end - 1);
      let source: Column | null = number === ownSources ? inner(end) : null;
      const size = end - from + (source?.bytes ?? 0);
      return derivedColumn(prefix, (row) => textOfValue((source ??= siblingOf(around, number)).at(row)), size);
    }
    case columnKinds.near:
      return nearColumn(bytes, view, start, rows, around);
    case columnKinds.split: {
      const count = view.getUint16(start, true);
      if (count > rows) throw new BadColumn('a split behind its end');
      const first = openColumn(bytes, start + 2, count, around);
      const rest = openColumn(bytes, start + 2 + first.bytes, rows - count, around);
      return splitColumn(first, count, rest);
    }
    default:
      throw new BadColumn(`kind ${kind}`);
  }
}

const mostKeptTexts = 64;
const parsed = (text: Uint8Array): Value => JSON.parse(textOf(text)) as Value;

function siblingOf({ sibling }: Around, column: number): Column {
  if (!sibling || column === 0) throw new BadColumn('made from nothing');
  return sibling(column);
}

function openChoice(bytes: Uint8Array, view: DataView, start: number, rows: number, around: Around): Column {
  const count = view.getUint16(start, true);
  const inner = openColumn(bytes, start + 2, count, around);
  const from = start + 2 + inner.bytes;
  const width = count <= 256 ? 1 : 2;
  const uint = uintsOf(view, from, width);
  part(bytes, from, rows * width);
  // One object for all rows that hold the same. Texts of many are made anew, so that they go with their rows.
  const kept: Value[] = [];
  const at = (row: number): Value => {
    const place = uint(row);
    if (place >= count) throw new BadColumn('a choice that is not there');
    const known = kept[place];
    if (known !== undefined) return known;
    const value = inner.at(place);
    if (typeof value === 'object' || count <= mostKeptTexts) kept[place] = value;
    return value;
  };
  return { bytes: 3 + inner.bytes + rows * width, at };
}

function openFields(bytes: Uint8Array, view: DataView, start: number, inner: (at: number) => Column): Column {
  const length = view.getUint32(start, true);
  const names = JSON.parse(textOf(part(bytes, start + 4, length))) as string[];
  let at = start + 4 + length;
  const columns = names.map((name) => {
    const column = inner(at);
    at += column.bytes;
    return { name, column };
  });
  return {
    bytes: at - start + 1,
    at: (row) => Object.fromEntries(columns.map(({ name, column }) => [name, column.at(row)])),
  };
}
