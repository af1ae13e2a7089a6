// Channels: who may send what visitors did, each by a key of its own. Promise: a key is shown once and kept as a hash; it
// opens nothing but the door of events, and one with origins only from pages of these.
import { hash, randomBytes } from 'node:crypto';
import type { Kysely, Selectable } from 'kysely';
import type { HomeId } from '#domain/ids.ts';
import type { Database } from '#server/database/schema.ts';

export type Channel = Selectable<Database['channel']>;

export interface NewChannel {
  id: string;
  chain: HomeId;
  name: string;
  /** Empty: a server's key, refused from any page. */
  origins: readonly string[];
  nowMs: number;
}

const keyHash = (key: string): string => hash('sha256', `channel ${key}`, 'hex');

/** Returns the key, which nobody can look up again; null when the chain has a channel of that name. */
export async function addChannel(db: Kysely<Database>, channel: NewChannel): Promise<string | null> {
  const key = `gk_${randomBytes(24).toString('base64url')}`;
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('channel')
    .values({
      id: channel.id,
      chain_id: channel.chain,
      name: channel.name,
      key_hash: keyHash(key),
      origins: JSON.stringify(channel.origins),
      created_ms: channel.nowMs,
    })
    .onConflict((on) => on.doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n ? key : null;
}

export const channelsOf = (db: Kysely<Database>, chain: HomeId): Promise<Channel[]> =>
  db.selectFrom('channel').selectAll().where('chain_id', '=', chain).orderBy('created_ms').orderBy('id').execute();

/** False when there is no live one of that name. */
export async function revokeChannel(
  db: Kysely<Database>,
  { chain, name, nowMs }: Pick<NewChannel, 'chain' | 'name' | 'nowMs'>,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('channel')
    .set({ revoked_ms: nowMs })
    .where('chain_id', '=', chain)
    .where('name', '=', name)
    .where('revoked_ms', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** The live channel of a key. Found by its hash: how long that takes says nothing of a key. */
export async function channelOfKey(db: Kysely<Database>, key: string): Promise<Channel | null> {
  if (!/^gk_[\w-]{32}$/.test(key)) return null;
  const found = await db
    .selectFrom('channel')
    .selectAll()
    .where('key_hash', '=', keyHash(key))
    .where('revoked_ms', 'is', null)
    .executeTakeFirst();
  return found ?? null;
}

/** A public key is good from its own pages; a server's is no key of a page. */
export const mayComeFrom = ({ origins }: Channel, origin: string | undefined): boolean =>
  origin === undefined ? origins.length === 0 : origins.includes(origin);

/** Whether a page of this origin may read what the door of events answers. */
export async function isOriginOfChannel(db: Kysely<Database>, origin: string): Promise<boolean> {
  const found = await db
    .selectFrom('channel')
    .select('id')
    .where('revoked_ms', 'is', null)
    .where(({ eb, val }) => eb('origins', '@>', val(JSON.stringify([origin])) as never))
    .executeTakeFirst();
  return found !== undefined;
}
