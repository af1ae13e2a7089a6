// Our own model, by the code that runs in a shop: the server's job makes the lists, the packed file carries them, the tablet
// scores them. A history of a case becomes the vector that the server would send.
import { gzipSync } from 'node:zlib';
import { feedName } from '#domain/home.ts';
import { NearLists } from '#domain/near-lists.ts';
import { openPacked } from '#domain/packed/file-reader.ts';
import type { Neighbours, Product } from '#domain/product.ts';
import { type Candidate, type HistoryItem, suggest, type Suggestion } from '#domain/suggestion.ts';
import { type ScorerWeights, scorerWeights } from '#domain/suggestion-scores.ts';
import { FeedRows } from '#local/feed-rows.ts';
import { productIdOf } from '#server/import/source-id.ts';
import type { Baskets } from '#server/suggest/baskets.ts';
import { listsOf } from '#server/suggest/lists.ts';
import { type PairConstants, pairConstants, pairsOf } from '#server/suggest/pairs.ts';
import { type VectorConstants, vectorConstants, vectorOf } from '#server/suggest/vector.ts';
import { buildProduct, chainHome } from '#test/build/domain.ts';
import { packedBytes } from '#test/build/packed.ts';
import { type Case, listLength } from './suggest-cases.ts';
import type { Model, Training } from './suggest-model.ts';

export type GondolaSettings = PairConstants & VectorConstants & ScorerWeights & { support: number; top: number };

/** `support`: as the import's own default. */
export const gondolaSettings: GondolaSettings = {
  ...pairConstants,
  ...vectorConstants,
  ...scorerWeights,
  support: 3,
  top: 50,
};

const anything: Candidate = { line: '', style: '', isBuyable: true, percentOff: 0, hiddenShare: 0, isHere: true };

export interface Gondola extends Model {
  suggestionsFor(asked: Case, candidate: (productId: string) => Candidate | null): Suggestion[];
  /** The vector, made ahead as the server does: not part of what a tablet reckons. */
  prepare(asked: Case): void;
  neighbours: Neighbours[];
  productIds: readonly string[];
}

export async function gondolaModel(training: Training, settings: GondolaSettings): Promise<Gondola> {
  const { items } = training.catalogue;
  const idByItem = items.map((item) => productIdOf(chainHome, item));
  const itemById = new Map(idByItem.map((id, item) => [id, item]));
  const products = idByItem.toSorted();
  const lists = listsOf(
    products.map((id) => ({ id, department: '' })),
    pairsOf(basketsOf(training, products, itemById), settings, settings),
  );
  const neighbours = [...lists].map(([id, near]) => ({ id, near }));
  const near = new NearLists(await readerOf(items, neighbours));
  const vectors = new WeakMap<Case, { history: HistoryItem[]; basket: Set<string>; scans: { productId: string }[] }>();
  const idOf = (item: number): string => idByItem[item] ?? '';
  const inputOf = (asked: Case) => {
    const known = vectors.get(asked);
    if (known) return known;
    const events = asked.history
      .toReversed()
      .map(({ item, atMs }) => ({ productId: idOf(item), name: 'purchase', atMs }));
    const made = {
      history: vectorOf(events, asked.atMs, settings),
      basket: new Set([...asked.excluded].map(idOf)),
      scans: asked.basket.map((item) => ({ productId: idOf(item) })),
    };
    vectors.set(asked, made);
    return made;
  };
  const suggestionsFor: Gondola['suggestionsFor'] = (asked, candidate) =>
    suggest({
      ...inputOf(asked),
      onScreen: null,
      hidden: new Set(),
      lists: near,
      candidate,
      limit: listLength,
      weights: settings,
    });
  return {
    suggestionsFor,
    prepare: (asked) => void inputOf(asked),
    rank: (asked) => suggestionsFor(asked, () => anything).map(({ productId }) => itemById.get(productId) ?? -1),
    neighbours,
    productIds: products,
  };
}

function basketsOf(
  { visits, baskets, endMs }: Training,
  products: readonly string[],
  itemById: ReadonlyMap<string, number>,
): Baskets {
  const numberByItem = new Int32Array(products.length);
  for (const [number, id] of products.entries()) numberByItem[itemById.get(id) ?? 0] = number;
  const persons = new Map<string, number>();
  const ordered = visits
    .map(({ customer, atMs }, visit) => {
      const who = customer ?? `guest ${visit}`;
      const person = persons.get(who) ?? persons.size + 1;
      persons.set(who, person);
      return {
        person,
        atMs,
        items: (baskets[visit] ?? new Int32Array()).map((item) => numberByItem[item] ?? 0).sort(),
      };
    })
    .toSorted((a, b) => a.person - b.person);
  const starts = new Int32Array(ordered.length + 1);
  for (const [visit, { items }] of ordered.entries()) starts[visit + 1] = (starts[visit] ?? 0) + items.length;
  const items = new Int32Array(starts[ordered.length] ?? 0);
  for (const [visit, one] of ordered.entries()) items.set(one.items, starts[visit]);
  return {
    products,
    starts,
    items,
    strengths: new Float32Array(items.length).fill(1),
    atMs: Float64Array.from(ordered, ({ atMs }) => atMs),
    persons: Int32Array.from(ordered, ({ person }) => person),
    newestMs: endMs,
  };
}

const feed = feedName('chain/catalogue', chainHome);
const at = { cursor: { timeline: 't', rev: 1, tag: '' }, asOfMs: 1 };
const options = { chain: chainHome };

const productRows = (items: readonly string[]): Product[] =>
  items.map((item) => buildProduct({ id: productIdOf(chainHome, item), sourceId: item, live: false }));

/** What a tablet reads of the lists: out of the file, through the rows that it keeps of one. */
async function readerOf(items: readonly string[], neighbours: Neighbours[]) {
  const bytes = await packedBytes(feed, at, { product: productRows(items), neighbours }, options);
  const rows = FeedRows.ofFile(feed, openPacked(bytes), 'bench');
  return (id: string): Neighbours['near'] => rows.get('neighbours', id)?.near ?? [];
}

/** What the lists add to the packed file on the line, by product. */
export async function bytesPerProduct(items: readonly string[], neighbours: Neighbours[]): Promise<number> {
  const product = productRows(items);
  const [without, all] = await Promise.all(
    [[], neighbours].map(async (rows) => {
      const bytes = await packedBytes(feed, at, { product, neighbours: rows }, options);
      return gzipSync(bytes, { level: 9 }).length;
    }),
  );
  return ((all ?? 0) - (without ?? 0)) / items.length;
}
