// The part of an act that only the server may read: HPKE (RFC 9180) to one of its sealing keys [AR1].
// Who sealed it can't open it again, and what was sealed for one act opens for no other.
import { Aes128Gcm, CipherSuite, DhkemP256HkdfSha256, HkdfSha256 } from '@hpke/core';
import type * as z from 'zod/mini';
import { canonicalJson, type Sealed as SealedShape } from './action.ts';

export type Sealed = z.infer<typeof SealedShape>;

/** As the server tells it: `publicKey` is the raw point (65 bytes), base64url. */
export interface SealingKey {
  kid: string;
  publicKey: string;
}

/** What the sealed part belongs to; authenticated with it. */
export interface About {
  id: string;
  kind: string;
  v: number;
}

/** Thrown for a part that no key of ours opens, with a reason for whoever reads the desk. */
export class Unopenable extends Error {
  override readonly name = 'Unopenable';
}

const suite = new CipherSuite({ kem: new DhkemP256HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes128Gcm() });
const info = new TextEncoder().encode('gondola sealed part 1');
/** The length of a name or a number is nobody's business: the text is filled up to a multiple of this many bytes. */
const blockBytes = 128;

const aadOf = ({ id, kind, v }: About): Uint8Array => new TextEncoder().encode(canonicalJson({ id, kind, v }));

/** Throws TypeError for a value without a JSON form. Rejects for a key that is none. */
export async function seal(recipient: SealingKey, about: About, value: unknown): Promise<Sealed> {
  const bytes = new TextEncoder().encode(canonicalJson(value));
  const padded = new Uint8Array(Math.ceil(bytes.length / blockBytes) * blockBytes).fill(0x20);
  padded.set(bytes);
  const sender = await suite.createSenderContext({
    recipientPublicKey: await suite.kem.deserializePublicKey(fromBase64Url(recipient.publicKey)),
    info,
  });
  const ct = await sender.seal(padded, aadOf(about));
  return { kid: recipient.kid, enc: toBase64Url(new Uint8Array(sender.enc)), ct: toBase64Url(new Uint8Array(ct)) };
}

/** `keys`: private keys by kid, the old ones too. Throws Unopenable. */
export async function openSealed(
  keys: ReadonlyMap<string, CryptoKey>,
  about: About,
  { kid, enc, ct }: Sealed,
): Promise<unknown> {
  const recipientKey = keys.get(kid);
  if (!recipientKey) throw new Unopenable('sealed to a key that this server does not have');
  try {
    const recipient = await suite.createRecipientContext({ recipientKey, enc: fromBase64Url(enc), info });
    const bytes = await recipient.open(fromBase64Url(ct), aadOf(about));
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as unknown;
  } catch {
    throw new Unopenable('the sealed part was changed, or belongs to another act');
  }
}

/** A key pair for the server: the private half as it is stored, the public half as tablets are told it. */
export async function newSealingPair(): Promise<{ publicKey: string; privateJwk: JsonWebKey }> {
  const pair = await suite.kem.generateKeyPair();
  return {
    publicKey: toBase64Url(new Uint8Array(await suite.kem.serializePublicKey(pair.publicKey))),
    privateJwk: await crypto.subtle.exportKey('jwk', pair.privateKey),
  };
}

/** Throws for what is no private key of this suite. */
export const importSealingKey = (jwk: JsonWebKey): Promise<CryptoKey> => suite.kem.importKey('jwk', jwk, false);

const toBase64Url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

/** Throws for text that is no base64url. */
const fromBase64Url = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (char) => char.charCodeAt(0));
