// A word to the servers of this shop that homes have moved, so that their tablets pull at once.
// Only a hint: a server that misses it costs a delay, never data [PL5].
import { type Kysely, sql } from 'kysely';
import type { HomeId } from '#domain/ids.ts';
import type { Database } from '#server/database/schema.ts';
import { revChannel } from '#server/listen.ts';

export async function tellServers(db: Kysely<Database>, homes: readonly HomeId[]): Promise<void> {
  for (const home of homes) await sql`select pg_notify(${revChannel}, ${home})`.execute(db);
}
