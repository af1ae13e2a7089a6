// Grants: what an act is judged by [ID5]. Signed here, kept as rows of device/own; a revoked one keeps its row,
// because acts that were made before it ended still count.
import type { Grant } from '#domain/actor.ts';
import { grantHolds } from '#domain/actor.ts';
import type { FeedName } from '#domain/home.ts';
import type { DeviceId, GrantId, HomeId } from '#domain/ids.ts';
import { put } from '#domain/tx.ts';
import { sign } from '#protocol/signature.ts';
import type { Authority } from '#server/authority.ts';
import { withTransaction } from '#server/database/connection.ts';
import { commitWrites, feedsOf } from '#server/feed.ts';
import { recordToRow } from '#server/rows.ts';

const dayMs = 86_400_000;
const deviceGrantMs = 400 * dayMs;
const renewBeforeMs = 100 * dayMs;
export const shiftMs = 12 * 3_600_000;

type NewGrant = Pick<Grant, 'kind' | 'level' | 'home' | 'device' | 'subject' | 'name'> & { endsMs: number };

/** Signs and stores a grant; every copy of it can be checked without asking the server. */
export async function issueGrant(authority: Authority, fields: NewGrant): Promise<Grant> {
  const bare = { id: authority.newId() as GrantId, ...fields, issuedMs: authority.now(), revokedMs: null };
  const grant: Grant = { ...bare, signature: await sign(bare, authority.key.privateKey) };
  await storeGrants(authority, [grant]);
  return grant;
}

export async function revokeGrants(authority: Authority, grants: readonly Grant[]): Promise<void> {
  const revokedMs = authority.now();
  const revoked = await Promise.all(
    grants
      .filter((grant) => grant.revokedMs === null)
      .map(async ({ signature: _, ...grant }): Promise<Grant> => {
        const bare = { ...grant, revokedMs };
        return { ...bare, signature: await sign(bare, authority.key.privateKey) };
      }),
  );
  if (revoked.length > 0) await storeGrants(authority, revoked);
}

/** Session data: the only rows besides acts and imports that are written, and only ever of this one table. */
async function storeGrants(authority: Authority, grants: readonly Grant[]): Promise<void> {
  const writes = grants.map((grant) => put('grant', grant.home, grant));
  const cause = { kind: 'session', id: grants[0]?.id ?? '', atMs: authority.now() };
  await withTransaction(authority.db, (trx) => commitWrites(trx, writes, cause));
  authority.hub.moved(new Set<FeedName>(writes.flatMap((write) => feedsOf(write).map(({ feed }) => feed))));
}

export async function findGrant(db: Authority['db'], id: string): Promise<Grant | null> {
  const found = await db.selectFrom('grant').selectAll().where('id', '=', id).executeTakeFirst();
  return found ? recordToRow('grant', found) : null;
}

export async function grantsOf(db: Authority['db'], device: DeviceId, kind: Grant['kind']): Promise<Grant[]> {
  const found = await db
    .selectFrom('grant')
    .selectAll()
    .where('device', '=', device)
    .where('kind', '=', kind)
    .orderBy('issued_ms', 'desc')
    .execute();
  return found.map((line) => recordToRow('grant', line));
}

/**
 * The device's own grant, made at its first poll or hello and renewed in time. Not part of the approving act: it is
 * session data, and a device that is let in again after a suspension needs a new one in any case.
 */
export async function deviceGrantOf(authority: Authority, home: HomeId, device: DeviceId): Promise<Grant> {
  const nowMs = authority.now();
  const [newest] = await grantsOf(authority.db, device, 'device');
  if (newest && newest.home === home && newest.revokedMs === null && newest.endsMs - nowMs > renewBeforeMs)
    return newest;
  return issueGrant(authority, {
    kind: 'device',
    level: 'device',
    home,
    device,
    subject: null,
    name: null,
    endsMs: nowMs + deviceGrantMs,
  });
}

/** The store's grant for what the server itself does: time that is up, a demo's approval. Its device is the store. */
export async function serverGrantOf(authority: Authority, home: HomeId): Promise<Grant> {
  const nowMs = authority.now();
  const device = home as string as DeviceId;
  const [newest] = await grantsOf(authority.db, device, 'server');
  if (newest && newest.endsMs - nowMs > renewBeforeMs) return newest;
  return issueGrant(authority, {
    kind: 'server',
    level: 'server',
    home,
    device,
    subject: null,
    name: null,
    endsMs: nowMs + deviceGrantMs,
  });
}

/** The shift that a request names, when it is open, of this very device and store. */
export async function openShift(
  authority: Authority,
  ids: readonly string[],
  device: string,
  home: string,
): Promise<Grant | null> {
  const nowMs = authority.now();
  for (const id of ids) {
    const grant = await findGrant(authority.db, id);
    if (grant?.kind === 'shift' && grant.device === device && grant.home === home && grantHolds(grant, nowMs))
      return grant;
  }
  return null;
}
