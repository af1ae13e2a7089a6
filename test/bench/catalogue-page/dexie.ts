// Rows in IndexedDB through Dexie: one document per product, found by every GTIN and word of it (multiEntry), as Dexie's
// own full-text example does. Promise: a page of JSON is one bulkAdd; relaxed durability, as Dexie advises for Chrome.
import Dexie, { type Table } from 'dexie';
import { detailsOf, type Engine, mostAnswers, peerPages, shownOf, wordsOf } from './engine.ts';
import type { PeerProduct } from './plan.ts';

interface Kept extends PeerProduct {
  gtins: readonly string[];
  words: readonly string[];
}

class Rows extends Dexie {
  readonly product!: Table<Kept, string>;

  constructor() {
    super('catalogue', { chromeTransactionDurability: 'relaxed' });
    this.version(1).stores({ product: 'id, *gtins, *words' });
  }
}

const kept = (product: PeerProduct): Kept => ({
  ...product,
  gtins: product.variants.map(({ gtin14 }) => gtin14),
  words: [...new Set(wordsOf([product.name, product.brand, product.department, detailsOf(product)].join(' ')))],
});

export function dexie(): Engine {
  const db = new Rows();
  return {
    async fill({ pages }) {
      await db.open();
      for await (const page of peerPages(pages)) await db.product.bulkAdd(page.map(kept));
    },
    async open() {
      await db.open();
    },
    async byGtin(gtin14) {
      const product = await db.product.where('gtins').equals(gtin14).first();
      return product ? shownOf(product, gtin14) : null;
    },
    async search(text, kind) {
      if (kind === 'typo') return null;
      const [first = '', ...others] = wordsOf(text);
      const withWord = (word: string) => db.product.where('words').startsWith(word).distinct();
      if (others.length === 0) {
        const found = await withWord(first).limit(mostAnswers).toArray();
        return found.map(({ name }) => name);
      }
      const [ids = [], ...more] = await Promise.all([first, ...others].map((word) => withWord(word).primaryKeys()));
      const sets = more.map((keys) => new Set(keys));
      const inAll = ids.filter((id) => sets.every((keys) => keys.has(id)));
      const found = await db.product.bulkGet(inAll.slice(0, mostAnswers));
      return found.flatMap((product) => product?.name ?? []);
    },
  };
}
