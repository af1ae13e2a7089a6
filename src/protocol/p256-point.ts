// A public key of P-256 in 33 bytes (SEC 1, 2.3): x and whether y is odd. What comes out of a pass is checked to lie on
// the curve by whoever imports it.
import { fromBase64Url, toBase64Url } from './signature.ts';

const p = 2n ** 256n - 2n ** 224n + 2n ** 192n + 2n ** 96n - 1n;
const b = 0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604bn;

export interface PublicPoint {
  kty: string;
  crv: string;
  x: string;
  y: string;
}

/** Throws TypeError for what is no point of 32-byte coordinates. */
export function compressPoint({ x, y }: Pick<PublicPoint, 'x' | 'y'>): Uint8Array<ArrayBuffer> {
  const [across, up] = [fromBase64Url(x), fromBase64Url(y)];
  if (across?.length !== 32 || up?.length !== 32) throw new TypeError('not a P-256 public key');
  return Uint8Array.from([2 + ((up[31] ?? 0) & 1), ...across]);
}

/** null when no point has that x. */
export function expandPoint(bytes: Uint8Array): PublicPoint | null {
  const sign = bytes[0];
  if (bytes.length !== 33 || (sign !== 2 && sign !== 3)) return null;
  const x = bytes.subarray(1).reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
  if (x >= p) return null;
  const square = ((((x * x - 3n) * x + b) % p) + p) % p;
  const root = power(square, (p + 1n) / 4n);
  if ((root * root) % p !== square) return null;
  const y = root % 2n === BigInt(sign - 2) ? root : p - root;
  return { kty: 'EC', crv: 'P-256', x: toBase64Url(bytes.slice(1)), y: toBase64Url(bytesOf(y)) };
}

function power(base: bigint, exponent: bigint): bigint {
  let result = 1n;
  for (let rest = exponent, square = base; rest > 0n; rest >>= 1n, square = (square * square) % p)
    if (rest & 1n) result = (result * square) % p;
  return result;
}

const bytesOf = (value: bigint): Uint8Array =>
  Uint8Array.from({ length: 32 }, (_, at) => Number((value >> BigInt(8 * (31 - at))) & 255n));
