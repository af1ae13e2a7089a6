// What a basket costs, and why: the web's public price first, and beside it a known shopper's own (price lists of the groups
// the shop has put them in, and coupons). Promise: pure and whole minor units; never below nothing or above the regular
// prices; a set lifts no line above its tag; the own total is never above the public one; no order changes a total.
import { type Money, money } from '#domain/money.ts';
import type { LocalText } from '#domain/text.ts';
import {
  asDiscount,
  byPriority,
  type Coupon,
  type Deal,
  type Discount,
  isPieceDeal,
  isSetDeal,
  type PieceDeal,
  type PlainPromotion,
  type PriceList,
  type SetDeal,
  type TouchedProduct,
  touches,
} from './deal.ts';
import { type PiecePrice, piecePrice } from './piece-price.ts';
import { setPrice } from './set-price.ts';
import type { Stack } from './set-stack.ts';
import { isOn } from './windows.ts';

export interface BasketLine extends TouchedProduct {
  variantId: string;
  regular: Money;
  /** Whole, 1 or more. */
  quantity: number;
}

export interface BasketQuestion {
  lines: readonly BasketLine[];
  currency: string;
  promotions: readonly (PlainPromotion | Discount)[];
  priceLists: readonly PriceList[];
  /** Those whose codes the shopper gave. */
  coupons: readonly Coupon[];
  /** null: nobody is known, and then there is no second line. */
  customer: { groups: readonly string[]; usedCouponIds: readonly string[] } | null;
  atMs: number;
  /** IANA zone of the store: the wall of the weekly windows. */
  zone: string;
}

export interface QuoteReason {
  code: 'promotion' | 'priceList' | 'coupon';
  id: string;
  label: LocalText;
  /** Off this line, all pieces together. */
  offMinor: number;
}

/** Sums of a line, all its pieces together. */
export interface QuotedLine {
  variantId: string;
  quantity: number;
  regular: Money;
  price: Money;
  reasons: QuoteReason[];
  /** null: as everybody pays. */
  own: Money | null;
  ownReasons: QuoteReason[];
}

export interface Quote {
  /** In the order of the question. */
  lines: QuotedLine[];
  publicTotal: Money;
  /** What is to be paid: the public total, or the own one where that is less. */
  total: Money;
  refusedCoupons: { id: string; why: 'nobody' | 'used' | 'notNow' | 'noUse' }[];
}

/** Throws RangeError for a line in another currency, a quantity that is none, or more than a number holds exactly. */
export function quoteBasket(question: BasketQuestion): Quote {
  const { currency, customer, atMs, zone } = question;
  // Which of two equal pieces a set takes must not depend on how the lines lie.
  const lines = question.lines.toSorted(byProduct);
  const places = new Map(lines.map((line, at) => [line, at]));
  for (const { quantity, regular, variantId } of lines) {
    if (!Number.isSafeInteger(quantity) || quantity < 1 || !Number.isSafeInteger(regular.minor) || regular.minor < 0)
      throw new RangeError(`no basket line: ${variantId}`);
    if (regular.currency !== currency) throw new RangeError(`${variantId} is in ${regular.currency}, not ${currency}`);
  }
  const holds = (deal: Deal): boolean => isOn(deal, zone, atMs);
  const open = question.promotions.map(asDiscount).filter(holds);
  const lists = customer
    ? question.priceLists.filter((list) => customer.groups.includes(list.group) && holds(list))
    : [];
  const couponsById = new Map(question.coupons.map((coupon) => [coupon.id, coupon]));
  const refused = new Map<string, Quote['refusedCoupons'][number]['why']>();
  const coupons = [...couponsById.values()].filter((coupon) => {
    const why = refusal(coupon, customer, holds);
    if (why) refused.set(coupon.id, why);
    return why === null;
  });

  const everybody = priced(lines, currency, open);
  const codes = new Map<string, QuoteReason['code']>([
    ...lists.map(({ id }) => [id, 'priceList'] as const),
    ...coupons.map(({ id }) => [id, 'coupon'] as const),
  ]);
  const mine = codes.size === 0 ? everybody : priced(lines, currency, [...open, ...lists, ...coupons]);
  const isLess = mine.total < everybody.total;
  const used = new Set(isLess ? mine.lines.flatMap(({ off }) => [...off.keys()].map(({ id }) => id)) : []);
  for (const { id } of coupons) if (!used.has(id)) refused.set(id, 'noUse');

  const reasonsOf = ({ off }: PricedLine): QuoteReason[] =>
    [...off].map(([{ id, name }, offMinor]) => ({ code: codes.get(id) ?? 'promotion', id, label: name, offMinor }));
  return {
    lines: question.lines.map((line) => {
      const { variantId, quantity, regular } = line;
      const at = places.get(line) ?? -1;
      const [all, own] = [everybody.lines[at] ?? nothing, mine.lines[at] ?? nothing];
      const isOwn = isLess && own.minor !== all.minor;
      return {
        variantId,
        quantity,
        regular: money(regular.minor * quantity, currency),
        price: money(all.minor, currency),
        reasons: reasonsOf(all),
        own: isOwn ? money(own.minor, currency) : null,
        ownReasons: isOwn ? reasonsOf(own) : [],
      };
    }),
    publicTotal: money(everybody.total, currency),
    total: money(isLess ? mine.total : everybody.total, currency),
    refusedCoupons: [...refused].map(([id, why]) => ({ id, why })).toSorted((a, b) => (a.id < b.id ? -1 : 1)),
  };
}

