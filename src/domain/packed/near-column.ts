// A column of neighbour lists: [id, weight 0–255] of rows of another table, strongest first. Kept as positions there, each
// list in their order with the gaps between them, byte plane by byte plane: gzip finds more in planes than in rows.
import type { ByteWriter } from './byte-writer.ts';
import type { Value } from './column-kinds.ts';
import { type Around, BadColumn, type Column, part } from './column.ts';
import type { PlaceOf } from './column-writer.ts';
import { uintsOf, widthOf } from './uints.ts';

type Entry = readonly [place: number, weight: number];

const mostNear = 65_535;

/** Strongest first; of the same weight in the order of the other table, which is that of the ids. */
const inRank = (a: Entry, b: Entry): number => b[1] - a[1] || a[0] - b[0];

/** null: no lists of that kind, or of ids that are not there, or in another order than the reader would give them. */
export function nearListsIn(values: readonly Value[], placeOf: PlaceOf): Entry[][] | null {
  const lists: Entry[][] = [];
  for (const value of values) {
    if (!Array.isArray(value)) return null;
    const list: Entry[] = [];
    for (const one of value as readonly Value[]) {
      const [id, weight] = Array.isArray(one) && one.length === 2 ? (one as readonly Value[]) : [];
      if (typeof id !== 'string' || typeof weight !== 'number') return null;
      const entry: Entry = [placeOf(id), weight];
      const before = list.at(-1);
      const isFine = entry[0] >= 0 && Number.isInteger(weight) && weight >= 0 && weight <= 255;
      if (!isFine || (before && inRank(before, entry) >= 0)) return null;
      list.push(entry);
    }
    lists.push(list);
  }
  if (lists.some((list) => list.length > mostNear)) return null;
  const isTwice = lists.some((list) => new Set(list.map(([place]) => place)).size < list.length);
  return isTwice ? null : lists;
}

/** Behind the kind: the width of a gap, the number of all entries, for each row the length of its list, planes, weights. */
export function writeNearLists(out: ByteWriter, lists: readonly (readonly Entry[])[]): void {
  const gaps: number[] = [];
  const weights: number[] = [];
  for (const list of lists) {
    let next = 0;
    for (const [place, weight] of list.toSorted((a, b) => a[0] - b[0])) {
      gaps.push(place - next);
      weights.push(weight);
      next = place + 1;
    }
  }
  const width = widthOf(gaps.reduce((most, gap) => Math.max(most, gap), 0));
  out.u8(width);
  out.u32(gaps.length);
  for (const list of lists) out.u16(list.length);
  for (let plane = 0; plane < width; plane++) for (const gap of gaps) out.u8(Math.floor(gap / 256 ** plane) % 256);
  out.raw(Uint8Array.from(weights));
}

export function nearColumn(bytes: Uint8Array, view: DataView, start: number, rows: number, around: Around): Column {
  const { pointed } = around;
  if (!pointed) throw new BadColumn('points nowhere');
  const width = view.getUint8(start);
  const count = view.getUint32(start + 1, true);
  const lengthAt = uintsOf(view, start + 5, 2);
  const planes = start + 5 + rows * 2;
  const size = 5 + rows * 2 + count * (width + 1);
  part(bytes, start, size);
  const ends: number[] = [];
  for (let row = 0, end = 0; row < rows; row++) ends.push((end += lengthAt(row)));
  if ((ends.at(-1) ?? 0) !== count) throw new BadColumn('lists of another length');
  return {
    bytes: 1 + size,
    at(row) {
      const list: Entry[] = [];
      let next = 0;
      for (let at = ends[row - 1] ?? 0; at < (ends[row] ?? 0); at++) {
        let place = next;
        for (let plane = 0; plane < width; plane++) place += view.getUint8(planes + plane * count + at) * 256 ** plane;
        list.push([place, view.getUint8(planes + width * count + at)]);
        next = place + 1;
      }
      return list.sort(inRank).map(([place, weight]) => [pointed.idAt(place), weight]);
    },
  };
}
