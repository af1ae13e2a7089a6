// "The visit of this home is that person's": session data, made once for a home and never changed to somebody else. The
// next one of the same tablet ends it [K7].
import type { DeviceId, HomeId } from '#domain/ids.ts';
import type { Wishes } from '#domain/consent.ts';
import type { Authority } from '#server/authority.ts';
import { withTransaction } from '#server/database/connection.ts';
import { findHome } from '#server/homes.ts';
import { Refused } from '#server/http/refused.ts';
import type { Trx } from '#server/rows.ts';
import { serverAct } from '#server/server-act.ts';
import { type Caller, callerOf } from './caller.ts';
import { type Link, tell } from './open-links.ts';

/** A tablet that a shopper may stand at. Throws Refused 403 wrong_mode. */
export async function tabletOf(authority: Authority, body: { deviceId: DeviceId; sig: string }): Promise<Caller> {
  const caller = await callerOf(authority, body);
  if (caller.device.mode === 'phone' || caller.device.mode === 'display') throw new Refused(403, 'wrong_mode');
  return caller;
}

/** A home that nobody has yet, or an anonymous one of this very tablet. Throws Refused 403 not_yours. */
export async function checkVisitHome({ db }: Authority, { device, chain }: Caller, home: HomeId): Promise<void> {
  const found = await findHome(db, home);
  if (!found) return;
  const customer = await db
    .selectFrom('customer')
    .select(['kind', 'device'])
    .where('home_id', '=', home)
    .where('id', '=', home)
    .executeTakeFirst();
  const isVisits = customer?.kind === 'anonymous' && customer.device === device.id && found.chain_id === chain;
  if (!isVisits) throw new Refused(403, 'not_yours');
}

export interface NewLink {
  home: HomeId;
  person: HomeId;
  level: Link['level'];
  codeName: string | null;
  wishes: Wishes | null;
  /** In the same transaction, before anything is linked: throws Refused when the ground is gone. */
  check?: (trx: Trx) => Promise<void>;
}

/** Throws Refused 409 already_linked, and what `check` throws. */
export async function linkVisit(
  authority: Authority,
  { device, chain, home: store }: Caller,
  link: NewLink,
): Promise<void> {
  const nowMs = authority.now();
  const ended = await withTransaction(authority.db, async (trx) => {
    await link.check?.(trx);
    const others = await trx
      .updateTable('visit_link')
      .set({ ended_ms: nowMs })
      .where('device', '=', device.id)
      .where('ended_ms', 'is', null)
      .where('visit_home', '!=', link.home)
      .returning('visit_home')
      .execute();
    const made = await trx
      .insertInto('visit_link')
      .values({
        visit_home: link.home,
        customer: link.person,
        device: device.id,
        level: link.level,
        code_name: link.codeName,
        wishes: link.wishes && JSON.stringify(link.wishes),
        linked_ms: nowMs,
        seen_ms: nowMs,
        ended_ms: null,
      })
      .onConflict((on) => on.column('visit_home').doNothing())
      .returning('visit_home')
      .executeTakeFirst();
    if (!made) throw new Refused(409, 'already_linked');
    // Every look-up of a person leaves a line that they can read [T17].
    await trx
      .insertInto('audit')
      .values({
        home_id: chain,
        id: authority.newId(),
        at_ms: nowMs,
        actor: device.id,
        device: device.id,
        what: 'identify',
        about: link.person,
      })
      .execute();
    return others;
  });
  await joinHomes(authority, store, link);
  tell(authority, [...ended.map(({ visit_home }) => visit_home), link.home]);
}

/** Who shows no more than a printed card may be anybody: nothing that is done then is taken for the person's. */
export async function joinHomes(
  authority: Authority,
  store: HomeId,
  { person, home, level }: Pick<NewLink, 'person' | 'home' | 'level'>,
): Promise<void> {
  if (level === 'pass') await serverAct(authority, person, 'join-visit', { visitHome: home }, store);
}
