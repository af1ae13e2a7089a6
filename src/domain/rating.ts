// What buyers said of a product: an average over so many, and up to three short reviews without names.
// Home: the chain; feed: chain/catalogue, in rows of its own, so that a build that knows none passes over them [EV5].
// The id is the product's.
import * as z from 'zod/mini';
import { RowId } from './ids.ts';
import { LocalText } from './text.ts';

export const quotesAtMost = 3;

export const Rating = z.strictObject({
  id: RowId,
  /** Of five stars. */
  average: z.number().check(z.gte(1), z.lte(5)),
  count: z.number().check(z.int(), z.gte(1)),
  quotes: z.array(LocalText).check(z.maxLength(quotesAtMost)),
});
export type Rating = z.infer<typeof Rating>;
