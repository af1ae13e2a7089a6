// Lines of a file of ratings: a product, its average of five stars, over how many, and up to three short reviews.
// Promise: what is no average of five is refused, never bent into one; names of reviewers are not asked for.
import type { Rating } from '#domain/rating.ts';
import type { LocalText } from '#domain/text.ts';
import { type Into, linesPerBatch, onlyOnce, storeChainRows, type Wanted } from './chain-rows.ts';
import { NamedProducts } from './named-products.ts';
import { Seen } from './seen.ts';
import type { Sink } from './sink.ts';
import { sourceUuid } from './source-id.ts';
import { BadCell, brief, wholeNumber, words, yesOrNo } from './values.ts';

export interface RatingLine {
  product: string;
  /** null: not shown any more. */
  body: Omit<Rating, 'id'> | null;
}

const reviews = ['review', 'review_2', 'review_3'] as const;

export function openRatings(into: Into): Sink<RatingLine> {
  const products = new NamedProducts(into);
  const seen = new Seen();
  return {
    linesPerBatch,
    parse(read) {
      const product = words(read('product'), 'the product', 120);
      if (product === '') throw new BadCell('the product is missing');
      const body = yesOrNo(read('live'))
        ? { average: averageOf(read('average')), count: countOf(read('count')), quotes: quotesOf(read) }
        : null;
      onlyOnce(seen, sourceUuid(into.chain.id, 'rating', product), `the product ${brief(product)}`);
      return { product, body };
    },
    async store(lines, tally, reject) {
      const found = await products.find(lines.map(({ product }) => [product]));
      const wanted = lines.flatMap(({ product, body }, at): Wanted<'rating'>[] => {
        const ids = found[at] ?? [];
        if (!Array.isArray(ids)) reject(at, ids.reason);
        const [id] = Array.isArray(ids) ? ids : [];
        if (id === undefined) return [];
        // By another name, an item of its or a GTIN: of the two, neither is the right one for us to choose.
        if (!seen.add(id)) {
          reject(at, `the product ${brief(product)} means one that stands on an earlier line`);
          return [];
        }
        return [{ id, row: body && (() => ({ id, ...body })) }];
      });
      await storeChainRows(into, 'rating', wanted, tally);
    },
  };
}

/** "4.6" and "4,6"; kept with one decimal, as it is shown. */
function averageOf(text: string): number {
  const plain = text.trim().replace(',', '.');
  const average = /^\d(\.\d+)?$/.test(plain) ? Number(plain) : Number.NaN;
  if (!(average >= 1 && average <= 5)) throw new BadCell(`"${brief(text)}" is no average of 1 to 5 stars`);
  return Math.round(average * 10) / 10;
}

function countOf(text: string): number {
  const count = wholeNumber(text, 'the number of ratings');
  if (count < 1) throw new BadCell(`${count} ratings have no average`);
  return count;
}

function quotesOf(read: (field: string) => string): LocalText[] {
  return reviews.flatMap((field) => {
    const [own, en, es] = ['', '_en', '_es'].map((end) => words(read(`${field}${end}`), 'a review', 400));
    return own ? [{ 'pt-BR': own, ...(en ? { en } : {}), ...(es ? { es } : {}) }] : [];
  });
}
