// The plainest catalogue there is: rows in arrays, every question a walk over all of them.
// It says what the packed one must answer; the contract suite runs over both.
import { asDiscount } from '#domain/discount/deal.ts';
import type { Store } from '#domain/home.ts';
import type { HomeId } from '#domain/ids.ts';
import { NearLists } from '#domain/near-lists.ts';
import type { Row, TableName } from '#domain/tables.ts';
import { wordsIn } from '#domain/text.ts';
import type { Catalogue } from '#local/catalogue.ts';
import type { Cursor } from '#local/replica.ts';

export interface PlainFeed {
  home: HomeId;
  cursor: Cursor;
  asOfMs: number;
  rows: { [T in TableName]?: Row<T>[] };
}

export function plainCatalogue(chain: PlainFeed, floors: readonly PlainFeed[]): Catalogue {
  const all = <T extends TableName>(feed: PlainFeed | undefined, table: T): Row<T>[] =>
    ((feed?.rows[table] ?? []) as Row<T>[]).toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const one = <T extends TableName>(feed: PlainFeed | undefined, table: T, id: string): Row<T> | null =>
    all(feed, table).find((row) => row.id === id) ?? null;
  const floor = (home: HomeId): PlainFeed | undefined => floors.find((feed) => feed.home === home);
  const byName = (a: Row<'product'>, b: Row<'product'>): number =>
    new Intl.Collator('pt-BR').compare(a.name['pt-BR'], b.name['pt-BR']) || (a.id < b.id ? -1 : 1);
  const words = (text: string): string[] =>
    text
      .normalize('NFD')
      .replaceAll(/\p{M}/gu, '')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  const variantsOf = (productId: string): Row<'variant'>[] =>
    all(chain, 'variant')
      .filter((row) => row.productId === productId && row.live)
      .toSorted((a, b) => a.order - b.order);
  const live = (): Row<'product'>[] => all(chain, 'product').filter((row) => row.live);

  const near = new NearLists((productId) => one(chain, 'neighbours', productId)?.near ?? []);

  return {
    variantsByGtin: (gtin14) => all(chain, 'variant').filter((row) => row.gtin14 === gtin14 && row.live),
    variantsBySku: (sku) => all(chain, 'variant').filter((row) => row.sku === sku && row.live),
    variant: (id) => one(chain, 'variant', id),
    product: (id) => one(chain, 'product', id),
    variantsOf,
    offersOf: (variantId) => all(chain, 'offer').filter((row) => row.variantId === variantId),
    promotion: (id) => one(chain, 'promotion', id),
    discounts: () => [...all(chain, 'promotion').map(asDiscount), ...all(chain, 'discount')],
    priceLists: () => all(chain, 'priceList'),
    coupon: (id) => one(chain, 'coupon', id),
    recallsOf: (gtin14) => all(chain, 'recall').filter((row) => row.gtin14 === gtin14),
    markdowns: () => all(chain, 'markdown'),
    tagRules: () => all(chain, 'tagRule'),
    poster: (code) => all(chain, 'poster').find((row) => row.code === code) ?? null,
    stock(home, variantId) {
      const stock = one(floor(home), 'stock', variantId);
      return stock && { stock, seenMs: floor(home)?.asOfMs ?? 0 };
    },
    place: (home, variantId) => one(floor(home), 'place', variantId),
    stores: (): Store[] => all(chain, 'store'),
    store: (home) => one(chain, 'store', home),
    neighbours: (productId) => one(chain, 'neighbours', productId),
    nearLists: () => near,
    departments() {
      const groups = [...Map.groupBy(live().toSorted(byName), (row) => row.department['pt-BR'])].toSorted(([a], [b]) =>
        a < b ? -1 : 1,
      );
      return groups.map(([, rows]) => ({
        name: rows[0]!.department,
        pigment: rows[0]!.pigment,
        count: rows.length,
      }));
    },
    inDepartment: (name, limit) =>
      live()
        .filter((row) => row.department['pt-BR'] === name)
        .toSorted(byName)
        .slice(0, limit)
        .map((row) => row.id),
    sample(from, most) {
      const start = Math.floor(from * live().length);
      return [...live().slice(start), ...live().slice(0, start)].slice(0, most);
    },
    search(text, locale, { limit, isShown }) {
      const asked = words(text);
      const scored = live().flatMap((row) => {
        const name = words(wordsIn(row.name, locale));
        const colours = variantsOf(row.id).map(({ colour, live: isLive }) =>
          isLive && colour ? wordsIn(colour.name, locale) : '',
        );
        const rest = words(
          [row.brand, wordsIn(row.subtitle, locale), wordsIn(row.department, locale), ...row.tags, ...colours].join(
            ' ',
          ),
        );
        const begins = (list: readonly string[], word: string): boolean => list.some((each) => each.startsWith(word));
        const found = asked.length > 0 && asked.every((word) => begins(name, word) || begins(rest, word));
        return found ? [{ row, inName: asked.filter((word) => begins(name, word)).length }] : [];
      });
      scored.sort(
        (a, b) =>
          b.inName - a.inName ||
          (words(wordsIn(a.row.name, locale)).join(' ') < words(wordsIn(b.row.name, locale)).join(' ') ? -1 : 1),
      );
      return scored
        .filter(({ row }) => isShown?.(row.id) ?? true)
        .slice(0, limit)
        .map(({ row }) => ({ productId: row.id, words: [], isPartial: false }));
    },
    asOfMs: (home) => (home === chain.home ? chain : floor(home))?.asOfMs ?? null,
    cursor: (home) => (home === chain.home ? chain : floor(home))?.cursor ?? null,
  };
}
