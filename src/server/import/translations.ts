// A catalogue in a further language: the same products, said in other words. Promise: name, subtitle, description, care
// and department of that language are filled, and nothing else is touched; a product that is not there is told, not made.
import type { Product } from '#domain/product.ts';
import type { Locale, LocalText } from '#domain/text.ts';
import { descriptionOf, levelsOf, noDepartment } from './catalogue-row.ts';
import { type Into, linesPerBatch, storeChainRows, type Wanted } from './chain-rows.ts';
import { NamedProducts } from './named-products.ts';
import { Seen } from './seen.ts';
import type { Sink } from './sink.ts';
import { BadCell, words } from './values.ts';

type Said = Record<'name' | 'subtitle' | 'description' | 'care' | 'department', string>;

export interface TranslationLine {
  product: string;
  said: Said;
}

export function openTranslations(into: Into, language: Exclude<Locale, 'pt-BR'>): Sink<TranslationLine> {
  const products = new NamedProducts(into);
  const seen = new Seen();
  return {
    linesPerBatch,
    parse(read) {
      const [product] = ['group', 'item', 'gtin']
        .map((field) => words(read(field), `the ${field}`, 120))
        .filter(Boolean);
      if (product === undefined) throw new BadCell('the item id is missing');
      const name = words(read('name'), 'the name', 300);
      if (name === '') throw new BadCell('the name is missing');
      const said: Said = {
        name,
        subtitle: words(read('subtitle'), 'the subtitle', 300),
        description: descriptionOf(read),
        care: words(read('care'), 'the care text', 2_000),
        department: levelsOf(read)[0] ?? '',
      };
      return { product, said };
    },
    async store(lines, tally, reject) {
      const found = await products.find(lines.map(({ product }) => [product]));
      const wanted = lines.flatMap(({ said }, at): Wanted<'product'>[] => {
        const ids = found[at] ?? [];
        if (!Array.isArray(ids)) {
          reject(at, `${ids.reason}: bring it in Portuguese first`);
          return [];
        }
        const [id] = ids;
        // As in the first language, the first line of a style describes it.
        if (id === undefined || !seen.add(id)) return [];
        return [{ id, row: (before) => inWords(before, said, language) }];
      });
      await storeChainRows(into, 'product', wanted, tally);
    },
  };
}

function inWords(before: Product | undefined, said: Said, language: Exclude<Locale, 'pt-BR'>): Product {
  // It was found a moment ago, and products are never removed.
  if (!before) throw new Error('a product went away during the import');
  const filled = (text: LocalText, next: string): LocalText => (next === '' ? text : { ...text, [language]: next });
  // "Everything" is ours, and already in three languages.
  const isOurs = before.department['pt-BR'] === noDepartment['pt-BR'];
  return {
    ...before,
    name: filled(before.name, said.name),
    subtitle: filled(before.subtitle, said.subtitle),
    description: filled(before.description, said.description),
    care: filled(before.care, said.care),
    department: isOurs ? before.department : filled(before.department, said.department),
  };
}

/** What a run in the first language leaves of the others. A translation goes with its department, not with the product. */
export function withOtherLanguages(product: Product, before: Product | undefined): Product {
  if (!before) return product;
  const kept = (next: LocalText, old: LocalText): LocalText => ({ ...old, ...next });
  return {
    ...product,
    name: kept(product.name, before.name),
    subtitle: kept(product.subtitle, before.subtitle),
    description: kept(product.description, before.description),
    care: kept(product.care, before.care),
    department:
      product.department['pt-BR'] === before.department['pt-BR']
        ? kept(product.department, before.department)
        : product.department,
  };
}
