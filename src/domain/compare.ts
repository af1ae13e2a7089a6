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

const listed = 4;

/** `look` is the line under the name: what it is made of and how. Tags are the shop's own words, in its first language only. */
export function differences(left: CompareSide, right: CompareSide, locale: Locale): Difference[] {
  const [leftTags, rightTags] = ownTags(left.product.tags, right.product.tags);
  const of = (field: CompareField, say: (side: CompareSide) => string): Difference => ({
    field,
    left: say(left),
    right: say(right),
  });
  const rows = [
    of('look', ({ product }) => wordsIn(product.subtitle, locale)),
    of('sizes', ({ variants }) => sizesOf(variants)),
    of('colours', ({ variants }) => coloursOf(variants, locale)),
    ...(locale === 'pt-BR' ? [{ field: 'good_for' as const, left: leftTags, right: rightTags }] : []),
    of('brand', ({ product }) => product.brand),
    of('department', ({ product }) => wordsIn(product.department, locale)),
    of('care', ({ product }) => wordsIn(product.care, locale)),
  ];
  return rows.filter((row) => plain(row.left) !== plain(row.right));
}

const plain = (text: string): string => text.trim().toLowerCase();

/** Those that the other does not have. */
function ownTags(left: readonly string[], right: readonly string[]): [string, string] {
  const besides = (tags: readonly string[], other: readonly string[]): string =>
    tags.filter((tag) => !other.includes(tag)).join(', ');
  return [besides(left, right), besides(right, left)];
}

/** "36 – 42"; a few are named one by one. */
function sizesOf(variants: readonly Variant[]): string {
  const live = variants.filter((variant) => variant.live);
  const sizes = [...new Set(live.toSorted((a, b) => a.order - b.order).flatMap(({ size }) => size ?? []))];
  return sizes.length > listed ? `${sizes[0]} – ${sizes.at(-1)}` : sizes.join(', ');
}

function coloursOf(variants: readonly Variant[], locale: Locale): string {
  const live = variants.filter((variant) => variant.live);
  const colours = [...new Set(live.flatMap(({ colour }) => (colour ? wordsIn(colour.name, locale) : [])))];
  const more = colours.length - listed;
  return colours.slice(0, listed).join(', ') + (more > 0 ? ` +${more}` : '');
}

/** The other product in the size of this one, where it has it: what fits the same foot is what is compared. */
export const sameSizeOf = (size: string | null, variant: Variant, others: readonly Variant[]): Variant =>
  variant.size === size
    ? variant
    : (others.find((one) => one.live && one.size === size && one.colour?.key === variant.colour?.key) ?? variant);
