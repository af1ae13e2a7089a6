// Lines of a poster file to "shop the look": one short code, several products in the file's order.
// Promise: a code with a slip in it is refused, since people will type what is printed.
import { isPosterCode, type Poster, posterCode } from '#domain/poster.ts';
import type { LocalText } from '#domain/text.ts';
import { type Into, linesPerBatch, onlyOnce, storeChainRows, type Wanted } from './chain-rows.ts';
import { NamedProducts } from './named-products.ts';
import { localText } from './recalls.ts';
import { Seen } from './seen.ts';
import type { Sink } from './sink.ts';
import { sourceUuid } from './source-id.ts';
import { BadCell, brief, listOf, yesOrNo } from './values.ts';

export interface PosterLine {
  id: string;
  code: string;
  /** null: taken down. */
  body: { name: LocalText; products: string[] } | null;
}

export function openPosters(into: Into): Sink<PosterLine> {
  const products = new NamedProducts(into);
  const seen = new Seen();
  return {
    linesPerBatch,
    parse(read) {
      const code = codeOf(read('code').trim());
      const body = yesOrNo(read('live'))
        ? { name: localText(read, 'name', 300), products: listOf(read('products'), 'the products', 60) }
        : null;
      if (body?.products.length === 0) throw new BadCell('the products are missing');
      const id = sourceUuid(into.chain.id, 'poster', code);
      onlyOnce(seen, id, `the poster ${code}`);
      return { id, code, body };
    },
    async store(lines, tally, reject) {
      const found = await products.find(lines.map(({ body }) => body?.products ?? []));
      const wanted = lines.flatMap(({ id, code, body }, at): Wanted<'poster'>[] => {
        if (body === null) return [{ id, row: null }];
        const productIds = found[at] ?? [];
        if (Array.isArray(productIds)) return [{ id, row: (): Poster => ({ id, code, name: body.name, productIds }) }];
        reject(at, productIds.reason);
        return [];
      });
      await storeChainRows(into, 'poster', wanted, tally);
    },
  };
}

/** Five digits get their check digit, six have to bear the right one. */
function codeOf(text: string): string {
  if (/^\d{5}$/.test(text)) return posterCode(text);
  if (isPosterCode(text)) return text;
  if (/^\d{6}$/.test(text))
    throw new BadCell(`the code ${text} has a wrong check digit (${posterCode(text.slice(0, 5))} would be right)`);
  throw new BadCell(text === '' ? 'the code is missing' : `"${brief(text)}" is no code of five or six digits`);
}
