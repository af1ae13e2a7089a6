// Who an address belongs to in a chain. Promise: one address is one person, however many phones ask at the same instant.
import type { HomeId } from '#domain/ids.ts';
import type { Authority } from '#server/authority.ts';
import { Refused } from '#server/http/refused.ts';
import { serverAct } from '#server/server-act.ts';

export interface Shop {
  chain: HomeId;
  name: string;
  /** The web store: whose devices the phones are. */
  web: HomeId;
  demo: boolean;
}

/** The chain whose people sign in here: the one that has a web shop. Throws Refused 404 no_shop. */
export async function shopOfPhones({ db }: Authority): Promise<Shop> {
  const found = await db
    .selectFrom('home as web')
    .innerJoin('home as chain', 'chain.id', 'web.chain_id')
    .select(['web.id as web', 'chain.id as chain', 'chain.name', 'chain.demo'])
    .where('web.kind', '=', 'store')
    .where('web.is_web', '=', true)
    .orderBy('chain.demo')
    .orderBy('chain.id')
    .orderBy('web.id')
    .executeTakeFirst();
  if (!found) throw new Refused(404, 'no_shop');
  return { ...found, chain: found.chain as HomeId, web: found.web as HomeId };
}

export async function findPerson({ db }: Authority, { chain }: Shop, emailId: string): Promise<HomeId | null> {
  const found = await db
    .selectFrom('identity')
    .innerJoin('home', 'home.id', 'identity.home_id')
    .select('identity.customer')
    .where('identity.id', '=', emailId)
    .where('identity.kind', '=', 'email')
    .where('identity.until_ms', 'is', null)
    .where('home.chain_id', '=', chain)
    .orderBy('identity.since_ms')
    .executeTakeFirst();
  return (found?.customer as HomeId | undefined) ?? null;
}

/** Throws Refused when the act does not go through. */
export async function makePerson(
  authority: Authority,
  shop: Shop,
  emailId: string,
  firstName: string,
): Promise<HomeId> {
  const { db } = authority;
  await db
    .insertInto('person_reserved')
    .values({ email_id: emailId, home_id: authority.newId(), made_ms: authority.now() })
    .onConflict((on) => on.column('email_id').doNothing())
    .execute();
  const { home_id } = await db
    .selectFrom('person_reserved')
    .select('home_id')
    .where('email_id', '=', emailId)
    .executeTakeFirstOrThrow();
  const customer = home_id as HomeId;
  const outcome = await serverAct(
    authority,
    customer,
    'become-known',
    { identityId: emailId, firstName: firstName.trim() },
    shop.web,
  );
  if (outcome.status !== 'applied' && outcome.code !== 'already_done') throw new Refused(400, outcome.code);
  return customer;
}
