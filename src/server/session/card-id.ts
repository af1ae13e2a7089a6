// What a printed card is called in the shop's records: a hash, so that the number is nowhere to be read.
import { createHash } from 'node:crypto';
import type { HomeId } from '#domain/ids.ts';

/** The id of its row of identity, of one chain. The code on the card is `GC1` and the number. */
export const cardIdOf = (chain: HomeId, number: string): string =>
  `card:${createHash('sha256').update(`${chain}\n${number.trim().toUpperCase()}`).digest('hex')}`;
