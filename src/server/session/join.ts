// The other way round: the tablet shows a code and the person's own phone takes it, so that nothing has to be held up to a
// camera. Promise: a code is good for one visit, one phone and two minutes.
import { createHash, randomBytes } from 'node:crypto';
import type * as z from 'zod/mini';
import { feedName, type FeedName, parseFeedName } from '#domain/home.ts';
import type { HomeId } from '#domain/ids.ts';
import type { JoinAnswer, JoinRequest, JoinTakeAnswer, JoinTakeRequest } from '#protocol/person.ts';
import type { Authority } from '#server/authority.ts';
import { Refused } from '#server/http/refused.ts';
import { type Caller, findDevice } from './caller.ts';
import { phoneOf } from './pass.ts';
import { checkVisitHome, linkVisit, tabletOf } from './visit-link.ts';

const liveMs = 2 * 60_000;
const hashOf = (code: string): string => createHash('sha256').update(code).digest('hex');

export async function makeJoinCode(
  authority: Authority,
  body: z.infer<typeof JoinRequest>,
): Promise<z.infer<typeof JoinAnswer>> {
  const caller = await tabletOf(authority, body);
  await checkVisitHome(authority, caller, body.home);
  const { db } = authority;
  const code = randomBytes(16).toString('base64url');
  const serverTimeMs = authority.now();
  const endsMs = serverTimeMs + liveMs;
  // One tablet shows one code.
  await db.deleteFrom('join_code').where('device', '=', caller.device.id).execute();
  await db
    .insertInto('join_code')
    .values({
      code_hash: hashOf(code),
      device: caller.device.id,
      visit_home: body.home,
      ends_ms: endsMs,
      used_ms: null,
    })
    .execute();
  return { serverTimeMs, code, endsMs };
}

/** Throws Refused 404 not_found. */
export async function takeJoinCode(
  authority: Authority,
  body: z.infer<typeof JoinTakeRequest>,
): Promise<z.infer<typeof JoinTakeAnswer>> {
  const { db } = authority;
  const { person, chain } = await phoneOf(authority, body);
  const nowMs = authority.now();
  const found = await db
    .selectFrom('join_code')
    .selectAll()
    .where('code_hash', '=', hashOf(body.code))
    .executeTakeFirst();
  const tablet = found && (await findDevice(db, found.device));
  if (!found || tablet?.chain !== chain || tablet.device.state !== 'active') throw new Refused(404, 'not_found');
  await linkVisit(authority, tablet, {
    home: found.visit_home as HomeId,
    person,
    level: 'pass',
    codeName: null,
    wishes: body.wishes ?? null,
    async check(trx) {
      // One statement decides: of two phones with one code, one gets in.
      const used = await trx
        .updateTable('join_code')
        .set({ used_ms: nowMs })
        .where('code_hash', '=', found.code_hash)
        .where('used_ms', 'is', null)
        .where('ends_ms', '>', nowMs)
        .returning('code_hash')
        .executeTakeFirst();
      if (!used) throw new Refused(404, 'not_found');
    },
  });
  const store = await db
    .selectFrom('store')
    .select('name')
    .where('home_id', '=', chain)
    .where('id', '=', tablet.home)
    .executeTakeFirst();
  return { serverTimeMs: authority.now(), storeName: store?.name ?? '' };
}

/**
 * Of the feeds that a device may not read, those whose pokes it may hear all the same: its open visit's, whose home nobody
 * has written to yet, and the one that waits for a phone.
 */
export async function heardVisits(
  { db, now }: Authority,
  { device }: Caller,
  names: readonly string[],
): Promise<FeedName[]> {
  const homes = names.flatMap((name) => {
    const feed = parseFeedName(name);
    return feed?.kind === 'customer/self' ? [feed.home] : [];
  });
  if (homes.length === 0) return [];
  const linked = await db
    .selectFrom('visit_link')
    .select('visit_home')
    .where('visit_home', 'in', homes)
    .where('device', '=', device.id)
    .where('ended_ms', 'is', null)
    .execute();
  const waiting = await db
    .selectFrom('join_code')
    .select('visit_home')
    .where('device', '=', device.id)
    .where('visit_home', 'in', homes)
    .where('ends_ms', '>', now())
    .execute();
  return [...new Set([...linked, ...waiting].map(({ visit_home }) => feedName('customer/self', visit_home as HomeId)))];
}
