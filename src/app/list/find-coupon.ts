// From a code as somebody types it to the coupon behind it: the tablet's copy holds hashes of codes, never codes.
import { codeMinLength, couponKey, foldCode } from '#domain/discount/coupon-code.ts';
import type { Coupon } from '#domain/discount/deal.ts';
import type { HomeId } from '#domain/ids.ts';
import type { Catalogue } from '#local/catalogue.ts';
import { sha256Of } from '#local/packed-file.ts';

export const shortestCode = codeMinLength;

/** 'short': no code that could be one. null: nothing this tablet knows. */
export async function findCoupon(
  catalogue: Pick<Catalogue, 'coupon'>,
  chain: HomeId,
  text: string,
): Promise<Coupon | 'short' | null> {
  const folded = foldCode(text);
  if (folded === null) return 'short';
  const bytes = new TextEncoder().encode(couponKey(chain, folded));
  return catalogue.coupon(await sha256Of(bytes));
}
