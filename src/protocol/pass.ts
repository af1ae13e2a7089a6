// The code on a person's own phone. A certificate of the server, good for 15 minutes, says who; the phone's signature over
// it and the second makes a code of one minute. Promise: a tablet with no network can tell a true one from any other.
import { type Consents, ConsentPurpose, noWishes, Wishes } from '#domain/consent.ts';
import { fromBase45, toBase45 } from './base45.ts';
import { type CertificateFields, readCertificate, writeCertificate } from './pass-bytes.ts';
import { compressPoint, expandPoint, type PublicPoint } from './p256-point.ts';
import { importPublicKey } from './signature.ts';

export const passPrefix = 'GP1';
export const cardPrefix = 'GC1';
/** What hand scanners give whole. */
export const longestPassText = 512;
export const certificateMs = 15 * 60_000;
export const codeMs = 60_000;
/** How far the phone's clock may be off. */
export const slackMs = 20_000;
/** Product ids in a certificate: so many weights fit into a code that a camera still reads [PR6]. */
export const mostProducts = 30;
const longestNameBytes = 20;

const signing = { name: 'ECDSA', hash: 'SHA-256' } as const;
const signatureBytes = 64;
const secondBytes = 4;

export interface Certified {
  /** Of this certificate alone: nobody who sees two of one person's can tell. Hex. */
  alias: string;
  /** Whole seconds. */
  issuedMs: number;
  consents: Consents;
  wishes: Wishes;
  firstName: string;
  /** The first four bytes of the SHA-256 of each product's id, hex. */
  products: readonly string[];
}

export interface Certificate extends Certified {
  bytes: Uint8Array<ArrayBuffer>;
  fields: CertificateFields;
}

export interface Pass {
  certificate: Certificate;
  /** The second in which the phone made the code. */
  madeMs: number;
  signedBytes: Uint8Array<ArrayBuffer>;
  signature: Uint8Array<ArrayBuffer>;
  /** Names the code, whatever somebody does to its signatures: two that are right for one text are one code. */
  codeName: string;
}

/** As tablets are told it. */
export interface ServerPublicKey extends PublicPoint {
  kid: string;
}

export interface NewCertificate {
  alias: Uint8Array;
  issuedMs: number;
  consents: Consents;
  wishes: Wishes;
  firstName: string;
  productIds: readonly string[];
  chain: string;
  phoneKey: Pick<PublicPoint, 'x' | 'y'>;
}

export async function makeCertificate(
  { productIds, phoneKey, chain, ...made }: NewCertificate,
  { kid, privateKey }: { kid: string; privateKey: CryptoKey },
): Promise<Uint8Array<ArrayBuffer>> {
  const products = await Promise.all(productIds.slice(0, mostProducts).map(shortHash));
  const body = writeCertificate({
    kid: await shortHash(kid),
    chain: await shortHash(chain),
    alias: hexOf(made.alias),
    issuedS: Math.floor(made.issuedMs / 1000),
    consents: ConsentPurpose.options.reduce((bits, purpose, n) => bits | (made.consents[purpose] ? 1 << n : 0), 0),
    wishes: wishNames.map((name) => placeOf(name, made.wishes[name])),
    name: cutName(made.firstName),
    // In an order that says nothing of when each was looked at.
    products: [...new Set(products)].toSorted(),
    phoneKey: compressPoint(phoneKey),
  });
  return joined(body, new Uint8Array(await crypto.subtle.sign(signing, privateKey, body)));
}

/** null for bytes of another form. Nothing is verified yet. */
export function parseCertificate(bytes: Uint8Array<ArrayBuffer>): Certificate | null {
  const fields = readCertificate(bytes.subarray(0, -signatureBytes));
  if (!fields || bytes.length < signatureBytes) return null;
  let firstName: string;
  try {
    firstName = new TextDecoder('utf-8', { fatal: true }).decode(fields.name);
  } catch {
    return null;
  }
  const wishes = Wishes.safeParse(
    Object.fromEntries(wishNames.map((name, n) => [name, wishAt(name, fields.wishes[n] ?? 0)])),
  );
  const isKnown = fields.consents < 1 << ConsentPurpose.options.length;
  if (!wishes.success || !isKnown || firstName === '' || fields.name.length > longestNameBytes) return null;
  if (fields.products.length > mostProducts) return null;
  const given = (purpose: ConsentPurpose): boolean =>
    (fields.consents & (1 << ConsentPurpose.options.indexOf(purpose))) !== 0;
  return {
    bytes,
    fields,
    alias: fields.alias,
    issuedMs: fields.issuedS * 1000,
    consents: { history_now: given('history_now'), remember: given('remember'), contact: given('contact') },
    wishes: wishes.data,
    firstName,
    products: fields.products,
  };
}

