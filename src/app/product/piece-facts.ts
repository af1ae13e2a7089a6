// What the tag said of the piece in hand, against today: recalls, its date, its own price. Worked out once, without a clock.
// Promise: a piece that must not be sold says so before anything else is offered for it.
import { type Expiry, expiryOf } from '#domain/expiry.ts';
import { pieceOffer } from '#domain/markdown.ts';
import type { Offer } from '#domain/offer.ts';
import { type RecallHit, recallsFor, stopsSale } from '#domain/recall.ts';
import { type PieceFacts, statedMoney } from '#domain/tag-facts.ts';
import type { Catalogue } from '#local/catalogue.ts';
import type { ProductFacts } from './product-facts.ts';

export interface PieceNews {
  facts: PieceFacts;
  recalls: readonly RecallHit[];
  expiry: Expiry | null;
  /** Where it differs from what all of them cost. */
  offer: Offer | null;
  /** Called back, or past the day until which it may be used: nobody takes it away. */
  isStopped: boolean;
}

const nothingSaid: PieceFacts = {};

/** `facts` are null when the page was opened without a tag of this variant: only recalls of the product are known then. */
export function pieceNews(
  catalogue: Catalogue,
  { product, variant, offer, regular }: Pick<ProductFacts, 'product' | 'variant' | 'offer' | 'regular'>,
  facts: PieceFacts | null,
  nowMs: number,
  { zone, currency }: { zone: string; currency: string },
): PieceNews {
  const said = facts ?? nothingSaid;
  const recalls = recallsFor(catalogue.recallsOf(variant.gtin14), variant.gtin14, said, nowMs);
  const expiry = expiryOf(said, nowMs, zone);
  const stated = said.price ? statedMoney(said.price, offer?.price.currency ?? currency) : null;
  return {
    facts: said,
    recalls,
    expiry,
    offer: pieceOffer({ offer, regular, productId: product.id, markdowns: catalogue.markdowns(), expiry, stated }),
    isStopped: stopsSale(recalls) || (expiry !== null && expiry.kind === 'use_by' && expiry.daysLeft < 0),
  };
}
