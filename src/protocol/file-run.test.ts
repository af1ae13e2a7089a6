import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rowsOfFileRun, runOverFile } from './file-run.ts';
import { FileRun } from './pull.ts';

const value = fc.oneof(
  fc.integer(),
  fc.constantFrom(null, 'x', true, 0.5),
  fc.record({ minor: fc.integer(), currency: fc.constantFrom('BRL', 'USD') }),
  fc.array(fc.nat(), { maxLength: 2 }),
);
const row = fc.record({ a: value, b: value, c: fc.integer(), d: fc.constant(7) });
type Row = { id: string } & Record<string, unknown>;

const tableOf = (rows: readonly Row[]) => ({
  columns: ['id', 'a', 'b', 'c', 'd'],
  placeOf: (id: string) => rows.findIndex((one) => one.id === id),
  rowAt: (place: number): Row => rows[place] ?? { id: '' },
});
const told = (run: FileRun | null, rows: readonly Row[]): Map<string, unknown> =>
  new Map(run ? [...rowsOfFileRun(run, (place) => rows[place] ?? null)].map((one) => [one.id, one.row]) : []);

describe('changed rows over a packed file', () => {
  it('[PL7] come out as they were, whatever changed, and those that the file has not are left to be told whole', () => {
    const changed = fc.array(fc.tuple(fc.nat(60), row), { maxLength: 40 });
    fc.assert(
      fc.property(fc.array(row, { maxLength: 40 }), changed, (before, after) => {
        const file = before.map((one, at): Row => ({ id: `id ${at}`, ...one }));
        const rows = new Map(after.map(([at, one]) => [`id ${at}`, { id: `id ${at}`, ...one }]));
        const wanted = [...rows].map(([id, one]) => ({ id, row: one }));
        const { run, rest } = runOverFile('t', tableOf(file), wanted);
        const wire = run && FileRun.parse(JSON.parse(JSON.stringify(run)));
        const seen = new Map([...told(wire, file), ...rest.map(({ id, row: one }) => [id, one] as const)]);
        expect(seen).toEqual(rows);
        expect(rest.every(({ id }) => run === null || !told(run, file).has(id))).toBe(true);
      }),
    );
  });

  it('[PL7] say only what differs: a price and a stock of one product in a hundred, nothing that stayed', () => {
    const file = Array.from({ length: 500 }, (_, at): Row => ({
      id: `${at}`,
      a: { minor: at, currency: 'BRL' },
      b: null,
      c: 1,
      d: 7,
    }));
    const changed = [3, 100, 499].map((at) => ({
      id: `${at}`,
      row: { ...file[at], a: { minor: at + 5, currency: 'BRL' } },
    }));
    const { run, rest } = runOverFile('t', tableOf(file), changed);
    expect(rest).toEqual([]);
    expect(run).toEqual({ table: 't', gaps: [3, 96, 398], columns: { a: { of: { minor: { plus: [5, 5, 5] } } } } });
  });

  it('[PL7] of a build with other fields, or two of them alone, are told whole', () => {
    const file = Array.from({ length: 9 }, (_, at): Row => ({ id: `${at}`, a: 1, b: 1, c: 1, d: 7 }));
    const rows = file.map((one) => ({ id: one.id, row: { ...one, e: 1 } }));
    expect(runOverFile('t', tableOf(file), rows)).toEqual({ run: null, rest: rows });
    expect(runOverFile('t', tableOf(file), rows.slice(0, 2)).run).toBeNull();
  });

  it('[PL7] that do not fit the file are no rows', () => {
    const run = (part: Partial<FileRun>): FileRun => ({ table: 't', gaps: [0, 0], columns: {}, ...part });
    const rowAt = (place: number) => (place < 2 ? { id: `${place}` } : null);
    expect(() => [...rowsOfFileRun(run({ gaps: [0, 1] }), rowAt)]).toThrow(RangeError);
    expect(() => [...rowsOfFileRun(run({ columns: { a: { each: [1] } } }), rowAt)]).toThrow(RangeError);
  });
});
