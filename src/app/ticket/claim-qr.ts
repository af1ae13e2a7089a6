// The code of a visit as its QR says it: plain text, so that any phone keeps it and no address is opened by it.
import { claimCodeFrom } from '#sync/claim.ts';

const prefix = 'GONDOLA-';

export const claimQrText = (code: string): string => prefix + code;

/** null: some other text. */
export const claimCodeInQr = (raw: string): string | null =>
  raw.startsWith(prefix) ? claimCodeFrom(raw.slice(prefix.length)) : null;

/** "7F3K 9T4B": two groups are read aloud without losing the place. */
export const claimCodeShown = (code: string): string => `${code.slice(0, 4)}\u00a0${code.slice(4)}`;
