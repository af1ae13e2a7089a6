// A shop of any size behind the real routes, in a PostgreSQL of its own: what a bench's tablet is enrolled with.
// Promise: its feeds are packed before anybody asks, as in a shop that has been there for a day; nothing of it is left.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { put, type Write } from '#domain/tx.ts';
import { buildWebApp } from '#server/build-app.ts';
import { PROJECT } from '#server/options.ts';
import { buildSnapshots } from '#server/snapshot.ts';
import { openBenchDatabase, startBenchServer } from './bench-server.ts';
import { type BenchShop as SmallBenchShop, commitAll, makeBenchShop } from './bench-shop.ts';
import { readNames } from './catalogue-names.ts';
import { type Article, BenchShop, offerOf } from './catalogue-rows.ts';
import { say } from './statistics.ts';

export interface BigShop {
  url: string;
  storeName: string;
  products: number;
  /** As the database holds it, by its number. */
  article(at: number): Article;
  close(): Promise<void>;
}

const articlesAtOnce = 2_000;

export async function openBigShop(products: number): Promise<BigShop> {
  say('the web app …');
  const web = await buildWebApp(PROJECT, () => say('building it …'), new AbortController().signal);
  const database = await openBenchDatabase();
  // Not the database's folder: that one belongs to its own user.
  const dataDir = mkdtempSync(join(tmpdir(), 'gondola-big-shop-'));
  const clear = (): void => rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
  try {
    const rows = new BenchShop(products, readNames(undefined).bases);
    await database.using(database.url, async (db) => {
      const home = await makeBenchShop(db, 1, 0);
      for (let from = 0; from < products; from += articlesAtOnce) {
        const until = Math.min(products, from + articlesAtOnce);
        const writes = Array.from({ length: until - from }, (_, n) => writesOf(rows.article(from + n), home)).flat();
        await commitAll(db, writes);
        if (until % 20_000 < articlesAtOnce || until === products) say(`${until} of ${products} products stored`);
      }
      say('packing the feeds …');
      await buildSnapshots(db, { dataDir, chain: home.chain, nowMs: Date.now(), everyRevs: 1 });
    });
    const server = await startBenchServer(database.url, {
      GONDOLA_BENCH_WEB: web.folder,
      GONDOLA_BENCH_DATA: dataDir,
    });
    return {
      url: server.url,
      storeName: 'Loja 1',
      products,
      article: (at) => rows.article(at),
      async close() {
        await server.stop();
        await database.close();
        clear();
      },
    };
  } catch (error) {
    await database.close();
    clear();
    throw error;
  }
}

function writesOf({ product, lines }: Article, { chain, web, stores }: SmallBenchShop): Write[] {
  const nowMs = Date.now();
  return [
    put('product', chain, product),
    ...lines.flatMap(({ variant, priceMinor, stock }) => [
      put('variant', chain, variant),
      ...offerOf(variant.id, product.id, priceMinor).map((offer) => put('offer', chain, offer)),
      ...[web, ...stores].map((home) => put('stock', home, { ...stock, asOfMs: nowMs })),
    ]),
  ];
}
