// Less for what must go soon: percent off by the days that are left on this very piece.
// Home: the chain; feed: chain/catalogue. Promise: a piece never costs more for being old, and a piece past its date has no price.
import * as z from 'zod/mini';
import type { Expiry } from './expiry.ts';
import { RowId } from './ids.ts';
import { type Money, percentOff } from './money.ts';
import { type Offer, offerId } from './offer.ts';

export const Markdown = z.strictObject({
  id: RowId,
  /** Empty: every product that bears a date. */
  productIds: z.array(RowId),
  /** From so many days before the end on (0: on the last good day), so many percent off the regular price. */
  steps: z.array(
    z.strictObject({
      daysLeft: z.number().check(z.int(), z.gte(0)),
      percent: z.number().check(z.gt(0), z.lt(100)),
    }),
  ),
});
export type Markdown = z.infer<typeof Markdown>;

/** The percentage that holds for a product with so many days left; 0: none. Of several rules the greatest. */
export function markdownPercent(markdowns: readonly Markdown[], productId: string, daysLeft: number): number {
  if (daysLeft < 0) return 0;
  const reached = markdowns
    .filter(({ productIds }) => productIds.length === 0 || productIds.includes(productId))
    .flatMap(({ steps }) => steps.filter((step) => daysLeft <= step.daysLeft).map(({ percent }) => percent));
  return Math.max(0, ...reached);
}

export interface PieceOfferInput {
  /** In force for the variant; null: unknown, and then a piece has no price here either. */
  readonly offer: Offer | null;
  /** Without any discount; null: unknown, and then the offer tells what it can. */
  readonly regular: Money | null;
  readonly productId: string;
  readonly markdowns: readonly Markdown[];
  readonly expiry: Expiry | null;
  /** The price that is written on the piece, in the shop's money. */
  readonly stated: Money | null;
}

const label = { 'pt-BR': 'Perto do vencimento', en: 'Close to its date', es: 'Cerca de su fecha' };

/**
 * The offer for this very piece where it differs from the variant's: the price written on it, less what its date takes
 * off. Off the regular price, never on top of a promotion: the lower of the two counts. null: it costs what all do.
 */
export function pieceOffer({ offer, regular, productId, markdowns, expiry, stated }: PieceOfferInput): Offer | null {
  if (!offer || (expiry !== null && expiry.daysLeft < 0)) return null;
  const percent = expiry === null ? 0 : markdownPercent(markdowns, productId, expiry.daysLeft);
  // A discount without a lawful prior price has no `was`: its own price is not the regular one.
  const full = stated ?? regular ?? offer.was ?? offer.price;
  const now = stated ?? offer.price;
  const price = percent === 0 ? full : percentOff(full, percent);
  if (price.currency !== offer.price.currency) return null;
  if (percent > 0 && price.minor < now.minor) {
    const reasons = [{ code: 'expiry' as const, promotionId: null, label }];
    return { ...offer, id: offerId(offer.variantId, offer.fromMs), price, was: full, reasons };
  }
  return stated === null ? null : { ...offer, price: stated, was: null };
}
