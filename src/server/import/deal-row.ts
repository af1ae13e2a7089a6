// One line of a file of promotions, price lists or coupons to what it takes off, before its products are looked up.
// Promise: nothing is taken off by mistake: a percentage of 100, a price of nothing, an end before its beginning are told.
import type { Deal, PieceRule, SetRule, Stacking } from '#domain/discount/deal.ts';
import { money } from '#domain/money.ts';
import type { LocalText } from '#domain/text.ts';
import { refuseOtherCurrency } from './catalogue-row.ts';
import { plainName } from './columns.ts';
import { localText } from './recalls.ts';
import { storeEnd, storeInstant, weeklyWindows } from './store-time.ts';
import { BadCell, brief, listOf, priceMinor, wholeNumber, words } from './values.ts';

type Read = (field: string) => string;

/** A product by the name the file gives it: a style, an item or a GTIN. */
export interface NamedPart {
  name: string;
  units: number;
}

export type DraftRule =
  | PieceRule
  | (SetRule & { kind: 'buyGet' })
  | { kind: 'bundle'; parts: NamedPart[]; gives: PieceRule };

export interface DealBody extends Pick<Deal, 'toMs' | 'weekly' | 'stacking'> {
  name: LocalText;
  rule: DraftRule;
  all: boolean;
  /** Names of products; a bundle's are in its parts too. */
  products: string[];
  departments: string[];
  tags: string[];
  /** null: from when it first came in. */
  fromMs: number | null;
}

export interface DealCells {
  currency: string;
  zone: string;
  /** Bundles and "buy and get" are for everybody alone. */
  mayBeSet: boolean;
}

export function dealBody(read: Read, { currency, zone, mayBeSet }: DealCells): DealBody {
  refuseOtherCurrency(read('currency'), currency);
  const kind = kindOf(read('kind'));
  if (!mayBeSet && (kind === 'bundle' || kind === 'buyGet'))
    throw new BadCell(`a ${kind === 'bundle' ? 'bundle' : 'buy-and-get'} is a promotion for everybody`);
  const all = read('products').trim() === '*';
  const products = all ? [] : listOf(read('products'), 'the products', 2_000);
  const departments = listOf(read('departments'), 'the departments', 200);
  const tags = listOf(read('tags'), 'the tags', 200);
  const [fromMs, toMs] = [storeInstant(read('from'), zone), storeEnd(read('to'), zone)];
  if (fromMs !== null && toMs !== null && toMs <= fromMs) throw new BadCell('it ends before it begins');
  const rule = ruleOf(kind, read('value'), { currency, products });
  if (rule.kind === 'bundle' && (all || departments.length > 0 || tags.length > 0))
    throw new BadCell('a bundle names its products, no departments, tags or *');
  if (!all && products.length + departments.length + tags.length === 0)
    throw new BadCell('it names no products, departments or tags (products * means all)');
  return {
    name: localText(read, 'name', 300),
    rule,
    all,
    products: rule.kind === 'bundle' ? rule.parts.map(({ name }) => name) : products,
    departments,
    tags,
    fromMs,
    toMs,
    weekly: weeklyWindows(read('weekly')),
    stacking: stackingOf(read),
  };
}

const kindNames: Record<DraftRule['kind'], string> = {
  percent: 'percent percentage percentual porcentagem porcentaje',
  amount: 'amount amount_off valor desconto importe',
  price: 'price fixed_price preco precio',
  bundle: 'bundle combo conjunto kit',
  buyGet: 'buy_get buyget buy_and_get leve_pague lleva_paga',
};

function kindOf(text: string): DraftRule['kind'] {
  const name = plainName(text);
  for (const kind of ['percent', 'amount', 'price', 'bundle', 'buyGet'] as const)
    if (kindNames[kind].split(' ').includes(name)) return kind;
  throw new BadCell(
    text.trim() === ''
      ? 'the kind is missing'
      : `"${brief(text)}" is no kind (percent, amount, price, bundle, buy-get)`,
  );
}

function ruleOf(
  kind: DraftRule['kind'],
  value: string,
  { currency, products }: { currency: string; products: readonly string[] },
): DraftRule {
  switch (kind) {
    case 'percent':
      return { kind, percent: percentOf(value) };
    case 'amount':
      return { kind, off: money(priceMinor(value, currency), currency) };
    case 'price':
      return { kind, price: money(priceMinor(value, currency), currency) };
    case 'bundle': {
      const gives = value.includes('%')
        ? ({ kind: 'percent', percent: percentOf(value) } as const)
        : ({ kind: 'price', price: money(priceMinor(value, currency), currency) } as const);
      return { kind, parts: partsOf(products), gives };
    }
    case 'buyGet':
      return { kind, ...buyGetOf(value) };
  }
}

function percentOf(text: string): number {
  const percent = Number(/^\s*(-?\d{1,4}(?:[.,]\d{1,2})?)\s*%?\s*$/.exec(text)?.[1]?.replace(',', '.') ?? Number.NaN);
  if (!(percent > 0 && percent < 100))
    throw new BadCell(
      text.trim() === '' ? 'the value is missing' : `"${brief(text)}" is no percentage above 0 and below 100`,
    );
  return percent;
}

/** `boot|sock*2`: one boot and two socks. */
function partsOf(products: readonly string[]): NamedPart[] {
  const parts = products.map((text): NamedPart => {
    const [, name, units] = /^(.+?)\s*\*\s*(\d{1,3})$/.exec(text) ?? [null, text, '1'];
    return { name: name ?? text, units: Number(units) };
  });
  if (parts.some(({ units }) => units < 1 || units > 100)) throw new BadCell('a bundle takes 1 to 100 of a product');
  if (parts.length > 20) throw new BadCell(`a bundle has at most 20 products, not ${parts.length}`);
  if (parts.reduce((sum, { units }) => sum + units, 0) < 2) throw new BadCell('a bundle is of two pieces or more');
  if (new Set(parts.map(({ name }) => name)).size < parts.length)
    throw new BadCell('the bundle names a product twice (write boot*2)');
  return parts;
}

/** `2+1`: buy two, the third is free; `1+1:50%`: the second at half its price. */
function buyGetOf(text: string): { buy: number; get: number; percent: number } {
  const [, buy, get, percent] = /^\s*(\d{1,3})\s*\+\s*(\d{1,3})\s*(?::\s*(.+))?$/.exec(text) ?? [];
  const [bought, got] = [Number(buy), Number(get)];
  if (!(bought >= 1 && bought <= 100 && got >= 1 && got <= 100))
    throw new BadCell(`"${brief(text)}" is no buy-and-get such as 2+1 or 1+1:50%`);
  const isFree = percent === undefined || /^100\s*%?\s*$/.test(percent);
  return { buy: bought, get: got, percent: isFree ? 100 : percentOf(percent) };
}

function stackingOf(read: Read): Stacking {
  const text = plainName(read('stacking')) || 'best';
  if (text !== 'exclusive' && text !== 'best' && text !== 'stack')
    throw new BadCell(`"${brief(read('stacking'))}" is none of exclusive, best, stack`);
  const priority = read('priority').trim() === '' ? 0 : wholeNumber(read('priority'), 'the priority');
  return { rule: text, group: words(read('bestOf'), 'the group of discounts', 120), priority };
}
