// A tablet has read a pass or a card: who is it? Promise: a code opens one visit of one tablet, within its minute, and
// every way in which it is no good has a name of its own.
import type * as z from 'zod/mini';
import type { HomeId } from '#domain/ids.ts';
import { cardPrefix, faultOf, parsePass } from '#protocol/pass.ts';
import type { VisitAnswer, VisitEndRequest, VisitRequest } from '#protocol/person.ts';
import type { Authority } from '#server/authority.ts';
import { Refused } from '#server/http/refused.ts';
import { type Caller, callerOf, findDevice } from './caller.ts';
import { personOfPhone } from './pass.ts';
import { firstNameOf } from './person-homes.ts';
import { personAt } from './person-answer.ts';
import { cardIdOf } from './card-id.ts';
import { endLinks } from './open-links.ts';
import { checkVisitHome, joinHomes, linkVisit, type NewLink, tabletOf } from './visit-link.ts';

/** Throws Refused as VisitRequest says. */
export async function identifyVisit(
  authority: Authority,
  body: z.infer<typeof VisitRequest>,
): Promise<z.infer<typeof VisitAnswer>> {
  const caller = await tabletOf(authority, body);
  await checkVisitHome(authority, caller, body.home);
  const link = body.text.startsWith(cardPrefix)
    ? await byCard(authority, caller, body.home, body.text.slice(cardPrefix.length))
    : await byPass(authority, caller, body.home, body.text);
  if (!(await isAskedAgain(authority, caller, link))) await linkVisit(authority, caller, link);
  return personAt(authority, caller, body.home);
}

async function byCard({ db }: Authority, { chain }: Caller, home: HomeId, number: string): Promise<NewLink> {
  const found = await db
    .selectFrom('identity')
    .innerJoin('home', 'home.id', 'identity.home_id')
    .select('identity.home_id')
    .where('identity.id', '=', cardIdOf(chain, number))
    .where('identity.until_ms', 'is', null)
    .where('home.chain_id', '=', chain)
    .executeTakeFirst();
  const person = found?.home_id as HomeId | undefined;
  if (!person || (await firstNameOf(db, person)) === null) throw new Refused(403, 'card_unknown');
  return { home, person, level: 'card', codeName: null, wishes: null };
}

async function byPass(authority: Authority, caller: Caller, home: HomeId, text: string): Promise<NewLink> {
  const { db } = authority;
  const nowMs = authority.now();
  const pass = parsePass(text);
  if (!pass) throw new Refused(403, 'pass_forged');
  const fault = await faultOf(pass, {
    serverKey: authority.key.publicKey,
    chain: caller.chain,
    earliestMs: nowMs,
    latestMs: nowMs,
  });
  if (fault) throw new Refused(fault === 'expired' ? 410 : 403, `pass_${fault}`);
  const { certificate, codeName } = pass;
  const known = await db
    .selectFrom('pass_cert')
    .select(['phone', 'customer', 'wishes'])
    .where('alias', '=', certificate.alias)
    .executeTakeFirst();
  const phone = known && (await findDevice(db, known.phone));
  const holder = phone?.device.state === 'active' ? await personOfPhone(authority, phone.device.id) : null;
  if (!known || phone?.chain !== caller.chain || holder !== known.customer) throw new Refused(403, 'pass_revoked');
  return {
    home,
    person: holder,
    level: 'pass',
    codeName,
    wishes: known.wishes,
    async check(trx) {
      // Locked: of a word that revokes and a code that is shown at the same instant, one comes first.
      const { revoked_ms } = await trx
        .selectFrom('pass_cert')
        .select('revoked_ms')
        .where('alias', '=', certificate.alias)
        .forShare()
        .executeTakeFirstOrThrow();
      if (revoked_ms !== null) throw new Refused(403, 'pass_revoked');
      const used = await trx
        .insertInto('pass_use')
        .values({ code_name: codeName, used_ms: nowMs })
        .onConflict((on) => on.column('code_name').doNothing())
        .returning('code_name')
        .executeTakeFirst();
      if (!used) throw new Refused(410, 'pass_used');
    },
  };
}

/** The answer to this very question was lost on its way: the same tablet asks for the same home with the same code. */
async function isAskedAgain(authority: Authority, { device, home: store }: Caller, link: NewLink): Promise<boolean> {
  const found = await authority.db
    .selectFrom('visit_link')
    .select(['customer', 'code_name'])
    .where('visit_home', '=', link.home)
    .where('device', '=', device.id)
    .where('ended_ms', 'is', null)
    .executeTakeFirst();
  if (found?.customer !== link.person || found.code_name !== link.codeName) return false;
  await joinHomes(authority, store, link);
  return true;
}

/** Ending what is no open visit of this tablet is no error: it has ended. */
export async function endVisit(
  authority: Authority,
  body: z.infer<typeof VisitEndRequest>,
): Promise<{ serverTimeMs: number }> {
  const { device } = await callerOf(authority, body);
  await endLinks(authority, { visitHome: body.home, device: device.id });
  return { serverTimeMs: authority.now() };
}
