// What a tag is in this shop: the one look-up behind every reader. Promise: a variant is found by the number the tag
// names and by no other; what is not found stays a tag that nobody knows.
import type { Poster } from './poster.ts';
import type { Variant } from './product.ts';
import type { KnownTag, Tag } from './tag.ts';
import type { PieceFacts } from './tag-facts.ts';
import { readRestricted, type TagRule } from './tag-rule.ts';

/** What of a catalogue it takes. */
export interface TagShop {
  /** On sale. */
  variantsByGtin(gtin14: string): readonly Variant[];
  variantsBySku(sku: string): readonly Variant[];
  tagRules(): readonly TagRule[];
  poster(code: string): Poster | null;
}

/** The piece that was shown: its code and what its tag said of it. In memory only; it goes with the visit. */
export interface Piece {
  readonly gtin14: string;
  readonly facts: PieceFacts;
}

/** What was said of the piece holds for each variant of its code: whichever of them it is, it has that lot and that date. */
export const saidOf = (piece: Piece | null, { gtin14 }: Pick<Variant, 'gtin14'>): PieceFacts | null =>
  piece?.gtin14 === gtin14 ? piece.facts : null;

export type TagFound =
  | {
      readonly kind: 'variant';
      readonly variant: Variant;
      /** By its own in-store number: no other variant is meant. A GTIN may be of several, and this is the first of them. */
      readonly isNamed: boolean;
      readonly facts: PieceFacts;
    }
  | { readonly kind: 'poster'; readonly poster: Poster }
  | { readonly kind: 'none' };

const none: TagFound = { kind: 'none' };

export function lookUpTag(tag: Tag, shop: TagShop): TagFound {
  if (tag.kind === 'poster') {
    const poster = shop.poster(tag.code);
    return poster ? { kind: 'poster', poster } : none;
  }
  if (tag.kind !== 'gtin') return none;
  for (const gtin14 of [tag.gtin14, tag.alternative]) {
    const [variant] = gtin14 === undefined ? [] : shop.variantsByGtin(gtin14);
    // A second reading of the same digits is another thing's number: what else the tag says is said of the first.
    if (variant) return { kind: 'variant', variant, isNamed: false, facts: gtin14 === tag.gtin14 ? tag : {} };
  }
  return tag.restricted ? lookUpRestricted(tag, shop) : none;
}

function lookUpRestricted(tag: KnownTag, shop: TagShop): TagFound {
  const reading = readRestricted(shop.tagRules(), tag.gtin14);
  if (!reading) return none;
  const found =
    reading.gtin14 !== null
      ? shop.variantsByGtin(reading.gtin14)
      : reading.sku === null
        ? []
        : bySku(reading.sku, shop);
  const [variant] = found;
  if (!variant) return none;
  const isNamed = reading.gtin14 === null && found.length === 1;
  return { kind: 'variant', variant, isNamed, facts: { ...tag, ...reading.facts } };
}

const bySku = (sku: string, shop: TagShop): readonly Variant[] => {
  const exact = shop.variantsBySku(sku);
  return exact.length > 0 ? exact : shop.variantsBySku(sku.replace(/^0+(?=\d)/, ''));
};
