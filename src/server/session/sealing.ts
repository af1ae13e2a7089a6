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
  /** The newest that this server knows of. */
  readonly current: SealingKey;
  /** As tablets are told it: a key that was made beside this server is known within a minute. */
  newest(): Promise<SealingKey>;
  /** Throws Unopenable. */
  open(about: About, sealed: Sealed): Promise<unknown>;
}

const lookAgainMs = 60_000;

export async function loadSealing(db: Kysely<Database>, now: () => number): Promise<Sealing> {
  let known = (await readKeys(db)) ?? (await makeKey(db, now()));
  let readMs = now();
  const read = async (): Promise<void> => {
    readMs = now();
    known = (await readKeys(db)) ?? known;
  };
  return {
    get current() {
      return known.current;
    },
    async newest() {
      if (Math.abs(now() - readMs) >= lookAgainMs) await read();
      return known.current;
    },
    async open(about, sealed) {
      // Another server beside this one may have made a newer key.
      if (!known.keys.has(sealed.kid)) await read();
      return openSealed(known.keys, about, sealed);
    },
  };
}

/** A new key from now on; the earlier ones stay for what was sealed to them. Returns its kid and how many there are now. */
export async function rotateSealingKey(db: Kysely<Database>, nowMs: number): Promise<{ kid: string; kept: number }> {
  const newest = await db
    .selectFrom('sealing_key')
    .select('created_ms')
    .orderBy('created_ms', 'desc')
    .executeTakeFirst();
  // The newest one goes out, whatever this machine's clock says.
  const { current, keys } = await makeKey(db, Math.max(nowMs, Number(newest?.created_ms ?? 0) + 1));
  return { kid: current.kid, kept: keys.size };
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
