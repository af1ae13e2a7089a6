// The report of a dry run, for the person at the terminal.
import type { TableName } from '#domain/tables.ts';
import type { Difference, Examples } from './differences.ts';

const words: Partial<Record<TableName, string>> = {
  store: 'stores',
  product: 'products',
  variant: 'items',
  offer: 'prices',
  discount: 'promotions',
  priceList: 'price lists',
  coupon: 'coupons',
  rating: 'ratings',
  recall: 'recalls',
  markdown: 'markdowns',
  tagRule: 'tag rules',
  poster: 'posters',
  stock: 'stock',
  place: 'places',
};

export function differenceLines(differences: readonly Difference[]): string[] {
  if (differences.length === 0) return ['No product, price, promotion or stock would change.'];
  return differences.flatMap(({ table, isNew, changed, fields, gone }) => [
    `${words[table] ?? table}: ${count(isNew.count)} new, ${count(changed)} changed, ${count(gone.count)} gone`,
    ...(isNew.count > 0 ? [`    new: ${listed(isNew)}`] : []),
    ...[...fields].flatMap(([field, told]) => [
      `    ${field}, ${count(told.count)}:`,
      ...told.examples.map((example) => `      ${example}`),
      ...more(told),
    ]),
    ...(gone.count > 0 ? [`    gone: ${listed(gone)}`] : []),
  ]);
}

const more = ({ count: all, examples }: Examples): string[] =>
  all > examples.length ? [`      and ${count(all - examples.length)} more`] : [];

const listed = (told: Examples): string => [...told.examples, ...more(told).map((text) => text.trim())].join('; ');

const count = (value: number): string => value.toLocaleString('en');
