// What tells two products apart, for somebody who has one in each hand: only what differs, in the order in which people ask.
// Promise: pure, in one language, from what the catalogue holds; nothing is said that only one of the two was asked about.
import type { Product, Variant } from './product.ts';
import { type Locale, wordsIn } from './text.ts';

export interface CompareSide {
  product: Product;
  /** In the order of the choice matrix. */
  variants: readonly Variant[];
}

export type CompareField = 'look' | 'sizes' | 'colours' | 'good_for' | 'brand' | 'department' | 'care';

/** An empty text: the shop says nothing of it. */
export interface Difference {
  field: CompareField;
  left: string;
  right: string;
}

/** So many are named one by one. */
const listed = 4;

/** `look` is the line under the name: what it is made of and how. Tags are the shop's own words, in its first language only. */
export function differences(left: CompareSide, right: CompareSide, locale: Locale): Difference[] {
  const [leftTags, rightTags] = ownTags(left.product.tags, right.product.tags);
  const of = (field: CompareField, say: (side: CompareSide) => string): Difference[] => {
    const row = { field, left: say(left), right: say(right) };
    return plain(row.left) === plain(row.right) ? [] : [row];
  };
  return [
    ...of('look', ({ product }) => wordsIn(product.subtitle, locale)),
    ...ofLists('sizes', sizesOf(left), sizesOf(right), sizesSaid),
    ...ofLists('colours', coloursOf(left, locale), coloursOf(right, locale), ownFirst),
    ...(locale === 'pt-BR' && plain(leftTags) !== plain(rightTags)
      ? [{ field: 'good_for' as const, left: leftTags, right: rightTags }]
      : []),
    ...of('brand', ({ product }) => product.brand),
    ...of('department', ({ product }) => wordsIn(product.department, locale)),
    ...of('care', ({ product }) => wordsIn(product.care, locale)),
  ];
}

const plain = (text: string): string => text.trim().toLowerCase();

/** Those that the other does not have. */
function ownTags(left: readonly string[], right: readonly string[]): [string, string] {
  return [besides(left, right).join(', '), besides(right, left).join(', ')];
}

const besides = (list: readonly string[], other: readonly string[]): string[] => {
  const there = new Set(other.map(plain));
  return list.filter((one) => !there.has(plain(one)));
};

/** Whole lists are compared, in any order; only what is said is short. */
function ofLists(
  field: CompareField,
  left: readonly string[],
  right: readonly string[],
  say: (list: readonly string[], other: readonly string[]) => string,
): Difference[] {
  if (besides(left, right).length === 0 && besides(right, left).length === 0) return [];
  return [{ field, left: say(left, right), right: say(right, left) }];
}

/** Many are cut: those that the other does not have stand before the cut. */
function ownFirst(list: readonly string[], other: readonly string[]): string {
  if (list.length <= listed) return list.join(', ');
  const own = besides(list, other);
  const inOrder = [...own, ...list.filter((one) => !own.includes(one))];
  return `${inOrder.slice(0, listed).join(', ')} +${list.length - listed}`;
}

/** "36 – 42", unless the two ends would be the same although the sizes are not. */
function sizesSaid(list: readonly string[], other: readonly string[]): string {
  const isTelling =
    plain(list[0] ?? '') !== plain(other[0] ?? '') || plain(list.at(-1) ?? '') !== plain(other.at(-1) ?? '');
  return isTelling && list.length > listed ? `${list[0]} – ${list.at(-1)}` : list.join(', ');
}

/** Each once, in the order of the choice matrix. */
function sizesOf({ variants }: CompareSide): string[] {
  const live = variants.filter((variant) => variant.live).toSorted((a, b) => a.order - b.order);
  return [...new Set(live.flatMap(({ size }) => size ?? []))];
}

function coloursOf({ variants }: CompareSide, locale: Locale): string[] {
  const live = variants.filter((variant) => variant.live);
  return [...new Set(live.flatMap(({ colour }) => (colour ? wordsIn(colour.name, locale) : [])))];
}

/** The other product in the size of this one, where it has it: what fits the same foot is what is compared. */
export const sameSizeOf = (size: string | null, variant: Variant, others: readonly Variant[]): Variant =>
  variant.size === size
    ? variant
    : (others.find((one) => one.live && one.size === size && one.colour?.key === variant.colour?.key) ?? variant);
