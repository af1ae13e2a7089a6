// The shop of the catalogue's bench: any product by its number, with its variants, prices and stock in one store.
// Promise: memory holds names and ids; rows are made when they are asked for, the same each time.
import { checkDigit } from '#domain/gtin.ts';
import { money } from '#domain/money.ts';
import { type Offer, offersFor } from '#domain/offer.ts';
import { pigments, type Product, type Variant } from '#domain/product.ts';
import type { Stock } from '#domain/stock.ts';
import { colourByKey } from '#server/demo/colours.ts';
import { departments } from '#server/demo/departments.ts';
import { type Rng, rngFor } from '#server/demo/rng.ts';
import { productIdOf, variantIdOf } from '#server/import/source-id.ts';
import { type Base, manyNames } from './catalogue-names.ts';
import { chain, nowMs } from './catalogue-page/plan.ts';

export interface Article {
  product: Product;
  lines: { variant: Variant; priceMinor: number; stock: Stock }[];
  /** 0–255: what sells here. */
  popularity: number;
}

/** Every fourth product has two variants. */
const variantsOf = (at: number): number => (at % 4 === 3 ? 2 : 1);
const brands = 400;
const materials = 'Cerâmica,Madeira,Algodão,Metal,Papel,Vidro,Plástico,Feltro,Vime,Couro,Linho,Resina'.split(',');
const tags = ['presente', 'novidade', 'artesanal', 'natal', 'festa'];
const sizes = ['P', 'M', 'G'];
const colours = [...colourByKey.values()].map(({ key, hex, name }) => ({ key, hex, name: { 'pt-BR': name['pt-BR'] } }));
const week = 7 * 86_400;

export class BenchShop {
  readonly products: number;
  /** Numbers of products, of variants (twice the product's, and one), in the order of their ids. */
  readonly productOrder: number[];
  readonly variantOrder: number[];
  readonly #bases: readonly Base[];
  readonly #names: readonly string[];
  readonly #productIds: readonly string[];
  readonly #variantIds: readonly string[];
  readonly #brands: readonly string[];

  constructor(products: number, bases: readonly Base[]) {
    this.products = products;
    this.#bases = bases;
    this.#names = manyNames(bases, products);
    this.#productIds = Array.from({ length: products }, (_, at) => productIdOf(chain, skuOf(at, 0)));
    this.#variantIds = Array.from({ length: 2 * products }, (_, number) =>
      number % 2 < variantsOf(number >> 1) ? variantIdOf(chain, skuOf(number >> 1, number % 2)) : '',
    );
    this.#brands = brandNames(this.#names);
    const numbers = Array.from({ length: 2 * products }, (_, number) => number);
    this.productOrder = inOrder(numbers.slice(0, products), this.#productIds);
    this.variantOrder = inOrder(
      numbers.filter((number) => this.#variantIds[number] !== ''),
      this.#variantIds,
    );
  }

  nameOf(at: number): string {
    return this.#names[at] ?? '';
  }

  article(at: number): Article {
    const rng = rngFor('bench', `product/${at}`);
    const base = this.#bases[at % this.#bases.length];
    const department = departments[(at % this.#bases.length) % departments.length];
    const id = this.#productIds[at] ?? '';
    const product: Product = {
      id,
      sourceId: skuOf(at, 0),
      department: { 'pt-BR': department?.name['pt-BR'] ?? '' },
      pigment: department?.pigment ?? pigments[0],
      brand: this.#brands[Math.floor(this.#brands.length * rng.next() ** 2)] ?? '',
      name: { 'pt-BR': this.nameOf(at) },
      subtitle: { 'pt-BR': rng.pick(materials) },
      description: { 'pt-BR': '' },
      care: { 'pt-BR': '' },
      unit: 'piece',
      picture: null,
      tags: rng.chance(0.2) ? [rng.pick(tags)] : [],
      live: true,
    };
    const priceMinor = Math.max(10, Math.round((base?.priceMinor ?? 990) * (0.7 + 0.8 * rng.next())));
    const colour = rng.int(0, colours.length - 1);
    const lines = Array.from({ length: variantsOf(at) }, (_, order) => ({
      variant: this.#variant(
        at,
        order,
        rng.chance(0.1) ? rng.pick(sizes) : null,
        colours[(colour + order) % colours.length],
      ),
      priceMinor,
      stock: stockOf(this.#variantIds[2 * at + order] ?? '', rng),
    }));
    return { product, lines, popularity: Math.floor(255 * rng.next() ** 3) };
  }

  #variant(at: number, order: number, size: string | null, colour: Variant['colour'] = null): Variant {
    return {
      id: this.#variantIds[2 * at + order] ?? '',
      sourceId: skuOf(at, order),
      productId: this.#productIds[at] ?? '',
      gtin14: gtinOf(at, order),
      sku: skuOf(at, order),
      colour,
      size,
      order,
      picture: null,
      live: true,
    };
  }
}

export const offerOf = (variantId: string, productId: string, priceMinor: number, atMs = nowMs): Offer[] =>
  offersFor(variantId, productId, money(priceMinor, 'BRL'), [], atMs);

const stockOf = (id: string, rng: Rng): Stock => ({
  id,
  onHand: rng.int(0, 40),
  reserved: 0,
  leased: 0,
  asOfMs: nowMs - 1000 * rng.int(0, week),
});

const skuOf = (at: number, order: number): string =>
  `${['GL', 'MX', 'TR', 'KZ'][at % 4]}${String(at).padStart(6, '0')}${order === 0 ? '' : '-2'}`;

/** Under Brazil's prefix, scattered as numbers of many makers are. 618,033,989 and 10⁹ have no divisor in common: no two alike. */
export function gtinOf(at: number, order: number): string {
  const body = `789${String(((2 * at + order + 1) * 618_033_989) % 1_000_000_000).padStart(9, '0')}`;
  return `0${body}${checkDigit(body)}`;
}

/** Two words of the names and an ending: brands are searched for by words that names have too. */
function brandNames(names: readonly string[]): string[] {
  const rng = rngFor('bench', 'brands');
  const word = (): string => rng.pick(names).split(' ')[0] ?? '';
  return Array.from({ length: brands }, (_, at) => `${word()} ${rng.pick(['& Co', 'Brasil', 'Casa', 'Sul'])} ${at}`);
}

const inOrder = (numbers: number[], ids: readonly string[]): number[] =>
  numbers.sort((a, b) => ((ids[a] ?? '') < (ids[b] ?? '') ? -1 : 1));
