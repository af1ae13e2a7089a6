// A pass in front of a camera is read many times, and changes while it stays there. Promise: one person who goes on showing
// it is identified once, and a code that was refused is not refused anew with every picture.
import type { Identified } from '#sync/tablet-port.ts';

export interface LastRead {
  text: string;
  atMs: number;
  /** null: it is being checked. */
  answer: Identified | null;
}

/** As long as it takes to read what was wrong with it. */
const sameAgainMs = 4_000;
/** "GP1" and what stays the same while a certificate lasts: version, key, chain, alias and instant, of whose 21 bytes 20 stand in 30 characters. */
const certificateLength = 3 + 30;

const isSameCertificate = (a: string, b: string): boolean =>
  a.startsWith('GP1') && a.slice(0, certificateLength) === b.slice(0, certificateLength);

/** `isHere`: the person whom the last read has named is still at this tablet. */
export function isNews(text: string, last: LastRead | null, isHere: boolean, nowMs: number): boolean {
  if (!last) return true;
  if (last.answer === null) return false;
  if (last.answer.ok) return !isHere || (text !== last.text && !isSameCertificate(text, last.text));
  return text !== last.text || nowMs - last.atMs >= sameAgainMs;
}
