// Unmet demand (M14): somebody held out a product's number that this shop does not sell. Noted by the tablet itself, told
// to nobody: the event is all there is. Promise: a number that may be a person's own (card, coupon, 20–29) is not noted.
import * as z from 'zod/mini';
import { act, decide } from '#domain/act.ts';
import { gtinToGtin14, isRestricted } from '#domain/gtin.ts';
import { applied } from '#domain/outcome.ts';
import type { Tag } from '#domain/tag.ts';

const Input = z.strictObject({ gtin14: z.string().check(z.regex(/^\d{14}$/), z.refine(isNotable)) });

export const noteUnknown = act<z.infer<typeof Input>>({
  kind: 'note-unknown',
  v: 1,
  home: 'store',
  open: Input,
  personal: z.null(),
  may: ['device', 'visit', 'staff', 'manager'],
  quiet: true,
  lane: (_input, visit) => `visit/${visit}`,
  reads: () => [],
  // That it was unknown is a fact of the tablet's moment: what the catalogue has learnt since changes nothing of it.
  apply: () => decide(applied()),
});

/** The number of a tag that may be noted, or undefined. Only a trade item's: never text, an address or a refused code. */
export const notableNumber = (tag: Tag): string | undefined =>
  tag.kind === 'gtin' && isNotable(tag.gtin14) ? tag.gtin14 : undefined;

/** 980 to 999 and their cartons: refund receipts and coupons, which are somebody's money. Source: GS1 prefix list. */
function isNotable(gtin14: string): boolean {
  return gtinToGtin14(gtin14) !== undefined && !isRestricted(gtin14) && !/^\d9[89]/.test(gtin14);
}
