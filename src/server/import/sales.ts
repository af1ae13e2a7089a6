// Sale prices that stand in a catalogue's own lines, to rows of `discount`: a period in which each piece costs so much.
// Promise: a sale lowers just what it was said of: the style where all of its items say the same, else item by item.
import type { Discount, Scope } from '#domain/discount/deal.ts';
import { type Money, money } from '#domain/money.ts';
import type { LocalText } from '#domain/text.ts';
import { existingRows } from './chain.ts';
import { type Into, linesPerBatch, storeChainRows, type Wanted } from './chain-rows.ts';
import { Seen } from './seen.ts';
import { saleIdOf } from './source-id.ts';
import { storeInstant } from './store-time.ts';
import type { Tally } from './tally.ts';
import { BadCell, brief, priceMinor } from './values.ts';

export interface Sale {
  price: Money;
  /** null: from when it first came in. */
  fromMs: number | null;
  toMs: number | null;
}

const saleName: LocalText = { 'pt-BR': 'Oferta', en: 'Sale', es: 'Oferta' };

/** `zone`: of the wall that times without an offset are on. What is no less than the regular price is no sale. */
export function saleOf(read: (field: string) => string, regular: Money, zone: string): Sale | null {
  if (read('salePrice').trim() === '') return null;
  const minor = priceMinor(read('salePrice'), regular.currency);
  const [fromMs, toMs] = periodOf(read('saleDates'), zone);
  return minor < regular.minor ? { price: money(minor, regular.currency), fromMs, toMs } : null;
}

/** `2026-11-20T00:00-0300/2026-11-30T23:59-0300`; an end that is a day alone is the end of that day. */
function periodOf(text: string, zone: string): [number | null, number | null] {
  if (text.trim() === '') return [null, null];
  const [from = '', to = '', ...more] = text.trim().split(/\s*\/\s*/);
  if (from === '' || to === '' || more.length > 0)
    throw new BadCell(`"${brief(text)}" is no period such as 2026-11-20T00:00-0300/2026-11-30T23:59-0300`);
  const [fromMs, toMs] = [
    storeInstant(from, zone),
    storeInstant(/^\d{4}-\d\d-\d\d$/.test(to) ? dayAfter(to) : to, zone),
  ];
  if (fromMs !== null && toMs !== null && toMs <= fromMs) throw new BadCell('the sale ends before it begins');
  return [fromMs, toMs];
}

function dayAfter(day: string): string {
  const ms = Date.parse(`${day}T00:00Z`);
  return Number.isNaN(ms) ? day : new Date(ms + 86_400_000).toISOString().slice(0, 10);
}

interface SaleLine {
  product: { id: string };
  variant: { id: string; live: boolean };
  sale: Sale | null;
}

/** The sales of one file. Memory: one entry for each item on sale, 32 bytes for each style that has an item without. */
export class Sales {
  readonly #into: Into;
  readonly #byProduct = new Map<string, { variantId: string; sale: Sale }[]>();
  readonly #withoutSale = new Seen();
  /** Ids of rows that are there, of styles and items that this file names. */
  readonly #earlier = new Set<string>();

  constructor(into: Into) {
    this.#into = into;
  }

  async note(lines: readonly SaleLine[]): Promise<void> {
    const { db, chain } = this.#into;
    for (const { product, variant, sale } of lines) {
      if (!variant.live) continue;
      const before = this.#byProduct.get(product.id);
      if (!sale) this.#withoutSale.add(product.id);
      else if (before) before.push({ variantId: variant.id, sale });
      else this.#byProduct.set(product.id, [{ variantId: variant.id, sale }]);
    }
    const named = new Set(lines.flatMap(({ product, variant }) => [product.id, variant.id]));
    const ids = [...named].map((id) => saleIdOf(chain.id, id));
    for (const id of (await existingRows(db, 'discount', chain.id, ids)).keys()) this.#earlier.add(id);
  }

  /** Only the whole file says whether all items of a style are on the same sale. */
  async end(tally: Tally): Promise<void> {
    const { chain, nowMs } = this.#into;
    const wanted: Wanted<'discount'>[] = [];
    const want = (about: string, sale: Sale, scope: Partial<Scope>): void => {
      if (sale.toMs !== null && sale.toMs <= nowMs) return;
      const id = saleIdOf(chain.id, about);
      wanted.push({ id, row: (before) => rowOf(id, scope, sale, before?.fromMs ?? nowMs) });
      this.#earlier.delete(id);
    };
    for (const [productId, items] of this.#byProduct) {
      const [first] = items;
      if (first && !this.#withoutSale.has(productId) && items.every(({ sale }) => isSame(sale, first.sale)))
        want(productId, first.sale, { productIds: [productId] });
      else for (const { variantId, sale } of items) want(variantId, sale, { variantIds: [variantId] });
    }
    for (const id of this.#earlier) wanted.push({ id, row: null });
    for (let from = 0; from < wanted.length; from += linesPerBatch)
      await storeChainRows(this.#into, 'discount', wanted.slice(from, from + linesPerBatch), tally);
  }
}

const isSame = (a: Sale, b: Sale): boolean =>
  a.price.minor === b.price.minor && a.fromMs === b.fromMs && a.toMs === b.toMs;

const rowOf = (id: string, scope: Partial<Scope>, { price, fromMs, toMs }: Sale, sinceMs: number): Discount => ({
  id,
  name: saleName,
  scope: { all: false, productIds: [], departments: [], tags: [], ...scope },
  fromMs: fromMs ?? sinceMs,
  toMs,
  weekly: [],
  stacking: { rule: 'best', group: '', priority: 0 },
  rule: { kind: 'price', price },
});
