// What a tablet is told of the person who stands at it, what a phone is told of its own [PR6]. A printed card opens the
// first name and nothing else; the history is given only while the person says so.
import type * as z from 'zod/mini';
import { type ConsentPurpose, noConsents } from '#domain/consent.ts';
import type { HomeId } from '#domain/ids.ts';
import type {
  HistoryAnswer,
  HistoryQuestion,
  MeAnswer,
  MeQuestion,
  Person,
  VisitAnswer,
  VisitQuestion,
} from '#protocol/person.ts';
import type { Authority } from '#server/authority.ts';
import { Refused } from '#server/http/refused.ts';
import { customerVector } from '#server/suggest/customer-vector.ts';
import { type Caller, callerOf } from './caller.ts';
import { phoneOf } from './pass.ts';
import { consentsIn, firstNameOf, homesOf, sayingsOf } from './person-homes.ts';
import { type Link, openLink } from './open-links.ts';

const mostWishes = 50;
const mostLooks = 20;

/** Throws Refused 404 not_linked. */
export async function visitOf(
  authority: Authority,
  body: z.infer<typeof VisitQuestion>,
): Promise<z.infer<typeof VisitAnswer>> {
  return personAt(authority, await callerOf(authority, body), body.home);
}

export async function personAt(
  authority: Authority,
  caller: Caller,
  home: HomeId,
): Promise<z.infer<typeof VisitAnswer>> {
  const link = await openLink(authority, caller, home);
  return { serverTimeMs: authority.now(), person: await personOf(authority, link) };
}

async function personOf({ db }: Authority, { customer, visit_home, level, wishes }: Link): Promise<Person> {
  const person = customer as HomeId;
  const firstName = await firstNameOf(db, person);
  if (firstName === null) throw new Refused(404, 'not_linked');
  if (level === 'card') return { firstName, level, consents: noConsents, wishes: null };
  return { firstName, level, consents: consentsIn(await sayingsOf(db, person), person, visit_home as HomeId), wishes };
}

/** Throws Refused 404 not_linked, 403 no_consent, low_level. */
export async function historyOf(
  authority: Authority,
  body: z.infer<typeof HistoryQuestion>,
): Promise<z.infer<typeof HistoryAnswer>> {
  const caller = await callerOf(authority, body);
  const link = await openLink(authority, caller, body.home);
  if (link.level === 'card') throw new Refused(403, 'low_level');
  const { consents } = await personOf(authority, link);
  if (!consents.history_now) throw new Refused(403, 'no_consent');
  const person = link.customer as HomeId;
  return {
    serverTimeMs: authority.now(),
    history: await customerVector(authority, { person, chain: caller.chain }),
    wishlist: await wishlistOf(authority, caller.chain, person),
  };
}

/** The newest, in the order of the ids. */
async function wishlistOf({ db, sensitive }: Authority, chain: HomeId, person: HomeId): Promise<[string, string][]> {
  const found = await db
    .selectFrom('list_item')
    .innerJoin('product', 'product.id', 'list_item.product_id')
    .select(['list_item.product_id', 'list_item.variant_id', 'product.department'])
    .where('list_item.home_id', 'in', await homesOf(db, person))
    .where('product.home_id', '=', chain)
    .where('product.live', '=', true)
    .orderBy('list_item.saved_ms', 'desc')
    .limit(mostWishes)
    .execute();
  const pairs = found
    .filter(({ department }) => !sensitive.has(department['pt-BR']))
    .map(({ product_id, variant_id }): [string, string] => [product_id, variant_id]);
  // One thing may be on the lists of several visits.
  return [...new Map(pairs.map((pair) => [pair[1], pair])).values()].toSorted(([, a], [, b]) => (a < b ? -1 : 1));
}

export async function meOf(authority: Authority, body: z.infer<typeof MeQuestion>): Promise<MeAnswer> {
  const { db } = authority;
  const { person, firstName } = await phoneOf(authority, body);
  const said = await sayingsOf(db, person);
  const newest = (purpose: ConsentPurpose): MeAnswer['consents'][ConsentPurpose] => {
    const found = said.find(({ consent }) => consent.purpose === purpose)?.consent;
    if (!found) return null;
    const { given, text, locale, atMs } = found;
    return { given, text, locale, atMs };
  };
  const looks = await db
    .selectFrom('audit')
    .leftJoin('device', 'device.id', 'audit.device')
    .leftJoin('home', 'home.id', 'device.home_id')
    .select(['audit.at_ms', 'audit.what', 'home.name'])
    .where('audit.about', '=', person)
    .where('audit.what', '=', 'identify')
    .orderBy('audit.at_ms', 'desc')
    .limit(mostLooks)
    .execute();
  return {
    serverTimeMs: authority.now(),
    firstName,
    consents: { history_now: newest('history_now'), remember: newest('remember'), contact: newest('contact') },
    visits: (await homesOf(db, person)).length - 1,
    lookedUp: looks.map(({ at_ms, what, name }) => ({ atMs: at_ms, what, storeName: name ?? '' })),
  };
}
