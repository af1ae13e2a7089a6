// The catalogue over packed columns: the chain's feed and the floors that this device follows.
// Promise: making a new one after a page costs next to nothing; indexes are built at the first question and kept.
import type { Store } from '#domain/home.ts';
import type { HomeId } from '#domain/ids.ts';
import type { Offer } from '#domain/offer.ts';
import type { Product, Variant } from '#domain/product.ts';
import type { Locale } from '#domain/text.ts';
import type { Catalogue, Department } from './catalogue.ts';
import type { FeedRows } from './feed-rows.ts';
import { type SearchIndex, searchIn, searchIndex } from './search.ts';

export function packedCatalogue(chain: HomeId, catalogue: FeedRows, floors: ReadonlyMap<HomeId, FeedRows>): Catalogue {
  const kept = derivedOf(catalogue);
  const feedOf = (home: HomeId): FeedRows | null => (home === chain ? catalogue : (floors.get(home) ?? null));

  return {
    variantsByGtin: (gtin14) => catalogue.where('variant', 'gtin14', gtin14).filter((variant) => variant.live),
    variantsBySku: (sku) => catalogue.where('variant', 'sku', sku).filter((variant) => variant.live),
    variant: (id) => catalogue.get('variant', id),
    product: (id) => catalogue.get('product', id),
    variantsOf: kept.variantsOf,
    offersOf: (variantId): Offer[] => catalogue.list('offer', `${variantId}/`),
    promotion: (id) => catalogue.get('promotion', id),
    recallsOf: (gtin14) => catalogue.where('recall', 'gtin14', gtin14),
    markdowns: () => catalogue.list('markdown'),
    tagRules: () => catalogue.list('tagRule'),
    poster: (code) => catalogue.where('poster', 'code', code)[0] ?? null,
    stock(home, variantId) {
      const floor = floors.get(home);
      const stock = floor?.get('stock', variantId);
      return stock ? { stock, seenMs: floor?.asOfMs ?? stock.asOfMs } : null;
    },
    place: (home, variantId) => floors.get(home)?.get('place', variantId) ?? null,
    stores: (): Store[] => catalogue.list('store'),
    store: (home) => catalogue.get('store', home),
    neighbours: (productId) => catalogue.get('neighbours', productId),
    departments: kept.departments,
    products: kept.products,
    search: (text, locale, limit) => searchIn(kept.index(locale), text, limit),
    asOfMs: (home) => feedOf(home)?.asOfMs ?? null,
    cursor: (home) => feedOf(home)?.cursor ?? null,
  };
}

interface Derived {
  products(): readonly Product[];
  departments(): readonly Department[];
  variantsOf(productId: string): readonly Variant[];
  index(locale: Locale): SearchIndex;
}

// Kept by the version of the tables they come from: a price or stock change throws none of it away.
const derivedByVersion = new WeakMap<object, { variants: object | null; derived: Derived }>();

function derivedOf(catalogue: FeedRows): Derived {
  const products = catalogue.version('product');
  const variants = catalogue.version('variant');
  const kept = products && derivedByVersion.get(products);
  if (kept && kept.variants === variants) return kept.derived;
  const derived = derive(catalogue);
  if (products) derivedByVersion.set(products, { variants, derived });
  return derived;
}

function derive(catalogue: FeedRows): Derived {
  const indexes = new Map<Locale, SearchIndex>();
  const byProduct = new Map<string, readonly Variant[]>();
  let products: Product[] | null = null;
  let departments: Department[] | null = null;
  const derived: Derived = {
    products: () => (products ??= catalogue.list('product').filter((product) => product.live)),
    departments: () => (departments ??= departmentsOf(derived.products())),
    variantsOf(productId) {
      const known = byProduct.get(productId);
      if (known) return known;
      const found = catalogue
        .where('variant', 'productId', productId)
        .toSorted((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1));
      byProduct.set(productId, found);
      return found;
    },
    index(locale) {
      const index = indexes.get(locale) ?? searchIndex(derived.products(), derived.variantsOf, locale);
      indexes.set(locale, index);
      return index;
    },
  };
  return derived;
}

function departmentsOf(products: readonly Product[]): Department[] {
  const groups = [...Map.groupBy(products, (product) => product.department['pt-BR'])];
  groups.sort(([a], [b]) => (a < b ? -1 : 1));
  return groups.flatMap(([, members]) => {
    const [first] = members;
    if (!first) return [];
    const sorted = members.toSorted((a, b) => (a.name['pt-BR'] < b.name['pt-BR'] ? -1 : 1));
    return [{ name: first.department, pigment: first.pigment, productIds: sorted.map((product) => product.id) }];
  });
}
