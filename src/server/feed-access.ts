// Which feeds a device may read now [FD4]: its store's floor, the web store's, the catalogue, itself; the staff feed
// only in an open shift; a customer's only while that visit is its own. A feed is given whole or refused.
import { type Feed, type FeedName, parseFeedName } from '#domain/home.ts';
import { grantHolds } from '#domain/actor.ts';
import type { Authority } from './authority.ts';
import { webHomeOf } from './homes.ts';
import type { Caller } from './session/caller.ts';
import { findGrant, openShift } from './session/grants.ts';

export async function readableFeeds(
  authority: Authority,
  caller: Caller,
  names: readonly string[],
  grants: readonly string[],
): Promise<{ readable: [FeedName, Feed][]; refused: string[] }> {
  const readable: [FeedName, Feed][] = [];
  const refused: string[] = [];
  for (const name of names) {
    const feed = parseFeedName(name);
    if (feed && (await mayRead(authority, caller, feed, grants))) readable.push([name as FeedName, feed]);
    else refused.push(name);
  }
  return { readable, refused };
}

async function mayRead(authority: Authority, caller: Caller, feed: Feed, grants: readonly string[]): Promise<boolean> {
  switch (feed.kind) {
    case 'chain/catalogue':
      return feed.home === caller.chain;
    case 'store/floor':
      return feed.home === caller.home || feed.home === (await webHomeOf(authority.db, caller.chain));
    case 'device/own':
      return feed.home === caller.home && feed.device === caller.device.id;
    case 'store/staff':
      return feed.home === caller.home && (await openShift(authority, grants, caller.device.id, caller.home)) !== null;
    case 'customer/self':
      return mayReadCustomer(authority, caller, feed, grants);
  }
}

/** An anonymous visit made by this very device, or a person who let it in with a visit's grant. */
async function mayReadCustomer(
  authority: Authority,
  caller: Caller,
  { home }: Feed,
  grants: readonly string[],
): Promise<boolean> {
  const customer = await authority.db
    .selectFrom('customer')
    .innerJoin('home', 'home.id', 'customer.home_id')
    .select(['customer.kind', 'customer.device', 'home.chain_id'])
    .where('customer.home_id', '=', home)
    .where('customer.id', '=', home)
    .executeTakeFirst();
  if (!customer || customer.chain_id !== caller.chain) return false;
  if (customer.kind === 'anonymous' && customer.device === caller.device.id) return true;
  for (const id of grants) {
    const grant = await findGrant(authority.db, id);
    if (
      grant?.kind === 'visit' &&
      grant.subject === home &&
      grant.device === caller.device.id &&
      grantHolds(grant, authority.now())
    )
      return true;
  }
  return false;
}
