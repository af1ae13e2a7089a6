// Lines of a markdown file to what is taken off as a piece's date comes near. `10:20|3:40`: from 10 days before the
// end on 20 % less, from 3 days on 40 %. Promise: "everything" is said with a *, never by an empty cell.
import type { Markdown } from '#domain/markdown.ts';
import { type Into, linesPerBatch, onlyOnce, storeChainRows, type Wanted } from './chain-rows.ts';
import { NamedProducts } from './named-products.ts';
import { Seen } from './seen.ts';
import type { Sink } from './sink.ts';
import { sourceUuid } from './source-id.ts';
import { BadCell, brief, listOf, words, yesOrNo } from './values.ts';

export interface MarkdownLine {
  id: string;
  /** null: withdrawn. `products` null: every product that bears a date. */
  body: { products: string[] | null; steps: Markdown['steps'] } | null;
}

export function openMarkdowns(into: Into): Sink<MarkdownLine> {
  const products = new NamedProducts(into);
  const seen = new Seen();
  return {
    linesPerBatch,
    parse(read) {
      const name = words(read('id'), 'the id', 120);
      if (name === '') throw new BadCell('the id of the markdown is missing');
      const body = yesOrNo(read('live'))
        ? { products: namedProducts(read('products')), steps: stepsOf(read('steps')) }
        : null;
      const id = sourceUuid(into.chain.id, 'markdown', name);
      onlyOnce(seen, id, `the markdown ${name}`);
      return { id, body };
    },
    async store(lines, tally, reject) {
      const found = await products.find(lines.map(({ body }) => body?.products ?? []));
      const wanted = lines.flatMap(({ id, body }, at): Wanted<'markdown'>[] => {
        if (body === null) return [{ id, row: null }];
        const productIds = found[at] ?? [];
        if (Array.isArray(productIds)) return [{ id, row: (): Markdown => ({ id, productIds, steps: body.steps }) }];
        reject(at, productIds.reason);
        return [];
      });
      await storeChainRows(into, 'markdown', wanted, tally);
    },
  };
}

function namedProducts(text: string): string[] | null {
  if (text.trim() === '*') return null;
  const names = listOf(text, 'the products', 2_000);
  if (names.length === 0) throw new BadCell('the products are missing (* means all that bear a date)');
  return names;
}

function stepsOf(text: string): Markdown['steps'] {
  const steps = listOf(text, 'the steps', 30).map((step) => {
    const [, days, percent] = /^(\d{1,4})\s*[:=]\s*(\d{1,2}(?:\.\d{1,2})?)\s*%?$/.exec(step) ?? [];
    if (days === undefined || percent === undefined || Number(percent) === 0)
      throw new BadCell(
        `"${brief(step)}" is no step such as 10:20 (days left : percent off, more than 0, less than 100)`,
      );
    return { daysLeft: Number(days), percent: Number(percent) };
  });
  if (steps.length === 0) throw new BadCell('the steps are missing (10:20|3:40)');
  const twice = steps.find((step, at) => steps.findIndex(({ daysLeft }) => daysLeft === step.daysLeft) !== at);
  if (twice) throw new BadCell(`two steps begin ${twice.daysLeft} days before the end`);
  return steps.toSorted((a, b) => b.daysLeft - a.daysLeft);
}
