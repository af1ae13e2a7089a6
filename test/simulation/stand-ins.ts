// What Node would do on other threads or by chance, done here and now instead: signatures, hashes, random names, waits.
// Promise: after this no answer comes in an order that the seed does not decide. For processes of the simulation only.
import nodeCrypto, { createHash, createHmac } from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';
import timers from 'node:timers/promises';
import type { Rng } from './rng.ts';

interface StandInKey {
  type: 'public' | 'private';
  /** What names the pair: signatures are made over it, as nobody here tries to forge one. */
  x: string;
}

const keyed = (key: unknown, bytes: Uint8Array): Uint8Array<ArrayBuffer> => {
  const { x } = key as StandInKey;
  return new Uint8Array(createHmac('sha512', x).update(bytes).digest());
};

let rng: Rng | null = null;
let wait: (ms: number) => Promise<void> = () => Promise.resolve();
let keysMade = 0;

/** What the next run draws from, and where it waits. */
export function standInFor(seeded: Rng, waiting: (ms: number) => Promise<void>): void {
  rng = seeded;
  wait = waiting;
}

const base64Url = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');
const real = crypto.subtle;
const isStandIn = (key: unknown): key is StandInKey =>
  typeof key === 'object' && key !== null && 'x' in key && 'type' in key;

const subtle = {
  digest: (algorithm: string, bytes: Uint8Array) =>
    Promise.resolve(new Uint8Array(createHash(algorithm.replace('-', '').toLowerCase()).update(bytes).digest()).buffer),
  generateKey(algorithm: { name: string; namedCurve?: string }, ...rest: [boolean, KeyUsage[]]) {
    if (algorithm.name !== 'ECDSA') return counted(real.generateKey(algorithm as EcKeyGenParams, ...rest));
    const x = base64Url(
      createHash('sha256')
        .update(`key ${(keysMade += 1)}`)
        .digest(),
    );
    return Promise.resolve({ publicKey: { type: 'public', x }, privateKey: { type: 'private', x } });
  },
  importKey(format: string, jwk: unknown, ...rest: [AlgorithmIdentifier, boolean, KeyUsage[]]) {
    const [algorithm] = rest;
    if (format !== 'jwk' || (algorithm as { name?: string }).name !== 'ECDSA')
      return counted(real.importKey(format as 'raw', jwk as BufferSource, ...rest));
    const { x, d } = jwk as JsonWebKey;
    return Promise.resolve({ type: d ? 'private' : 'public', x: x ?? '' });
  },
  exportKey(format: string, key: unknown) {
    if (!isStandIn(key)) return counted<unknown>(real.exportKey(format as 'raw', key as CryptoKey));
    const { x, type } = key;
    return Promise.resolve({ kty: 'EC', crv: 'P-256', x, y: x, ...(type === 'private' ? { d: x } : {}) });
  },
  sign: (_algorithm: unknown, key: unknown, bytes: Uint8Array) => Promise.resolve(keyed(key, bytes).buffer),
  verify: (_algorithm: unknown, key: unknown, sig: Uint8Array, bytes: Uint8Array) =>
    Promise.resolve(base64Url(keyed(key, bytes)) === base64Url(sig)),
};

let outstanding = 0;
/** Calls that are on another thread at this moment: nothing goes on before their answers. */
export const isComputing = (): boolean => outstanding > 0;

/** What has no stand-in, sealing above all, is done by Node itself and waited for. */
const waitedFor: ProxyHandler<SubtleCrypto> = {
  get(target, name) {
    const value: unknown = Reflect.get(target, name);
    if (typeof value !== 'function') return value;
    return (...values: unknown[]) => {
      if (Object.hasOwn(subtle, name))
        return (subtle as unknown as Record<PropertyKey, (...all: unknown[]) => unknown>)[name]?.(...values);
      return counted((value as (...all: unknown[]) => Promise<unknown>).apply(real, values));
    };
  },
};

async function counted<T>(work: Promise<T>): Promise<T> {
  outstanding += 1;
  try {
    return await work;
  } finally {
    outstanding -= 1;
  }
}

/** Call before anything of the project is imported that draws or waits when it is loaded; there is nothing such. */
export function installStandIns(): void {
  Object.defineProperty(crypto, 'subtle', { value: new Proxy(real, waitedFor) });
  const bytes = (count: number): Buffer =>
    Buffer.from(rng ? rng.bytes(count) : nodeCrypto.getRandomValues(new Uint8Array(count)));
  Object.assign(nodeCrypto, {
    randomBytes: bytes,
    randomUUID: () => uuidOf(bytes(16)),
    randomUUIDv7: () => uuidOf(bytes(16)),
  });
  const realWait = timers.setTimeout;
  Object.assign(timers, { setTimeout: (ms: number) => (rng ? wait(ms) : realWait(ms)) });
  syncBuiltinESMExports();
  const drawn = Math.random;
  Math.random = () => (rng ? rng.fraction() : drawn());
}

function uuidOf(bytes: Buffer): string {
  bytes[6] = ((bytes[6] ?? 0) & 15) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 63) | 0x80;
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
