// The name of a visit's lane, as its shopper keeps it: with it they see how their acts ended after they have left [AR2].
// Promise: it leads to what was asked for, never to who asked.
import { codeCharacters } from '#domain/ids.ts';

const length = 8;

/** Eight characters of 40 random bits [ID7]. */
export function claimCodeOf(random: Uint8Array): string {
  let bits = 0n;
  for (const byte of random.subarray(0, 5)) bits = (bits << 8n) | BigInt(byte);
  const at = (place: number): number => Number((bits >> BigInt(5 * place)) & 31n);
  return Array.from({ length }, (_, index) => codeCharacters.charAt(at(length - 1 - index))).join('');
}

/** What somebody typed or read aloud, as the code it was meant to be; null: it can be none. */
export function claimCodeFrom(typed: string): string | null {
  const plain = typed.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1');
  return plain.length === length && [...plain].every((one) => codeCharacters.includes(one)) ? plain : null;
}
