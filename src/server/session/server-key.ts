// The server's own ECDSA P-256 key: signs grants, pages and packed files. Made at the first start, kept in the
// database and so part of every backup; two servers that start at once agree on the older one.
import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import { canonicalJson } from '#protocol/action.ts';
import { newKeyPair, publicKeyOf } from '#protocol/signature.ts';
import type { Database } from '#server/database/schema.ts';

export interface ServerKey {
  /** As tablets are told it. */
  publicKey: { kid: string; kty: string; crv: string; x: string; y: string };
  privateKey: CryptoKey;
  /** Follows from the private key, and so is in every backup too. Seals cursors. */
  tagSecret: Buffer;
}

const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };

export async function loadServerKey(db: Kysely<Database>, nowMs: number): Promise<ServerKey> {
  return (await oldestKey(db)) ?? (await makeKey(db, nowMs));
}

async function oldestKey(db: Kysely<Database>): Promise<ServerKey | null> {
  const found = await db.selectFrom('signing_key').selectAll().orderBy('created_ms').orderBy('kid').executeTakeFirst();
  if (!found) return null;
  const privateKey = await crypto.subtle.importKey('jwk', found.private_jwk, algorithm, false, ['sign']);
  const tagSecret = createHash('sha256')
    .update(`tag ${canonicalJson(found.private_jwk)}`)
    .digest();
  return { publicKey: { kid: found.kid, ...found.public_jwk }, privateKey, tagSecret };
}

async function makeKey(db: Kysely<Database>, nowMs: number): Promise<ServerKey> {
  const pair = await newKeyPair(true);
  const publicKey = await publicKeyOf(pair.publicKey);
  const kid = createHash('sha256').update(canonicalJson(publicKey)).digest('hex').slice(0, 16);
  const privateJwk = await crypto.subtle.exportKey('jwk', pair.privateKey);
  await db
    .insertInto('signing_key')
    .values({ kid, public_jwk: JSON.stringify(publicKey), private_jwk: JSON.stringify(privateJwk), created_ms: nowMs })
    .execute();
  const key = await oldestKey(db);
  if (!key) throw new Error('the signing key that was just made is gone');
  return key;
}
