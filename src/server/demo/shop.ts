// The whole demo shop as one stream of records, from a seed and a moment: the same two give the same shop.
// In the order a database wants it: homes, staff, catalogue, offers, stock, people, orders, history.
import type { HomeId } from '#domain/ids.ts';
import type { Picture } from '#domain/product.ts';
import type { Placed } from '#domain/tables.ts';
import type { NewHome } from '#server/homes.ts';
import type { EventRow } from '#server/import/history.ts';
import { Affinity } from './affinity.ts';
import { type Article, assortment } from './assortment.ts';
import { offersOf, promotionsOf } from './campaigns.ts';
import { discountsOf, ownDealRows } from './deals.ts';
import { basket, demoYear, type Purchase, Visit, type Year } from './history.ts';
import { levelsOf } from './levels.ts';
import { placeOrders, type Plan, planOfYear } from './orders.ts';
import { demoPeople, type Person, personHome, personRows } from './people.ts';
import { ratingRows } from './ratings.ts';
import { rngFor } from './rng.ts';
import { type Chain, demoChain } from './stores.ts';
import { tagFactRows } from './tag-facts.ts';

export const demoSeed = 'gondola';
const customerCount = 200;
const hourMs = 3_600_000;

export type DemoItem =
  | { newHome: NewHome }
  | { pin: { home: HomeId; staff: string; pin: string } }
  | { placed: Placed }
  | { event: EventRow };

/** Today's work at each counter: state, hours since the order, paid on the web. */
const counter: readonly (readonly [Plan['state'], number, boolean])[] = [
  ['ready', 26, true],
  ['ready', 20, true],
  ['ready', 9, false],
  ['ready', 6, true],
  ['waiting', 5, true],
  ['picking', 2, true],
  ['problem', 7, true],
  ['new', 1, true],
  ['new', 0.4, false],
  ['done', 30, true],
  ['done', 52, true],
  ['cancelled', 28, true],
];

function* counterWork(
  seed: string,
  chain: Chain,
  people: readonly Person[],
  affinity: Affinity,
  offers: Parameters<typeof basket>[2],
  nowMs: number,
) {
  for (const [at, shop] of chain.shops.entries()) {
    for (const [index, [state, hours, paidOnWeb]] of counter.entries()) {
      const key = `counter-${at}-${index}`;
      const rng = rngFor(seed, key);
      const person = rng.pick(people);
      const atMs = Math.round(nowMs - (hours + rng.next() / 3) * hourMs);
      const visit = new Visit(seed, rng, person, key, atMs - 10 * 60_000);
      const anchor = affinity.anchor(rng, person);
      const lines = basket(rng, affinity, offers, person, anchor, atMs);
      for (const { variant } of lines) visit.add('view_item', variant);
      const purchase: Purchase = { key, person, atMs: visit.buy(lines), lines };
      const plan: Plan = { purchase, channel: 'web', by: shop, state, paidOnWeb, ending: null };
      yield { plan, events: visit.events };
    }
  }
}

const row = (placed: Placed): DemoItem => ({ placed });

function* catalogueRows(home: HomeId, articles: readonly Article[]): Generator<DemoItem> {
  for (const { product } of articles) yield row({ table: 'product', home, row: product });
  for (const { variants } of articles)
    for (const variant of variants) yield row({ table: 'variant', home, row: variant });
}

/** The last wish for each variant that its person has not bought. */
function* listRows(year: Year): Generator<DemoItem> {
  const bought = new Set(
    year.purchases.flatMap(({ person, lines }) => lines.map(({ variant }) => `${person.id}/${variant.productId}`)),
  );
  const wanted = new Map(year.wishes.map((wish) => [`${wish.person.id}/${wish.variant.id}`, wish]));
  for (const { person, variant, atMs } of wanted.values()) {
    const { id: variantId, productId } = variant;
    if (bought.has(`${person.id}/${productId}`)) continue;
    yield row({
      table: 'listItem',
      home: person.id,
      row: { id: `main/${variantId}`, list: 'main', productId, variantId, savedMs: atMs, store: null },
    });
  }
}

/** `pictures` comes from makePictures; without it the products have none. */
export function* demoShop(
  seed: string,
  nowMs: number,
  pictures: ReadonlyMap<string, Picture> = new Map(),
): Generator<DemoItem> {
  const chain = demoChain(seed);
  const people = demoPeople(seed, customerCount, nowMs);
  const articles = assortment(seed, pictures);
  const promotions = promotionsOf(seed, articles, nowMs);
  const discounts = discountsOf(seed, articles, nowMs);
  // One list for all articles: what it says of times is worked out once.
  const lowering = [...promotions, ...discounts];
  const offers = articles.flatMap((article) => offersOf(article, lowering, nowMs));
  const offersByVariantId = Map.groupBy(offers, (offer) => offer.variantId);
  const affinity = new Affinity(seed, articles);
  const year = demoYear(seed, people, affinity, offersByVariantId, nowMs);
  const today = [...counterWork(seed, chain, people, affinity, offersByVariantId, nowMs)];
  const plans = [
    ...year.purchases.map((purchase) => planOfYear(seed, chain, purchase, nowMs)),
    ...today.map(({ plan }) => plan),
  ];
  const placings = placeOrders(seed, chain, plans, nowMs);

  for (const newHome of chain.homes) yield { newHome };
  for (const store of chain.stores) yield row({ table: 'store', home: chain.id, row: store });
  for (const { home, row: member, pin } of chain.staff) {
    yield row({ table: 'staff', home, row: member });
    yield { pin: { home, staff: member.id, pin } };
  }
  yield* catalogueRows(chain.id, articles);
  for (const promotion of promotions) yield row({ table: 'promotion', home: chain.id, row: promotion });
  for (const discount of discounts) yield row({ table: 'discount', home: chain.id, row: discount });
  for (const placed of ownDealRows(seed, chain.id, nowMs)) yield row(placed);
  for (const offer of offers) yield row({ table: 'offer', home: chain.id, row: offer });
  for (const placed of ratingRows(seed, chain.id, articles)) yield row(placed);
  for (const placed of tagFactRows(seed, chain.id, articles, nowMs)) yield row(placed);
  for (const { home, stock, place } of levelsOf(seed, chain, articles, placings, nowMs)) {
    yield row({ table: 'stock', home, row: stock });
    if (place) yield row({ table: 'place', home, row: place });
  }
  for (const person of people) {
    yield { newHome: personHome(person, chain) };
    for (const placed of personRows(person, chain)) yield row(placed);
  }
  yield* listRows(year);
  for (const { home, order } of placings) yield row({ table: 'order', home, row: order });
  for (const { home, row: fulfilment } of placings.flatMap((placing) => placing.fulfilments))
    yield row({ table: 'fulfilment', home, row: fulfilment });
  for (const event of [...year.events, ...today.flatMap(({ events }) => events)]) yield { event };
}
