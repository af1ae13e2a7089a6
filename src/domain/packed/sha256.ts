// SHA-256 (FIPS 180-4) without waiting: WebCrypto's answers later, and an id in a packed file is asked for while painting.
// Promise: the same digest as every other; only ids are made with it, never anything that is kept secret.

const primes = ((): number[] => {
  const found: number[] = [];
  for (let number = 2; found.length < 64; number++)
    if (found.every((prime) => number % prime !== 0)) found.push(number);
  return found;
})();
/** The first 32 bits behind the point; the roots are good to 50. */
const bitsOf = (root: number): number => ((root - Math.floor(root)) * 2 ** 32) | 0;
const constants = Int32Array.from(primes, (prime) => bitsOf(Math.cbrt(prime)));
const start = Int32Array.from(primes.slice(0, 8), (prime) => bitsOf(Math.sqrt(prime)));
const schedule = new Int32Array(64);
const state = new Int32Array(8);
let padded = new Uint8Array(128);

/** Of the first `length` bytes, as eight numbers of 32 bits. They are written over by the next call. */
export function sha256Of(message: Uint8Array, length: number): Int32Array {
  const size = (length + 72) & ~63;
  if (padded.length < size) padded = new Uint8Array(2 * size);
  for (let at = 0; at < length; at++) padded[at] = message[at] ?? 0;
  padded[length] = 0x80;
  for (let at = length + 1; at < size; at++) padded[at] = 0;
  // Its length in bits; nothing here is longer than 512 MB.
  for (let byte = 1, bits = length * 8; byte <= 4; byte++, bits >>>= 8) padded[size - byte] = bits;
  state.set(start);
  for (let from = 0; from < size; from += 64) addBlock(from);
  return state;
}

function addBlock(from: number): void {
  const w = schedule;
  for (let n = 0, at = from; n < 16; n++, at += 4)
    w[n] =
      ((padded[at] ?? 0) << 24) | ((padded[at + 1] ?? 0) << 16) | ((padded[at + 2] ?? 0) << 8) | (padded[at + 3] ?? 0);
  for (let n = 16; n < 64; n++) {
    const x = w[n - 15] ?? 0;
    const y = w[n - 2] ?? 0;
    const small = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
    const large = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
    w[n] = ((w[n - 16] ?? 0) + small + (w[n - 7] ?? 0) + large) | 0;
  }
  let a = state[0] ?? 0;
  let b = state[1] ?? 0;
  let c = state[2] ?? 0;
  let d = state[3] ?? 0;
  let e = state[4] ?? 0;
  let f = state[5] ?? 0;
  let g = state[6] ?? 0;
  let h = state[7] ?? 0;
  for (let n = 0; n < 64; n++) {
    const turned = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
    const one = (h + turned + ((e & f) ^ (~e & g)) + (constants[n] ?? 0) + (w[n] ?? 0)) | 0;
    const other = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
    const two = (other + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + one) | 0;
    d = c;
    c = b;
    b = a;
    a = (one + two) | 0;
  }
  state[0] = ((state[0] ?? 0) + a) | 0;
  state[1] = ((state[1] ?? 0) + b) | 0;
  state[2] = ((state[2] ?? 0) + c) | 0;
  state[3] = ((state[3] ?? 0) + d) | 0;
  state[4] = ((state[4] ?? 0) + e) | 0;
  state[5] = ((state[5] ?? 0) + f) | 0;
  state[6] = ((state[6] ?? 0) + g) | 0;
  state[7] = ((state[7] ?? 0) + h) | 0;
}
