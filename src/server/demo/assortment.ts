// What the demo shop sells: every family as one product, every colour and size of it as a variant with a GTIN-13
// under GS1's prefix 952, which is kept for demonstrations and belongs to nobody.
import { checkDigit, gtinToGtin14 } from '#domain/gtin.ts';
import { type Money, money } from '#domain/money.ts';
import type { Picture, Product, Variant } from '#domain/product.ts';
import { colourByKey } from './colours.ts';
import { departments } from './departments.ts';
import { type Family, slug } from './families/sheet.ts';
import { pictureKey } from './pictures.ts';
import { idFor } from './rng.ts';
import { currency, openedMs } from './stores.ts';

export interface Article {
  readonly product: Product;
  readonly variants: readonly Variant[];
  readonly regular: Money;
  readonly aisle: string;
  readonly bay: string;
}

const baysPerAisle = 6;

/** `pictures` by key, from makePictures; a key that is not in it gives a product without a picture. */
export function assortment(seed: string, pictures: ReadonlyMap<string, Picture>): Article[] {
  let made = 0;
  const nextGtin14 = (): string => {
    const body = `952${String(++made).padStart(9, '0')}`;
    const gtin14 = gtinToGtin14(body + checkDigit(body));
    if (!gtin14) throw new Error(`bad GTIN body ${body}`);
    return gtin14;
  };
  const pictureOf = (family: Family, colour: Family['colours'][number]): Picture | null =>
    pictures.get(pictureKey(family, colour)) ?? null;

  return departments.flatMap((department, aisle) =>
    department.families.map((family, place): Article => {
      const id = idFor(seed, `product/${family.key}`, openedMs);
      const variants = family.colours.flatMap((colour, column) =>
        family.sizes.map((size, row): Variant => {
          const sourceId = [family.key, colour?.key, size === null ? null : slug(size.replace(/[.,]/, '_'))]
            .filter(Boolean)
            .join('-');
          return {
            id: idFor(seed, `variant/${sourceId}`, openedMs),
            sourceId,
            productId: id,
            gtin14: nextGtin14(),
            sku: sourceId.toUpperCase(),
            colour: colour === null ? null : (colourByKey.get(colour.key) ?? null),
            size,
            order: column * 100 + row,
            picture: pictureOf(family, colour),
            live: true,
          };
        }),
      );
      const { name, subtitle, description, care, brand, unit } = family;
      const product: Product = {
        id,
        sourceId: family.key,
        department: department.name,
        pigment: department.pigment,
        brand,
        name,
        subtitle,
        description,
        care,
        unit,
        picture: pictureOf(family, family.colours[0] ?? null),
        tags: [...family.tags],
        live: true,
      };
      return {
        product,
        variants,
        regular: money(family.priceMinor, currency),
        aisle: String(aisle + 1),
        bay: String((place % baysPerAisle) + 1),
      };
    }),
  );
}