function byProduct(a: BasketLine, b: BasketLine): number {
  if (a.productId !== b.productId) return a.productId < b.productId ? -1 : 1;
  if (a.variantId !== b.variantId) return a.variantId < b.variantId ? -1 : 1;
  return a.regular.minor - b.regular.minor || a.quantity - b.quantity;
}

function refusal(
  coupon: Coupon,
  customer: BasketQuestion['customer'],
  holds: (deal: Deal) => boolean,
): Quote['refusedCoupons'][number]['why'] | null {
  if (!customer) return 'nobody';
  if (coupon.use === 'once' && customer.usedCouponIds.includes(coupon.id)) return 'used';
  return holds(coupon) ? null : 'notNow';
}

interface PricedLine {
  minor: number;
  off: ReadonlyMap<Deal, number>;
}
const nothing: PricedLine = { minor: 0, off: new Map() };

interface Priced {
  total: number;
  lines: readonly PricedLine[];
}

/** Pieces first, each by itself; then sets: all of them by priority, or one of them alone where that leaves less. */
function priced(lines: readonly BasketLine[], currency: string, deals: readonly Deal[]): Priced {
  const byLine = lines.map((line) => deals.filter(isPieceDeal).filter((deal) => touches(deal, line)));
  const now = lines.map((line, at) => piecePrice(line.regular, byLine[at] ?? []));
  const sets = deals
    .filter(isSetDeal)
    .filter((deal) => lines.some((line) => touches(deal, line)))
    .toSorted(byPriority);
  const bases = new Map(sets.map((set) => [set, lines.map((line, at) => baseFor(set, line, byLine[at] ?? []))]));
  const basket: Basket = { lines, currency, now, bases };
  let best = withSets(basket, sets);
  if (sets.length > 1) {
    for (const set of sets) {
      const alone = withSets(basket, [set]);
      if (alone.total < best.total) best = alone;
    }
  }
  if (!Number.isSafeInteger(best.total)) throw new RangeError('the basket is worth more than can be counted');
  return best;
}

/** A piece's price without what may not stand beside the set. */
function baseFor(set: SetDeal, line: BasketLine, deals: readonly PieceDeal[]): PiecePrice {
  const { rule, group } = set.stacking;
  if (rule === 'exclusive' || !touches(set, line)) return { minor: line.regular.minor, taken: [] };
  const beside = deals.filter(
    ({ stacking }) =>
      stacking.rule !== 'exclusive' && !(rule === 'best' && stacking.rule === 'best' && stacking.group === group),
  );
  return piecePrice(line.regular, beside);
}

interface Basket {
  lines: readonly BasketLine[];
  currency: string;
  now: readonly PiecePrice[];
  bases: ReadonlyMap<SetDeal, readonly PiecePrice[]>;
}

function withSets({ lines, currency, now, bases }: Basket, sets: readonly SetDeal[]): Priced {
  const out = lines.map(({ quantity }) => ({ left: quantity, minor: 0, off: new Map<Deal, number>() }));
  const take = (at: number, { taken }: PiecePrice, count: number): void => {
    for (const { deal, offMinor } of taken) addTo(out[at]?.off, deal, offMinor * count);
  };
  for (const set of sets) {
    const base = bases.get(set) ?? [];
    const stacks = lines.flatMap((line, at): Stack[] => {
      const [piece, price, count] = [base[at], now[at], out[at]?.left ?? 0];
      if (!piece || !price || count === 0 || !touches(set, line)) return [];
      return [{ line: at, productId: line.productId, baseMinor: piece.minor, nowMinor: price.minor, count }];
    });
    for (const { line, count, minor } of setPrice(set.rule, stacks, currency)?.pieces ?? []) {
      const [target, piece] = [out[line], base[line]];
      if (!target || !piece) continue;
      target.left -= count;
      target.minor += minor;
      take(line, piece, count);
      addTo(target.off, set, piece.minor * count - minor);
    }
  }
  for (const [at, target] of out.entries()) {
    const price = now[at];
    if (!price || target.left === 0) continue;
    target.minor += price.minor * target.left;
    take(at, price, target.left);
  }
  return { total: out.reduce((sum, { minor }) => sum + minor, 0), lines: out };
}

function addTo(off: Map<Deal, number> | undefined, deal: Deal, minor: number): void {
  if (minor !== 0) off?.set(deal, (off.get(deal) ?? 0) + minor);
}
