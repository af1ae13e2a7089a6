// Further pictures of a product or of one variant, beside the one of its own row. The id is the product's or the variant's.
// Home: the chain; feed: chain/catalogue, in rows of its own, so that a build that knows none passes over them [EV5].
import * as z from 'zod/mini';
import { RowId } from './ids.ts';
import { Picture } from './product.ts';

export const furtherAtMost = 8;

export const Gallery = z.strictObject({
  id: RowId,
  pictures: z.array(Picture).check(z.minLength(1), z.maxLength(furtherAtMost)),
});
export type Gallery = z.infer<typeof Gallery>;
