// MiniSearch as its documentation advises: indexed in the page, kept as JSON in IndexedDB, back with loadJSON.
// Promise: its documents lie beside it in memory, by GTIN, for it looks nothing up by itself.
import MiniSearch, { type Options } from 'minisearch';
import { isSmallWord } from '#domain/search/word-lists.ts';
import { detailsOf, type Engine, fold, mostAnswers, peerPages, shownOf } from './engine.ts';
import type { PeerProduct } from './plan.ts';

const options: Options<Record<string, unknown>> = {
  fields: ['name', 'brand', 'department', 'details'],
  processTerm(term) {
    const folded = fold(term);
    return isSmallWord(folded, 'pt-BR') ? null : folded;
  },
  searchOptions: {
    combineWith: 'AND',
    boost: { name: 2 },
    prefix: (_, index, terms) => index === terms.length - 1,
    fuzzy: (term) => (term.length > 3 ? 0.2 : false),
  },
};

const done = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error ?? new Error('IndexedDB')));
  });

function openTexts(): Promise<IDBDatabase> {
  const request = indexedDB.open('catalogue', 1);
  request.addEventListener('upgradeneeded', () => void request.result.createObjectStore('text'));
  return done(request);
}

export function miniSearch(): Engine {
  let index = new MiniSearch(options);
  let products: PeerProduct[] = [];
  const productByGtin = new Map<string, PeerProduct>();
  const keep = (page: readonly PeerProduct[]): void => {
    for (const product of page) {
      products.push(product);
      for (const { gtin14 } of product.variants) productByGtin.set(gtin14, product);
    }
  };

  return {
    async fill({ pages }) {
      const db = await openTexts();
      const texts = (): IDBObjectStore => db.transaction('text', 'readwrite').objectStore('text');
      products = [];
      for await (const page of peerPages(pages)) {
        const from = products.length;
        keep(page);
        index.addAll(
          page.map((product, at) => ({
            id: from + at,
            name: product.name,
            brand: product.brand,
            department: product.department,
            details: detailsOf(product),
          })),
        );
        await done(texts().put(JSON.stringify(page), from));
      }
      await done(texts().put(JSON.stringify(index), 'index'));
    },
    async open() {
      const db = await openTexts();
      const texts = db.transaction('text').objectStore('text');
      // Numbers stand before texts: the pages in their order, the index behind them.
      const found = await done(texts.getAll() as IDBRequest<string[]>);
      const indexed = found.pop() ?? '';
      for (const page of found) keep(JSON.parse(page) as PeerProduct[]);
      index = MiniSearch.loadJSON(indexed, options);
    },
    byGtin(gtin14) {
      const product = productByGtin.get(gtin14);
      return product ? shownOf(product, gtin14) : null;
    },
    search: (text) =>
      index
        .search(text)
        .slice(0, mostAnswers)
        .flatMap(({ id }) => products[Number(id)]?.name ?? []),
  };
}