/** What the phone shows; made anew before its minute is over. Throws TypeError when the text would be too long. */
export async function passText(
  certificate: Uint8Array<ArrayBuffer>,
  nowMs: number,
  phoneKey: CryptoKey,
): Promise<string> {
  const second = new Uint8Array(secondBytes);
  new DataView(second.buffer).setUint32(0, Math.floor(nowMs / 1000));
  const signed = joined(certificate, second);
  const signature = new Uint8Array(await crypto.subtle.sign(signing, phoneKey, signed));
  const text = passPrefix + toBase45(joined(signed, signature));
  if (text.length > longestPassText) throw new TypeError('a certificate too long for a code');
  return text;
}

/** null: no pass, or not a whole one. */
export function parsePass(text: string): Pass | null {
  if (!text.startsWith(passPrefix) || text.length > longestPassText) return null;
  const bytes = fromBase45(text.slice(passPrefix.length));
  if (!bytes || bytes.length <= secondBytes + signatureBytes) return null;
  const signedBytes = bytes.slice(0, -signatureBytes);
  const certificate = parseCertificate(signedBytes.slice(0, -secondBytes));
  if (!certificate) return null;
  const seconds = new DataView(signedBytes.buffer, signedBytes.length - secondBytes).getUint32(0);
  return {
    certificate,
    madeMs: seconds * 1000,
    signedBytes,
    signature: bytes.slice(-signatureBytes),
    codeName: `${certificate.alias}/${seconds}`,
  };
}

export type PassFault = 'forged' | 'foreign' | 'expired';

/** Why it opens nothing here and now, or null. `earliestMs` and `latestMs` are what time it may be [CK3]. */
export async function faultOf(
  pass: Pass,
  at: { serverKey: ServerPublicKey; chain: string; earliestMs: number; latestMs: number },
): Promise<PassFault | null> {
  const { certificate, madeMs, signedBytes, signature } = pass;
  const { fields, bytes } = certificate;
  if (fields.chain !== (await shortHash(at.chain))) return 'foreign';
  if (fields.kid !== (await shortHash(at.serverKey.kid))) return 'forged';
  const phone = expandPoint(fields.phoneKey);
  const { kid: _, ...serverKey } = at.serverKey;
  const isTrue =
    (await isSigned(serverKey, bytes.slice(-signatureBytes), bytes.slice(0, -signatureBytes))) &&
    (await isSigned(phone, signature, signedBytes));
  if (!isTrue) return 'forged';
  const isOver = (madeAtMs: number, lastsMs: number): boolean =>
    at.latestMs > madeAtMs + lastsMs + slackMs || at.earliestMs < madeAtMs - slackMs;
  return isOver(madeMs, codeMs) || isOver(certificate.issuedMs, certificateMs) ? 'expired' : null;
}

/** The first four bytes of a text's SHA-256, hex. */
export async function shortHash(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return hexOf(new Uint8Array(digest, 0, 4));
}

async function isSigned(
  key: PublicPoint | null,
  signature: Uint8Array<ArrayBuffer>,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<boolean> {
  if (!key) return false;
  try {
    return await crypto.subtle.verify(signing, await importPublicKey(key), signature, bytes);
  } catch {
    return false;
  }
}

const wishNames = ['locale', 'text', 'theme'] as const;
const wishValues = {
  locale: [null, 'pt-BR', 'en', 'es'],
  text: [null, 'normal', 'large', 'max'],
  theme: [null, 'light', 'dark', 'contrast'],
} as const satisfies { [Name in keyof Wishes]: readonly Wishes[Name][] };

const placeOf = (name: keyof Wishes, value: string | null): number =>
  Math.max(0, (wishValues[name] as readonly (string | null)[]).indexOf(value));
/** What a later version may know is no wish that can be met. */
const wishAt = (name: keyof Wishes, place: number): string | null =>
  wishValues[name][place as 0 | 1 | 2 | 3] ?? noWishes[name];

/** At a character's end. */
function cutName(name: string): Uint8Array<ArrayBuffer> {
  const kept = [...name];
  let bytes = new TextEncoder().encode(name);
  while (bytes.length > longestNameBytes) {
    kept.pop();
    bytes = new TextEncoder().encode(kept.join(''));
  }
  return bytes;
}

const hexOf = (bytes: Uint8Array): string => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');

function joined(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
