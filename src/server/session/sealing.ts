// The server's sealing keys [AR1]: the newest goes out to tablets, every older one goes on opening what was sealed to it.
// Made at the first start, kept in the database and so part of every backup.
import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import {
  type About,
  importSealingKey,
  newSealingPair,
  openSealed,
  type Sealed,
  type SealingKey,
} from '#protocol/sealed.ts';
import type { Database } from '#server/database/schema.ts';

export interface Sealing {
  /** As tablets are told it. */
  current: SealingKey;
  /** Throws Unopenable. */
  open(about: About, sealed: Sealed): Promise<unknown>;
}

export async function loadSealing(db: Kysely<Database>, nowMs: number): Promise<Sealing> {
  let { current, keys } = (await readKeys(db)) ?? (await makeKey(db, nowMs));
  return {
    get current() {
      return current;
    },
    async open(about, sealed) {
      // Another server beside this one may have made a newer key.
      if (!keys.has(sealed.kid)) ({ current, keys } = (await readKeys(db)) ?? { current, keys });
      return openSealed(keys, about, sealed);
    },
  };
}

interface Keys {
  current: SealingKey;
  keys: ReadonlyMap<string, CryptoKey>;
}

async function readKeys(db: Kysely<Database>): Promise<Keys | null> {
  const found = await db.selectFrom('sealing_key').selectAll().orderBy('created_ms', 'desc').orderBy('kid').execute();
  const [newest] = found;
  if (!newest) return null;
  const keys = new Map<string, CryptoKey>();
  for (const { kid, private_jwk } of found) keys.set(kid, await importSealingKey(private_jwk));
  return { current: { kid: newest.kid, publicKey: newest.public_key }, keys };
}

async function makeKey(db: Kysely<Database>, nowMs: number): Promise<Keys> {
  const { publicKey, privateJwk } = await newSealingPair();
  const kid = createHash('sha256').update(publicKey).digest('hex').slice(0, 16);
  await db
    .insertInto('sealing_key')
    .values({ kid, public_key: publicKey, private_jwk: JSON.stringify(privateJwk), created_ms: nowMs })
    .execute();
  const keys = await readKeys(db);
  if (!keys) throw new Error('the sealing key that was just made is gone');
  return keys;
}
