// One product in a hundred changes its price and its stock: the pull's answer that tells it, as the server would send it.
// Promise: made by the server's own code, for a tablet that says which files it has [PL7]; nothing left out.
import { constants } from 'node:zlib';
import { type FeedName, feedName } from '#domain/home.ts';
import { runOfRows } from '#protocol/column-run.ts';
import type { Change, Page, PullAnswer } from '#protocol/pull.ts';
import { rngFor } from '#server/demo/rng.ts';
import { overFile } from '#server/page-changes.ts';
import { brotli, cursor, type Packed } from './catalogue-files.ts';
import { chain, nowMs, store } from './catalogue-page/plan.ts';
import { type BenchShop, offerOf } from './catalogue-rows.ts';

/** What @fastify/compress packs an answer with when it is told nothing. */
const answers = { [constants.BROTLI_PARAM_QUALITY]: 4 };

export interface Delta {
  br: Buffer;
  rows: number;
  /** One of them, as it must be told afterwards. */
  example: { gtin14: string; priceMinor: number; onHand: number };
}

export async function packDelta(shop: BenchShop, files: { catalogue: Packed; floor: Packed }): Promise<Delta> {
  const rng = rngFor('bench', 'delta');
  const changed = new Set<number>();
  while (changed.size < shop.products / 100) changed.add(rng.int(0, shop.products - 1));
  const atMs = nowMs + 60_000;
  const lines = [...changed]
    .toSorted((a, b) => a - b)
    .flatMap((at) => {
      const { product, lines: own } = shop.article(at);
      const priceMinor = Math.max(10, Math.round((own[0]?.priceMinor ?? 990) * (0.8 + 0.4 * rng.next())));
      return own.map(({ variant, stock }) => ({
        gtin14: variant.gtin14,
        priceMinor,
        offers: offerOf(variant.id, product.id, priceMinor, atMs),
        stock: { ...stock, onHand: rng.int(0, 40), asOfMs: atMs },
      }));
    });
  const offers = lines.flatMap((line) => line.offers);
  const stock = lines.map((line) => line.stock);
  const [first] = lines;
  if (!first) throw new RangeError('nothing changed');
  const [catalogueFeed, floorFeed] = [feedName('chain/catalogue', chain), feedName('store/floor', store)];
  const answer: PullAnswer = {
    serverTimeMs: atMs,
    pages: {
      [catalogueFeed]: await pageOver(catalogueFeed, files.catalogue, runOfRows('offer', offers)),
      [floorFeed]: await pageOver(floorFeed, files.floor, runOfRows('stock', stock)),
    },
    refused: [],
    sig: '',
  };
  const example = { gtin14: first.gtin14, priceMinor: first.priceMinor, onHand: first.stock.onHand };
  return { br: await brotli(JSON.stringify(answer), answers), rows: offers.length + stock.length, example };
}

const pageOver = (feed: FeedName, { file, ref }: Packed, run: Change): Promise<Page> =>
  overFile({ packedFile: () => Promise.resolve(file) }, feed, ref.sha256, pageOf(run));

const pageOf = (run: Change): Page => ({
  timeline: cursor.timeline,
  from: cursor.rev,
  to: cursor.rev + 1,
  tag: 'after',
  changes: [run],
  tombstones: [],
  minRev: 0,
  reset: false,
  snapshot: null,
  more: false,
});
