// One line of a catalogue file to the product, the variant and the price it speaks of. Pure but for hashing.
// What the file leaves open gets a plain default; what it says wrongly throws BadCell.
import { gtinToGtin14, isGtinLength } from '#domain/gtin.ts';
import type { HomeId } from '#domain/ids.ts';
import { type Money, money } from '#domain/money.ts';
import { pigments, type Product, type Variant } from '#domain/product.ts';
import type { LocalText } from '#domain/text.ts';
import { colourOf } from './colour.ts';
import type { Columns } from './columns.ts';
import { productIdOf, sourceUuid, variantIdOf } from './source-id.ts';
import { BadCell, brief, priceMinor, words, yesOrNo } from './values.ts';

export interface CatalogueLine {
  product: Product;
  variant: Variant;
  regular: Money;
}

export const noDepartment: LocalText = { 'pt-BR': 'Tudo', en: 'Everything', es: 'Todo' };

/** `read(field)` is the cell's text, '' where the file has no such column. */
export const cellsOf =
  (values: Record<string, string>, columns: Columns) =>
  (field: string): string => {
    const column = columns[field];
    return column === undefined ? '' : (values[column] ?? '');
  };

export function catalogueLine(read: (field: string) => string, chain: HomeId, currency: string): CatalogueLine {
  const gtin14 = gtinOf(read('gtin'));
  const item = words(read('item'), 'the item id', 120) || gtin14;
  const group = words(read('group'), 'the group', 120) || item;
  const name = words(read('name'), 'the name', 300);
  if (name === '') throw new BadCell('the name is missing');
  refuseOtherCurrency(read('currency'), currency);
  const [department = '', ...levels] = levelsOf(read);
  const size = words(read('size'), 'the size', 40) || null;
  const live = yesOrNo(read('live'));
  const unit = read('unit').trim().toLowerCase();
  const product: Product = {
    id: productIdOf(chain, group),
    sourceId: group,
    department: department === '' ? noDepartment : { 'pt-BR': department },
    pigment: pigmentOf(department || group),
    brand: words(read('brand'), 'the brand', 120),
    name: { 'pt-BR': name },
    subtitle: { 'pt-BR': words(read('subtitle'), 'the subtitle', 300) },
    description: { 'pt-BR': descriptionOf(read) },
    care: { 'pt-BR': words(read('care'), 'the care text', 2_000) },
    unit: ['pair', 'par', 'pares', 'pairs'].includes(unit) ? 'pair' : 'piece',
    picture: null,
    tags: [
      ...levels,
      ...words(read('tags'), 'the tags', 2_000)
        .split(/[,;|]/)
        .map((tag) => tag.trim())
        .filter((tag) => tag !== '' && !levels.includes(tag)),
    ],
    live,
  };
  const variant: Variant = {
    id: variantIdOf(chain, item),
    sourceId: item,
    productId: product.id,
    gtin14,
    sku: words(read('sku'), 'the SKU', 120) || item,
    colour: colourOf(words(read('colour'), 'the colour', 80)),
    size,
    order: sizeOrder(size),
    picture: null,
    live,
  };
  return { product, variant, regular: money(priceMinor(read('price'), currency), currency) };
}

/** `Shoes > Women > Boots`: the department, and below it what become tags. A taxonomy's bare number says nothing here. */
export function levelsOf(read: (field: string) => string): string[] {
  const google = read('googleCategory').trim();
  const path = read('department').trim() || (/^\d*$/.test(google) ? '' : google);
  const levels = path.split('>').map((level) => words(level, 'the department', 120));
  return [...new Set(levels.filter((level) => level !== ''))];
}

/** Feeds may dress a description with a few tags of HTML: their line breaks stay, the rest goes. */
export function descriptionOf(read: (field: string) => string): string {
  const text = words(read('description'), 'the description', 20_000);
  if (!/<\/?(p|br|ul|ol|li|b|i|em|strong|div|span|h[1-6])\b[^<>]*>/i.test(text)) return text;
  return text
    .replaceAll(/<(br|\/p|\/li|\/div|\/h[1-6])\b[^<>]*>\s*/gi, '\n')
    .replaceAll(/<\/?[a-z][^<>]*>/gi, '')
    .replaceAll(/&(nbsp|amp|lt|gt|quot|#39);/g, (_, name: string) => entities[name] ?? '')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();
}

const entities: Record<string, string> = { nbsp: ' ', amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

export function gtinOf(text: string): string {
  const digits = text.trim().replaceAll(/[\s-]/g, '');
  if (digits === '') throw new BadCell('the GTIN is missing');
  if (/^\d(\.\d+)?e\+\d+$/i.test(digits)) throw new BadCell(`the GTIN "${brief(text)}" was rounded by a spreadsheet`);
  if (!isGtinLength(digits)) throw new BadCell(`"${brief(text)}" is no GTIN of 8, 12, 13 or 14 digits`);
  const gtin14 = gtinToGtin14(digits);
  if (gtin14 === undefined) throw new BadCell(`the GTIN ${digits} has a wrong check digit`);
  return gtin14;
}

export function refuseOtherCurrency(text: string, currency: string): void {
  const said = text.trim().toUpperCase();
  if (said !== '' && said !== currency) throw new BadCell(`the currency is ${brief(said)}, the chain's is ${currency}`);
}

/** The same department always has the same pigment; without departments the styles share the six out. */
function pigmentOf(key: string): Product['pigment'] {
  return pigments[Number.parseInt(sourceUuid('pigment', key).slice(0, 8), 16) % pigments.length] ?? 'mata';
}

const sizes = ['XXS', 'XS', 'PP', 'S', 'P', 'M', 'L', 'G', 'XL', 'GG', 'XXL', 'XG', 'XXXL', 'XGG'];

/** Numbers by value, letters by the tailor's order, anything else first. */
function sizeOrder(size: string | null): number {
  if (size === null) return 0;
  const number = Number.parseFloat(size.replace(',', '.'));
  return Number.isNaN(number) ? sizes.indexOf(size.toUpperCase()) + 1 : Math.round(number * 10);
}
