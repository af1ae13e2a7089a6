// A product's picture for a component: the variant's own, else the style's; content-addressed, so it never changes.
import type { Locale } from '#domain/text.ts';
import { wordsIn } from '#domain/text.ts';
import type { Product, Variant } from '#domain/product.ts';
import type { PictureShape } from '#app/ui/picture.tsx';

/** null when the catalogue has no picture: the pigment then stands alone. `big` is about 640 px, `small` 256 px. */
export function pictureOf(
  product: Product,
  variant: Variant | null,
  locale: Locale,
  size: 'big' | 'small',
): PictureShape | null {
  const picture = variant?.picture ?? product.picture;
  if (!picture) return null;
  const colour = variant?.colour ? `, ${wordsIn(variant.colour.name, locale)}` : '';
  const scale = size === 'big' ? 1 : 256 / Math.max(picture.width, picture.height);
  return {
    src: `/files/pictures/${size === 'big' ? picture.sha256 : picture.small}.webp`,
    alt: `${wordsIn(product.name, locale)}${colour}`,
    width: Math.round(picture.width * scale),
    height: Math.round(picture.height * scale),
  };
}
