// What is sold. A product is a style ("Bota Serra"); a variant is the one colour and size that has a GTIN.
// Home: the chain; feed: chain/catalogue. Suggestions speak of products, acts of variants.
import * as z from 'zod/mini';
import { RowId } from './ids.ts';
import { LocalText } from './text.ts';

export const pigments = ['mata', 'anil', 'caju', 'ipe', 'goiaba', 'ceu'] as const;
export const Pigment = z.enum(pigments);
export type Pigment = z.infer<typeof Pigment>;

/**
 * A picture by content: `sha256` and `small` are WebP files of these bytes, and `picture-files.ts` says which others follow
 * from them. Width and height in pixels. `dominant`: "#rrggbb" of something cut out, that stands on its lower edge; "#rrggbbff"
 * is the ground of a photo that fills its box.
 */
export const Picture = z.strictObject({
  sha256: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
  small: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
  width: z.number(),
  height: z.number(),
  dominant: z.string(),
});
export type Picture = z.infer<typeof Picture>;

export const isPhoto = ({ dominant }: Pick<Picture, 'dominant'>): boolean => dominant.length === 9;

export const Product = z.strictObject({
  id: RowId,
  sourceId: z.string(),
  department: LocalText,
  pigment: Pigment,
  brand: z.string(),
  name: LocalText,
  subtitle: LocalText,
  description: LocalText,
  care: LocalText,
  /** The word for one of it and for many: "par", "pares". Source: the demo shop or the import's `unit` column. */
  unit: z.enum(['pair', 'piece']),
  picture: z.nullable(Picture),
  tags: z.array(z.string()),
  live: z.boolean(),
});
export type Product = z.infer<typeof Product>;

export const Colour = z.strictObject({
  key: z.string(),
  name: LocalText,
  hex: z.string().check(z.regex(/^#[0-9a-f]{6}$/)),
});

export const Variant = z.strictObject({
  id: RowId,
  sourceId: z.string(),
  productId: RowId,
  gtin14: z.string().check(z.regex(/^\d{14}$/)),
  sku: z.string(),
  colour: z.nullable(Colour),
  size: z.nullable(z.string()),
  /** Where it stands in the choice matrix; sizes are not sorted by their text (P, M, G). */
  order: z.number().check(z.int()),
  picture: z.nullable(Picture),
  live: z.boolean(),
});
export type Variant = z.infer<typeof Variant>;

/** Products bought together, strongest first: [product id, weight 0–255]. Made by the server's job, read by the tablet's scorer. */
export const Neighbours = z.strictObject({ id: RowId, near: z.array(z.tuple([RowId, z.number()])) });
export type Neighbours = z.infer<typeof Neighbours>;
