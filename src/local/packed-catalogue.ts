// The catalogue over packed columns: the chain's feed and the floors that this device follows.
// Promise: making a new one after a page costs next to nothing; indexes are built at the first question and kept.
import type { Store } from '#domain/home.ts';
import type { HomeId } from '#domain/ids.ts';
import { NearLists } from '#domain/near-lists.ts';
import type { Offer } from '#domain/offer.ts';
import type { Product, Variant } from '#domain/product.ts';
import type { Catalogue, Department } from './catalogue.ts';
import { discountsIn, priceListsIn } from './catalogue-deals.ts';
import type { FeedRows } from './feed-rows.ts';
import { KeptWhileUsed } from './kept-while-used.ts';
import { type CatalogueSearch, searchOver } from './catalogue-search.ts';

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
    discounts: () => discountsIn(catalogue),
    priceLists: () => priceListsIn(catalogue),
    coupon: (id) => catalogue.get('coupon', id),
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
    nearLists: () => nearListsOf(catalogue),
    departments: kept.departments,
    inDepartment: kept.inDepartment,
    sample: (from, most) => sampleOf(catalogue, from, most),
    search: kept.search,
    asOfMs: (home) => feedOf(home)?.asOfMs ?? null,
    cursor: (home) => feedOf(home)?.cursor ?? null,
  };
}

const nearByTable = new WeakMap<object, NearLists>();
/** A day of a busy tablet asks for some hundreds; so many are five megabytes. */
const mostNearLists = 5_000;

function nearListsOf(catalogue: FeedRows): NearLists {
  const table = catalogue.table('neighbours');
  const kept = nearByTable.get(table);
  if (kept && kept.size < mostNearLists) return kept;
  const made = new NearLists((productId) => catalogue.get('neighbours', productId)?.near ?? []);
  nearByTable.set(table, made);
  return made;
}

interface Derived extends CatalogueSearch {
  departments(): readonly Department[];
  inDepartment(name: string, limit: number): readonly string[];
  variantsOf(productId: string): readonly Variant[];
}

// Kept by the tables they come from: a price or stock change throws none of it away.
const derivedByTable = new WeakMap<object, { variants: object; derived: Derived }>();

function derivedOf(catalogue: FeedRows): Derived {
  const products = catalogue.table('product');
  const variants = catalogue.table('variant');
  const kept = derivedByTable.get(products);
  if (kept && kept.variants === variants) return kept.derived;
  const derived = derive(catalogue);
  derivedByTable.set(products, { variants, derived });
  return derived;
}

function derive(catalogue: FeedRows): Derived {
  const byProduct = new KeptWhileUsed<string, readonly Variant[]>();
  let departments: readonly FilledDepartment[] | null = null;
  /** Sorted once: a screen asks again at every touch. */
  const sortedByName = new Map<string, readonly (number | string)[]>();
  const filled = (): readonly FilledDepartment[] => (departments ??= departmentsOf(catalogue));
  const variantsOf = (productId: string): readonly Variant[] => {
    const known = byProduct.get(productId);
    if (known) return known;
    const found = catalogue
      .where('variant', 'productId', productId)
      .filter((variant) => variant.live)
      .toSorted((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1));
    byProduct.set(productId, found);
    return found;
  };
  return {
    ...searchOver(catalogue, variantsOf),
    variantsOf,
    departments: filled,
    inDepartment(name, limit) {
      const found = filled().find((one) => one.name['pt-BR'] === name);
      if (!found) return [];
      const { file } = catalogue.table('product');
      const { places, ids, count } = found;
      if (count > mostToSort)
        return [...places.slice(0, limit).map((place) => file.idAt(place)), ...ids].slice(0, limit);
      const sorted = sortedByName.get(name) ?? byName(catalogue, found);
      sortedByName.set(name, sorted);
      return sorted.slice(0, limit).map((row) => (typeof row === 'number' ? file.idAt(row) : row));
    },
  };
}

/** Places in the file, and the ids of rows that have changed since: an id of each of 100,000 would be six megabytes. */
type FilledDepartment = Department & { places: readonly number[]; ids: readonly string[] };

/** Cell by cell: of 100,000 products none is made into a row for this. */
function departmentsOf(catalogue: FeedRows): FilledDepartment[] {
  const { file, changes } = catalogue.table('product');
  const byName = new Map<string, Pick<Department, 'name' | 'pigment'> & { places: number[]; ids: string[] }>();
  const filled = (name: Department['name'], pigment: Department['pigment']): { places: number[]; ids: string[] } => {
    const known = byName.get(name['pt-BR']);
    if (known) return known;
    const made = { name, pigment, places: [], ids: [] };
    byName.set(name['pt-BR'], made);
    return made;
  };
  const changed = new Set([...changes.keys()].map((id) => file.placeOf(id)));
  for (let place = 0; place < file.count; place++) {
    if (changed.has(place) || file.valueAt(place, 'live') !== true) continue;
    const name = file.valueAt(place, 'department') as Department['name'];
    filled(name, file.valueAt(place, 'pigment') as Department['pigment']).places.push(place);
  }
  for (const [id] of changes) {
    const product = catalogue.get('product', id);
    if (product?.live) filled(product.department, product.pigment).ids.push(id);
  }
  const groups = [...byName].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return groups.map(([, found]) => ({ ...found, count: found.places.length + found.ids.length }));
}

/** More than fit a glance stand as they are: nobody reads 5,000 names in their order. */
const mostToSort = 5_000;

// Names of the shop are Portuguese ones; its other two languages order the letters they share alike.
const alphabet = new Intl.Collator(['pt-BR', 'en', 'es']);

/** Places of the file and ids of changed rows. */
function byName(catalogue: FeedRows, { places, ids }: FilledDepartment): readonly (number | string)[] {
  const { file } = catalogue.table('product');
  const nameOf = (text: unknown): string => (text as Product['name'])['pt-BR'];
  return [
    ...places.map((place) => ({ name: nameOf(file.valueAt(place, 'name')), row: place })),
    ...ids.map((id) => ({ name: nameOf(catalogue.get('product', id)?.name), row: id })),
  ]
    .toSorted((a, b) => alphabet.compare(a.name, b.name))
    .map(({ row }) => row);
}

function sampleOf(catalogue: FeedRows, from: number, most: number): Product[] {
  const { file, changes } = catalogue.table('product');
  const added = [...changes.keys()].filter((id) => file.placeOf(id) < 0);
  const count = file.count + added.length;
  const found: Product[] = [];
  for (let n = 0; n < count && found.length < most; n++) {
    const at = (Math.floor(from * count) + n) % count;
    const product = catalogue.get('product', at < file.count ? file.idAt(at) : (added[at - file.count] ?? ''));
    if (product?.live) found.push(product);
  }
  return found;
}
