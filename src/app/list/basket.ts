// What the list costs: what stands on its tags, then sets, then, for somebody who is known, their own total below.
// Promise: the first total is the web's for everybody; a line that the engine and its stored offer do not agree on costs
// what its tag says and is in no set; another currency is never added up.
import type { KnownShopper } from '#app/known-shopper.ts';
import { type Coupon, type Discount, isPieceDeal, isSetDeal, type PriceList, touches } from '#domain/discount/deal.ts';
import { type NextSet, nextSets } from '#domain/discount/next-set.ts';
import { type BasketLine, type BasketQuestion, type Quote, quoteBasket } from '#domain/discount/quote.ts';
import { isOn } from '#domain/discount/windows.ts';
import { type Money, money } from '#domain/money.ts';
import { type Offer, offerAt, offerId } from '#domain/offer.ts';
import type { Product, Variant } from '#domain/product.ts';
import type { LocalText } from '#domain/text.ts';

export interface Item {
  product: Product;
  variant: Variant;
  quantity: number;
  /** All stored ones of the variant. */
  offers: readonly Offer[];
}

/** What was withdrawn after it was saved stays on the list, in words, and is in no sum. */
export const isSold = ({ product, variant }: Pick<Item, 'product' | 'variant'>): boolean =>
  product.live && variant.live;

export interface BasketGround {
  discounts: readonly Discount[];
  priceLists: readonly PriceList[];
  /** Those whose codes were typed in this visit. */
  coupons: readonly Coupon[];
  known: KnownShopper | null;
  currency: string;
  atMs: number;
  /** The web shop's: its price is everybody's. */
  zone: string;
  /** For what is missing in a set; null: not sold. */
  itemOf(productId: string): Item | null;
}

export type CouponState = 'counts' | 'nobody' | 'used' | 'notYet' | 'notNow' | 'over' | 'noUse';

export interface Basket {
  /** Sum of the tags. */
  pieces: Money;
  /** What sets take off; several names where it can't be told apart. Adds up to `total`. */
  sets: readonly { names: readonly LocalText[]; off: Money }[];
  total: Money;
  /** null: as everybody pays. */
  own: { total: Money; names: readonly LocalText[] } | null;
  next: readonly NextSet[];
  coupons: readonly { coupon: Coupon; state: CouponState }[];
  priced: number;
  unpriced: number;
  otherCurrency: number;
}

export function basketOf(saved: readonly Item[], ground: BasketGround): Basket {
  const items = saved.filter(isSold);
  const { discounts, priceLists, coupons, known, currency, atMs, zone } = ground;
  const tagged = items.flatMap((item) => {
    const offer = offerAt(item.offers, atMs);
    return offer ? [{ item, offer }] : [];
  });
  const ours = tagged.filter(({ offer }) => offer.price.currency === currency);
  const asked = { currency, atMs, zone, promotions: discounts, priceLists: [], coupons: [], customer: null };
  const { engine, standing } = split(ours, asked);
  const lines = engine.map(({ line }) => line);
  const quote = quoteBasket({ ...asked, lines, priceLists, coupons, customer: known });
  const sumOf = (some: readonly Tagged[]): number =>
    some.reduce((sum, { item, offer }) => sum + offer.price.minor * item.quantity, 0);
  const apart = sumOf(standing);
  const pieces = sumOf(ours);
  const total = quote.publicTotal.minor + apart;
  return {
    pieces: money(pieces, currency),
    sets: setsIn(quote, discounts, pieces - total, currency),
    total: money(total, currency),
    own: ownOf(quote, apart, currency),
    next: nextSets({ ...asked, lines }, (productId) => {
      const item = ground.itemOf(productId);
      return item && lineOf(item, currency);
    }),
    coupons: coupons.map((coupon) => ({ coupon, state: stateOf(coupon, quote, lines, ground) })),
    priced: ours.length,
    unpriced: items.length - tagged.length,
    otherCurrency: tagged.length - ours.length,
  };
}

interface Tagged {
  item: Item;
  offer: Offer;
}

/** null: there is no regular price in this currency to reckon from. */
function lineOf({ product, variant, quantity, offers }: Item, currency: string): BasketLine | null {
  const regular = offers.find(({ id, source }) => source === 'engine' && id === offerId(variant.id, 0))?.price;
  if (regular?.currency !== currency || regular.minor < 0) return null;
  const { id: productId, department, tags } = product;
  return { productId, department: department['pt-BR'], tags, variantId: variant.id, regular, quantity };
}

/** What a platform prices, or was stored before a deal changed, stands as its tag says. */
function split(ours: readonly Tagged[], asked: Omit<BasketQuestion, 'lines'>) {
  const lined = ours.map((tagged) => ({ ...tagged, line: lineOf(tagged.item, asked.currency) }));
  const lines = lined.flatMap(({ line }) => line ?? []);
  const alone = quoteBasket({ ...asked, lines, promotions: asked.promotions.filter(isPieceAlone) });
  const priceOf = new Map(lines.map((line, at) => [line, alone.lines[at]?.price.minor]));
  const engine: (Tagged & { line: BasketLine })[] = [];
  const standing: Tagged[] = [];
  for (const { item, offer, line } of lined) {
    if (line && priceOf.get(line) === offer.price.minor * item.quantity) engine.push({ item, offer, line });
    else standing.push({ item, offer });
  }
  return { engine, standing };
}

const isPieceAlone = (deal: BasketQuestion['promotions'][number]): boolean => !('rule' in deal) || isPieceDeal(deal);

/** Each set with what it takes off its pieces' tags; in one line where a set stands in for another discount of a piece. */
function setsIn(quote: Quote, discounts: readonly Discount[], offMinor: number, currency: string): Basket['sets'] {
  const setIds = new Set(discounts.filter(isSetDeal).map(({ id }) => id));
  const byId = new Map<string, { names: LocalText[]; off: Money }>();
  for (const { id, label, offMinor: off } of quote.lines.flatMap(({ reasons }) => reasons)) {
    if (!setIds.has(id)) continue;
    const known = byId.get(id);
    byId.set(id, { names: [label], off: money((known?.off.minor ?? 0) + off, currency) });
  }
  const sets = [...byId.values()];
  const sum = sets.reduce((all, { off }) => all + off.minor, 0);
  if (sets.length === 0 || (sum === offMinor && sets.every(({ off }) => off.minor > 0))) return sets;
  return [{ names: sets.flatMap(({ names }) => names), off: money(offMinor, currency) }];
}

function ownOf(quote: Quote, apartMinor: number, currency: string): Basket['own'] {
  if (quote.total.minor >= quote.publicTotal.minor) return null;
  const reasons = quote.lines.flatMap(({ ownReasons }) => ownReasons).filter(({ code }) => code !== 'promotion');
  const names = new Map(reasons.map(({ id, label }) => [id, label]));
  return { total: money(quote.total.minor + apartMinor, currency), names: [...names.values()] };
}

function stateOf(
  coupon: Coupon,
  quote: Quote,
  lines: readonly BasketLine[],
  { known, atMs, zone }: BasketGround,
): CouponState {
  if (coupon.toMs !== null && coupon.toMs <= atMs) return 'over';
  if (coupon.fromMs > atMs) return 'notYet';
  if (!isOn(coupon, zone, atMs)) return 'notNow';
  if (!lines.some((line) => touches(coupon, line))) return 'noUse';
  if (!known) return 'nobody';
  const refused = quote.refusedCoupons.find(({ id }) => id === coupon.id);
  return refused ? (refused.why === 'used' ? 'used' : 'noUse') : 'counts';
}
