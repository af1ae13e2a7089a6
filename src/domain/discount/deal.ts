// What takes something off a price: discounts for everybody, price lists of a group, coupons. One shape, three tables.
// Promise: only discounts touch the first line, the web's price; the other two make the second one. Nothing knows a person.
import * as z from 'zod/mini';
import { InstantMs, RowId } from '#domain/ids.ts';
import { Money } from '#domain/money.ts';
import { LocalText } from '#domain/text.ts';

const Units = z.number().check(z.int(), z.gte(1), z.lte(100));

/** What holds for a piece by itself, whatever lies beside it: what a shelf can show. */
export const PieceRule = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('percent'), percent: z.number().check(z.gt(0), z.lt(100)) }),
  /** So much off each piece; a piece never costs less than nothing. */
  z.strictObject({ kind: z.literal('amount'), off: Money }),
  /** Each piece costs so much, where it would cost more. */
  z.strictObject({ kind: z.literal('price'), price: Money }),
]);
export type PieceRule = z.infer<typeof PieceRule>;

/** What needs several pieces in one basket. */
export const SetRule = z.discriminatedUnion('kind', [
  /** These products together, any variant of each, for a price (each set) or for a percentage less. */
  z.strictObject({
    kind: z.literal('bundle'),
    parts: z.array(z.strictObject({ productId: RowId, units: Units })).check(
      z.minLength(1),
      z.maxLength(20),
      // Each part would take its pieces from the same ones: two of a product are one part of two units.
      z.refine((parts) => new Set(parts.map(({ productId }) => productId)).size === parts.length, 'a product twice'),
    ),
    gives: PieceRule,
  }),
  /** Of every buy + get pieces, dearest first, the last `get` cost `percent` less; 100: nothing. */
  z.strictObject({
    kind: z.literal('buyGet'),
    buy: Units,
    get: Units,
    percent: z.number().check(z.gt(0), z.lte(100)),
  }),
]);
export type SetRule = z.infer<typeof SetRule>;

/**
 * A product is touched when any of them says so. Departments by their Portuguese name, tags as they are written.
 * `variantIds`: single colours or sizes, where a style is on sale only in part. Builds of before pass over such a row [EV5]:
 * their shelf prices are stored offers and stay right, their baskets are priced again by the server.
 */
export const Scope = z.strictObject({
  all: z.boolean(),
  productIds: z.array(RowId),
  variantIds: z.optional(z.array(RowId)),
  departments: z.array(z.string()),
  tags: z.array(z.string()),
});
export type Scope = z.infer<typeof Scope>;

export const weekDays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;
const WallTime = z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/));

/** On these days from–to on the wall of the store's zone; a `to` that is not after `from` lies on the next day. */
export const WeeklyWindow = z.strictObject({ days: z.array(z.enum(weekDays)), from: WallTime, to: WallTime });
export type WeeklyWindow = z.infer<typeof WeeklyWindow>;

/**
 * exclusive: nothing else on the same piece. best: of those that share `group`, the one that leaves least. stack: on top of
 * the others. Lower priorities come first.
 */
export const Stacking = z.strictObject({
  rule: z.enum(['exclusive', 'best', 'stack']),
  group: z.string(),
  priority: z.number().check(z.int()),
});
export type Stacking = z.infer<typeof Stacking>;

const common = {
  id: RowId,
  name: LocalText,
  scope: Scope,
  fromMs: InstantMs,
  toMs: z.nullable(InstantMs),
  /** Empty: all the time from `fromMs` to `toMs`. */
  weekly: z.array(WeeklyWindow),
  stacking: Stacking,
};

/** For everybody. Home: the chain; feed: chain/catalogue, as for the two below. */
export const Discount = z.strictObject({ ...common, rule: z.union([PieceRule, SetRule]) });
export type Discount = z.infer<typeof Discount>;

/** One line of a price list that the shop publishes for a group of customers ("clube", "professionals"). */
export const PriceList = z.strictObject({ ...common, rule: PieceRule, group: z.string().check(z.minLength(1)) });
export type PriceList = z.infer<typeof PriceList>;

/** The id is made of the code (`couponKey`): who has the rows has no codes. once: once for each person. */
export const Coupon = z.strictObject({ ...common, rule: PieceRule, use: z.enum(['once', 'many']) });
export type Coupon = z.infer<typeof Coupon>;

export type Deal = Discount | PriceList | Coupon;
export type PieceDeal = Deal & { rule: PieceRule };
export type SetDeal = Deal & { rule: SetRule };

export const isPieceDeal = (deal: Deal): deal is PieceDeal =>
  deal.rule.kind === 'percent' || deal.rule.kind === 'amount' || deal.rule.kind === 'price';
export const isSetDeal = (deal: Deal): deal is SetDeal => !isPieceDeal(deal);

/** What `Promotion` of offer.ts says; written out here, because that file builds on this one. */
export interface PlainPromotion {
  id: string;
  name: LocalText;
  percent: number;
  productIds: string[];
  fromMs: number;
  toMs: number;
}

/** A percentage off listed products, the oldest kind of row: of several the best one counts. */
export const dealOfPromotion = ({ id, name, percent, productIds, fromMs, toMs }: PlainPromotion): Discount => ({
  id,
  name,
  rule: { kind: 'percent', percent },
  scope: { all: false, productIds, departments: [], tags: [] },
  fromMs,
  toMs,
  weekly: [],
  stacking: { rule: 'best', group: '', priority: 0 },
});

export const asDiscount = (row: PlainPromotion | Discount): Discount => ('rule' in row ? row : dealOfPromotion(row));

/** What a deal asks of a product. */
export interface TouchedProduct {
  productId: string;
  /** Left out where the question is about a style. */
  variantId?: string;
  /** The department's Portuguese name. */
  department: string;
  tags: readonly string[];
}

export function touches({ rule, scope }: Pick<Deal, 'rule' | 'scope'>, product: TouchedProduct): boolean {
  if (rule.kind === 'bundle') return rule.parts.some(({ productId }) => productId === product.productId);
  return (
    scope.all ||
    scope.productIds.includes(product.productId) ||
    (product.variantId !== undefined && scope.variantIds?.includes(product.variantId) === true) ||
    scope.departments.includes(product.department) ||
    scope.tags.some((tag) => product.tags.includes(tag))
  );
}

/** By priority, then by id: the order never depends on how the rows came. */
export const byPriority = (a: Deal, b: Deal): number =>
  a.stacking.priority - b.stacking.priority || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
