// All pictures of what is shown: one large on the shelf, every one of them small below, and a tap puts it on the shelf.
// A product with one picture has no such row.
import './gallery.css';
import { shapeOf } from '#app/pictures.ts';
import { useText } from '#app/text/text.ts';
import { Thumb } from '#app/ui/product-row.tsx';
import type { HomeId } from '#domain/ids.ts';
import type { Picture as Kept, Product, Variant } from '#domain/product.ts';
import type { View } from '#local/view.ts';

/** The variant's own first, then its further ones, else those of its style. */
export function allPicturesOf(view: View, chain: HomeId, product: Product, variant: Variant): readonly Kept[] {
  const first = variant.picture ?? product.picture;
  const further = view.knows('gallery', chain)
    ? (view.get('gallery', chain, variant.id) ?? view.get('gallery', chain, product.id))
    : null;
  return [
    ...new Map([first, ...(further?.pictures ?? [])].flatMap((one) => (one ? [[one.sha256, one]] : []))).values(),
  ];
}

export function Gallery({
  pictures,
  chosen,
  product,
  onChoose,
}: {
  pictures: readonly Kept[];
  chosen: number;
  product: Product;
  onChoose: (nth: number) => void;
}) {
  const t = useText();
  if (pictures.length < 2) return null;
  return (
    <ul className="g-gallery" aria-label={t('product.pictures')}>
      {pictures.map((picture, nth) => (
        <li key={picture.sha256}>
          <button
            type="button"
            className="g-gallery__one"
            aria-pressed={nth === chosen}
            aria-label={t('product.picture_of', { nth: nth + 1, count: pictures.length })}
            onClick={() => onChoose(nth)}
          >
            <Thumb id={product.id} pigment={product.pigment} picture={shapeOf(picture, 'small')} />
          </button>
        </li>
      ))}
    </ul>
  );
}
