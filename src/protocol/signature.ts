// Signed JSON in both directions: ECDSA P-256 over the RFC 8785 form of the body without its `sig`.
// The device's key signs what it sends; the server's key signs grants, pages and files.
import { canonicalJson } from './action.ts';

const algorithm = { name: 'ECDSA', namedCurve: 'P-256' } as const;
const signing = { name: 'ECDSA', hash: 'SHA-256' } as const;

export const newKeyPair = (extractable: boolean): Promise<CryptoKeyPair> =>
  crypto.subtle.generateKey(algorithm, extractable, ['sign', 'verify']);

export const importPublicKey = (jwk: JsonWebKey): Promise<CryptoKey> =>
  crypto.subtle.importKey('jwk', jwk, algorithm, true, ['verify']);

/** The four public fields of a P-256 key, and nothing else. Throws TypeError for another kind of key. */
export async function publicKeyOf(key: CryptoKey): Promise<{ kty: string; crv: string; x: string; y: string }> {
  const { kty, crv, x, y } = await crypto.subtle.exportKey('jwk', key);
  if (!kty || !crv || !x || !y) throw new TypeError('not a P-256 public key');
  return { kty, crv, x, y };
}

/** base64url signature of a body; a `sig` that is already there does not count. */
export async function sign(body: object, privateKey: CryptoKey): Promise<string> {
  return toBase64Url(new Uint8Array(await crypto.subtle.sign(signing, privateKey, bytesOf(body))));
}

/** True when `sig` is the key's signature of the body without `sig`. Never throws for a hostile signature. */
export async function signatureHolds(body: object, sig: string, publicKey: CryptoKey): Promise<boolean> {
  const bytes = fromBase64Url(sig);
  return bytes !== null && crypto.subtle.verify(signing, publicKey, bytes, bytesOf(body));
}

function bytesOf(body: object): Uint8Array<ArrayBuffer> {
  const { sig: _, ...rest } = body as { sig?: unknown };
  return new TextEncoder().encode(canonicalJson(rest));
}

export const toBase64Url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

/** null for what it is not, and for more than `most` characters. */
export function fromBase64Url(text: string, most = 200): Uint8Array<ArrayBuffer> | null {
  if (text.length > most || !/^[\w-]+$/.test(text)) return null;
  try {
    return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (char) => char.charCodeAt(0));
  } catch {
    return null;
  }
}
