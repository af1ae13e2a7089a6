// What an import has done so far, counted by what a shopkeeper calls it.
export interface Tally {
  /** Lines that were read; the heading is none. */
  lines: number;
  rejected: number;
  /** By table: rows written now, and rows that were there as they are. */
  written: Map<string, number>;
  unchanged: number;
  /** Lines that are right, and say nothing that is kept here. */
  passedOver: number;
  /** What else a person should know of this file, in sentences. */
  notes: string[];
}

export const newTally = (): Tally => ({
  lines: 0,
  rejected: 0,
  written: new Map(),
  unchanged: 0,
  passedOver: 0,
  notes: [],
});

export const addWritten = (tally: Tally, table: string, count: number): void => {
  if (count > 0) tally.written.set(table, (tally.written.get(table) ?? 0) + count);
};

export const writtenInAll = (tally: Tally): number =>
  [...tally.written.values()].reduce((sum, count) => sum + count, 0);
