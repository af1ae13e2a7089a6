// Which pictures a tablet wants to have before somebody asks: of what was looked at here most often, then of what goes
// with most and is in this store. The same rows and counts always give the same list.
import type { HomeId } from '#domain/ids.ts';
import type { Picture, Product } from '#domain/product.ts';
import { available } from '#domain/stock.ts';
import type { Catalogue } from '#local/catalogue.ts';
import type { SeenCounts } from '#local/seen-products.ts';

export const productsAhead = 200;
/** With the other colours of those products; two files each are two thirds of what the worker keeps. */
export const picturesAhead = 500;

/** So many products stand for a catalogue that has more. */
const lookedAt = 2_000;
/** Products between two breaths: below a frame on a slow tablet. */
const atOnce = 40;

interface Candidate {
  product: Product;
  seen: number;
  here: boolean;
  liked: number;
}

/** `breathe` lets the screen in between. */
export async function mostSeen(
  seen: SeenCounts,
  catalogue: Catalogue,
  home: HomeId,
  breathe: () => Promise<void>,
): Promise<Product[]> {
  const sample = catalogue.sample(0, lookedAt);
  const liked = new Map<string, number>();
  for (const [at, { id }] of sample.entries()) {
    if (at % atOnce === 0) await breathe();
    // Being named by many is being wanted by many, whoever reads this list of neighbours.
    for (const [near, weight] of catalogue.neighbours(id)?.near ?? []) liked.set(near, (liked.get(near) ?? 0) + weight);
  }
  const ids = new Set([...seen.keys(), ...liked.keys(), ...sample.map(({ id }) => id)]);
  const candidates: Candidate[] = [];
  for (const [at, id] of [...ids].entries()) {
    if (at % atOnce === 0) await breathe();
    const product = catalogue.product(id);
    if (!product?.live) continue;
    const variants = catalogue.variantsOf(id);
    if (!product.picture && !variants.some(({ picture }) => picture)) continue;
    const here = variants.some((variant) => {
      const found = catalogue.stock(home, variant.id);
      return found !== null && available(found.stock) > 0;
    });
    candidates.push({ product, seen: seen.get(id) ?? 0, here, liked: liked.get(id) ?? 0 });
  }
  return candidates
    .toSorted(
      (a, b) =>
        b.seen - a.seen ||
        Number(b.here) - Number(a.here) ||
        b.liked - a.liked ||
        (a.product.id < b.product.id ? -1 : 1),
    )
    .slice(0, productsAhead)
    .map(({ product }) => product);
}

/** Each once: first one of every product, then their other colours, the most seen first. */
export function picturesOf(products: readonly Product[], catalogue: Catalogue): Picture[] {
  const own = products.map(({ id, picture }) => [
    ...new Map(
      [picture, ...catalogue.variantsOf(id).map((variant) => variant.picture)]
        .filter((one) => one !== null)
        .map((one) => [one.sha256, one]),
    ).values(),
  ]);
  const inOrder = [...own.flatMap((pictures) => pictures.slice(0, 1)), ...own.flatMap((pictures) => pictures.slice(1))];
  return [...new Map(inOrder.map((picture) => [picture.sha256, picture])).values()].slice(0, picturesAhead);
}
