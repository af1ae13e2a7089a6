// Who stands here, as far as prices go: the one place that the second line of a total comes from.
// Promise: a visit without a name is nobody's, and nobody has no price of their own.
import type { BasketQuestion } from '#domain/discount/quote.ts';
import type { Visit } from '#sync/tablet-port.ts';

/** Groups that the shop has put them in, and the coupons they have used up. */
export type KnownShopper = NonNullable<BasketQuestion['customer']>;

/** null: nobody has said who they are. Every visit is one of those: a tablet knows no way yet to learn a name. */
export const knownShopper = (_visit: Visit): KnownShopper | null => null;
