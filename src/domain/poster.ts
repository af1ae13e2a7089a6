// A poster or a shelf code of our own: several things under one short code ("shop the look"), S30.
// Home: the chain; feed: chain/catalogue. Promise: what is sold out is shown last, with what could be taken instead.
import * as z from 'zod/mini';
import { checkDigit, isChecked } from './gtin.ts';
import { RowId } from './ids.ts';
import { LocalText } from './text.ts';

/** Six digits with GS1's check digit: short enough to type, no length of a GTIN, and a slip is found out. */
const codePattern = /^\d{6}$/;
export const isPosterCode = (text: string): boolean => codePattern.test(text) && isChecked(text);

/** "10001" → "100014". */
export const posterCode = (body: string): string => body + checkDigit(body);

/** What its QR says behind the shop's address. */
export const posterPath = (code: string): string => `/s/${code}`;

/** The code in the path of an address, whatever stands before it; undefined: it is none of a poster. */
export function posterInPath(path: string): string | undefined {
  const code = /\/s\/(\d{6})$/.exec(path)?.[1];
  return code !== undefined && isPosterCode(code) ? code : undefined;
}

export const Poster = z.strictObject({
  id: RowId,
  code: z.string().check(z.regex(codePattern)),
  name: LocalText,
  productIds: z.array(RowId),
});
export type Poster = z.infer<typeof Poster>;

export type Availability = 'here' | 'online' | 'none';

export interface PosterRow {
  readonly productId: string;
  readonly availability: Availability;
  /** The sold-out product that it stands in for. */
  readonly insteadOf: string | null;
}

/**
 * In the poster's order; what is sold out comes last, each behind the first of its neighbours that can be had and is not
 * shown already. `near`: strongest first.
 */
export function posterRows(
  productIds: readonly string[],
  availabilityOf: (productId: string) => Availability,
  near: (productId: string) => readonly string[],
): PosterRow[] {
  const rows = productIds.map((productId): PosterRow => ({
    productId,
    availability: availabilityOf(productId),
    insteadOf: null,
  }));
  const soldOut = rows.filter(({ availability }) => availability === 'none');
  const shown = new Set(productIds);
  const last = soldOut.flatMap((row): PosterRow[] => {
    const found = near(row.productId).find((id) => !shown.has(id) && availabilityOf(id) !== 'none');
    if (found === undefined) return [row];
    shown.add(found);
    return [{ productId: found, availability: availabilityOf(found), insteadOf: row.productId }, row];
  });
  return [...rows.filter(({ availability }) => availability !== 'none'), ...last];
}
