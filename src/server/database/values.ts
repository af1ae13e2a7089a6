// How PostgreSQL's types arrive, the same from a server and from the in-memory database:
// counts and instants (int8) as numbers, checked; dates as the text they are.
import pg from 'pg';

const { INT8, DATE } = pg.types.builtins;

/** int8 carries epoch milliseconds, revisions and minor units: all below 2^53, or it is a bug. */
export function parseSafeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`${text} does not fit a number exactly`);
  return value;
}

const keepText = (text: string): string => text;

export const PARSERS: Record<number, (text: string) => unknown> = { [INT8]: parseSafeInteger, [DATE]: keepText };
