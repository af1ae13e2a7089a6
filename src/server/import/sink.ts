// Where the lines of one kind of file go. The reader of files knows nothing else of products, stock or history.
import type { Tally } from './tally.ts';

export interface Sink<Line> {
  linesPerBatch: number;
  /** Throws BadCell for a line that can't be taken. Pure of the database. */
  parse(read: (field: string) => string): Line;
  /** Stores the good lines of one batch, in one transaction or a few; what can't be stored goes to `reject` by its index. */
  store(lines: readonly Line[], tally: Tally, reject: (index: number, reason: string) => void): Promise<void>;
  /** After the last batch of a file that was read to its end: what only the whole file can say. */
  end?(tally: Tally): Promise<void>;
}
