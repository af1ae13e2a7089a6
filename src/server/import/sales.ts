// Sale prices that stand in a catalogue's own lines, to rows of `discount`: a period in which each piece costs so much.
// Promise: a sale lowers just what it was said of: the style where all of its items say the same, else item by item.
import type { Discount, Scope } from '#domain/discount/deal.ts';
import { type Money, money } from '#domain/money.ts';
import type { LocalText } from '#domain/text.ts';
import { existingRows } from './existing-rows.ts';
import { type Into, linesPerBatch, storeChainRows, type Wanted } from './chain-rows.ts';
import { liveItems } from './live-items.ts';
import { Seen } from './seen.ts';
import { saleIdOf } from './source-id.ts';
import { sinceMs, storeEnd, storeInstant } from './store-time.ts';
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

/** `2026-11-20T00:00-0300/2026-11-30T23:59-0300` */
function periodOf(text: string, zone: string): [number | null, number | null] {
  if (text.trim() === '') return [null, null];
  const [from = '', to = '', ...more] = text.trim().split(/\s*\/\s*/);
  if (from === '' || to === '' || more.length > 0)
    throw new BadCell(`"${brief(text)}" is no period such as 2026-11-20T00:00-0300/2026-11-30T23:59-0300`);
  const [fromMs, toMs] = [storeInstant(from, zone), storeEnd(to, zone)];
  if (fromMs !== null && toMs !== null && toMs <= fromMs) throw new BadCell('the sale ends before it begins');
  return [fromMs, toMs];
}

interface SaleLine {
  product: { id: string };
  variant: { id: string; live: boolean };
  sale: Sale | null;
}

/** An item and the sale it is on; `fromMs` is settled. */
interface Held {
  variantId: string;
  price: Money;
  fromMs: number;
  toMs: number | null;
}

/**
 * The sales of all catalogue files of a run; what a later line says of an item holds. Memory: one entry for each item on
 * sale and each row that is there, 16 to 32 bytes for each item that is named.
 */
export class Sales {
  readonly #into: Into;
  readonly #said = new Map<string, { productId: string; variantId: string; sale: Sale }>();
  readonly #named = new Seen();
  /** Rows that are there, of styles and items that the run names. */
  readonly #earlier = new Map<string, Discount>();

  constructor(into: Into) {
    this.#into = into;
  }

  async note(lines: readonly SaleLine[]): Promise<void> {
    const { db, chain } = this.#into;
    for (const { product, variant, sale } of lines) {
      this.#named.add(variant.id);
      if (sale && variant.live) this.#said.set(variant.id, { productId: product.id, variantId: variant.id, sale });
      else this.#said.delete(variant.id);
    }
    const named = new Set(lines.flatMap(({ product, variant }) => [product.id, variant.id]));
    const ids = [...named].map((id) => saleIdOf(chain.id, id));
    for (const [id, row] of await existingRows(db, 'discount', chain.id, ids)) this.#earlier.set(id, row);
  }

  /** Only the whole run says whether all items of a style are on the same sale. */
  async end(tally: Tally): Promise<void> {
    const byStyle = Map.groupBy(this.#said.values(), ({ productId }) => productId);
    const earlierStyles = [...this.#earlier.values()].flatMap(({ scope }) => scope.productIds);
    const styles = [...new Set([...byStyle.keys(), ...earlierStyles])];
    const kept = new Set<string>();
    for (let from = 0; from < styles.length; from += stylesPerBatch) {
      const some = styles.slice(from, from + stylesPerBatch);
      const items = await liveItems(this.#into, some);
      const rows = some.flatMap((style) => this.#rowsOf(style, byStyle.get(style) ?? [], items.get(style) ?? []));
      for (const { id } of rows) kept.add(id);
      await this.#store(
        rows.map((row) => ({ id: row.id, row: () => row })),
        tally,
      );
    }
    const gone = [...this.#earlier.keys()].filter((id) => !kept.has(id));
    await this.#store(
      gone.map((id) => ({ id, row: null })),
      tally,
    );
  }

  /** One row for the style where it says just what is said of each of its live items; otherwise item by item. */
  #rowsOf(
    productId: string,
    said: readonly { variantId: string; sale: Sale }[],
    liveIds: readonly string[],
  ): Discount[] {
    const { chain, nowMs } = this.#into;
    const ofStyle = this.#earlier.get(saleIdOf(chain.id, productId));
    const told = said.map(({ variantId, sale: { price, fromMs, toMs } }): Held => ({
      variantId,
      price,
      fromMs: fromMs ?? this.#startOf(variantId, price, ofStyle),
      toMs,
    }));
    // Nothing is said of the style's other items, so they keep what its row has given them.
    const price = ofStyle && priceOf(ofStyle);
    const left = ofStyle && price ? liveIds.filter((id) => !this.#named.has(id)) : [];
    const held = left.flatMap((variantId): Held[] =>
      ofStyle && price ? [{ variantId, price, fromMs: ofStyle.fromMs, toMs: ofStyle.toMs }] : [],
    );
    const all = [...told, ...held].filter(({ toMs }) => toMs === null || toMs > nowMs);
    const onSale = new Set(all.map(({ variantId }) => variantId));
    const [first] = all;
    if (first && liveIds.every((id) => onSale.has(id)) && all.every((one) => isSame(one, first)))
      return [rowOf(saleIdOf(chain.id, productId), { productIds: [productId] }, first)];
    return all.map((one) => rowOf(saleIdOf(chain.id, one.variantId), { variantIds: [one.variantId] }, one));
  }

  /**
   * Without a start of its own a sale goes on from where the item's or the style's row began: its "was" is of before that. What
   * is dearer than before is no further reduction, and begins now.
   */
  #startOf(variantId: string, price: Money, ofStyle: Discount | undefined): number {
    const { chain, nowMs } = this.#into;
    const before = this.#earlier.get(saleIdOf(chain.id, variantId)) ?? ofStyle;
    const isDearer = before !== undefined && price.minor > (priceOf(before)?.minor ?? 0);
    return sinceMs(isDearer ? undefined : before, null, nowMs);
  }

  async #store(wanted: readonly Wanted<'discount'>[], tally: Tally): Promise<void> {
    for (let from = 0; from < wanted.length; from += linesPerBatch)
      await storeChainRows(this.#into, 'discount', wanted.slice(from, from + linesPerBatch), tally);
  }
}

const stylesPerBatch = 1_000;

const priceOf = ({ rule }: Discount): Money | null => (rule.kind === 'price' ? rule.price : null);

const isSame = (a: Held, b: Held): boolean =>
  a.price.minor === b.price.minor && a.fromMs === b.fromMs && a.toMs === b.toMs;

const rowOf = (id: string, scope: Partial<Scope>, { price, fromMs, toMs }: Held): Discount => ({
  id,
  name: saleName,
  scope: { all: false, productIds: [], departments: [], tags: [], ...scope },
  fromMs,
  toMs,
  weekly: [],
  stacking: { rule: 'best', group: '', priority: 0 },
  rule: { kind: 'price', price },
});
