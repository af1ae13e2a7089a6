// What an address is called in the shop's records: a hash, by which it is found again and not read.
import { createHash } from 'node:crypto';
import type { HomeId } from '#domain/ids.ts';

/** Capitals and the way a letter is composed make no other mailbox; what stands before the '@' else is kept as it is. */
const normalised = (address: string): string => address.trim().normalize('NFC').toLowerCase();

/** The id of its row of identity, of one chain: two chains' rows of one person can't be laid side by side. */
export const emailIdOf = (chain: HomeId, address: string): string =>
  `email:${createHash('sha256')
    .update(`${chain}\n${normalised(address)}`)
    .digest('hex')}`;
