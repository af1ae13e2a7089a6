// Lines of promotions, price lists and coupons to the chain's rows. Promise: what names an unknown product, department or
// tag is told and left out; the codes of coupons are written nowhere, not even in the reasons.
import { hash } from 'node:crypto';
import { sql } from 'kysely';
import { couponKey, codeMaxLength, codeMinLength, foldCode } from '#domain/discount/coupon-code.ts';
import type { Coupon, Discount, PieceRule, PriceList, Scope, SetRule } from '#domain/discount/deal.ts';
import type { Row } from '#domain/tables.ts';
import { type Into, linesPerBatch, onlyOnce, storeChainRows, type Wanted } from './chain-rows.ts';
import { plainName } from './columns.ts';
import { type DealBody, dealBody } from './deal-row.ts';
import { freeItems } from './free-items.ts';
import { liveItems } from './live-items.ts';
import { type Named, NamedProducts } from './named-products.ts';
import { Seen } from './seen.ts';
import type { Sink } from './sink.ts';
import { sourceUuid } from './source-id.ts';
import { sinceMs } from './store-time.ts';
import { BadCell, brief, words, yesOrNo } from './values.ts';

export type DealTable = 'discount' | 'priceList' | 'coupon';

export interface DealLine {
  id: string;
  /** null: withdrawn. */
  body: DealBody | null;
  group: string;
  use: Coupon['use'];
}

type Read = (field: string) => string;

/** `zone`: of the wall that times without a zone are on. */
export function openDeals<T extends DealTable>(into: Into, table: T, zone: string): Sink<DealLine> {
  const products = new NamedProducts(into);
  const seen = new Seen();
  let inCatalogue: Promise<CatalogueWords> | null = null;
  let widened = 0;
  return {
    linesPerBatch,
    parse(read) {
      const { id, what } = table === 'coupon' ? couponName(read, into.chain.id) : dealName(read, into.chain.id, table);
      const cells = { currency: into.chain.currency, zone, mayBeSet: table === 'discount' };
      const body = yesOrNo(read('live')) ? dealBody(read, cells) : null;
      const group = table === 'priceList' && body ? groupOf(read) : '';
      const use = table === 'coupon' ? useOf(read('use')) : 'many';
      onlyOnce(seen, id, what);
      return { id, body, group, use };
    },
    async store(lines, tally, reject) {
      const found = await products.findEach(lines.map(({ body }) => body?.products ?? []));
      const items = await liveItems(into, stylesOfItems(found.flatMap((named) => (Array.isArray(named) ? named : []))));
      const catalogue = await (inCatalogue ??= catalogueWords(into));
      const wanted: Wanted<T>[] = [];
      for (const [at, line] of lines.entries()) {
        const { id, body } = line;
        if (body === null) {
          wanted.push({ id, row: null });
          continue;
        }
        const named = found[at] ?? [];
        if (!Array.isArray(named)) {
          reject(at, named.reason);
          continue;
        }
        try {
          const scope = scopeOf(body, named, items, catalogue);
          const build = rowOf(id, { ...body, rule: ruleWithIds(body, productsOf(named)) }, scope, into.nowMs);
          await refuseFree(into, body, scope);
          if (body.rule.kind === 'bundle' && itemByItem(named, items).variantIds) widened += 1;
          wanted.push({ id, row: (before) => withTable(table, line, build(before)) as Row<T> });
        } catch (error) {
          if (!(error instanceof BadCell)) throw error;
          reject(at, error.message);
        }
      }
      await storeChainRows(into, table, wanted, tally);
    },
    async end(tally) {
      if (widened > 0)
        tally.notes.push(
          `bundles that name an item or a GTIN: ${widened}; a bundle takes any colour or size of its products`,
        );
    },
  };
}

function dealName(read: Read, chain: string, table: DealTable): { id: string; what: string } {
  const name = words(read('id'), 'the id', 120);
  if (name === '') throw new BadCell('the id is missing');
  return { id: sourceUuid(chain, table, name), what: `the id ${name}` };
}

function couponName(read: Read, chain: string): { id: string; what: string } {
  const code = words(read('code'), 'the code', 120);
  if (code === '') throw new BadCell('the code is missing');
  const folded = foldCode(code);
  if (folded === null) throw new BadCell(`the code has not ${codeMinLength} to ${codeMaxLength} letters and digits`);
  return { id: hash('sha256', couponKey(chain, folded)), what: 'the code, or one that is read alike,' };
}

function groupOf(read: Read): string {
  const group = words(read('group'), 'the group of customers', 120);
  if (group === '') throw new BadCell('the group of customers is missing');
  return group;
}

function useOf(text: string): Coupon['use'] {
  const use = plainName(text);
  if (use === '' || use === 'once' || use === 'uma_vez' || use === 'una_vez') return 'once';
  if (use === 'many' || use === 'muitas' || use === 'muchas') return 'many';
  throw new BadCell(`"${brief(text)}" is neither once nor many`);
}

/** Plain name → as the catalogue writes it, which may be in several ways. */
type NamesByPlain = ReadonlyMap<string, readonly string[]>;

interface CatalogueWords {
  departments: NamesByPlain;
  tags: NamesByPlain;
}

async function catalogueWords({ db, chain }: Into): Promise<CatalogueWords> {
  const departments = await sql<{ name: string }>`
    select distinct department->>'pt-BR' as name from product where home_id = ${chain.id} order by 1`.execute(db);
  const tags = await sql<{ name: string }>`
    select distinct tag as name from product, jsonb_array_elements_text(tags) as tag where home_id = ${chain.id}
    order by 1`.execute(db);
  const byPlain = (rows: { name: string }[]): NamesByPlain =>
    Map.groupBy(
      rows.map(({ name }) => name),
      (name) => plainName(name) || name,
    );
  return { departments: byPlain(departments.rows), tags: byPlain(tags.rows) };
}

/** Throws BadCell for what the catalogue does not have. */
const scopeOf = (
  body: DealBody,
  named: readonly Named[],
  items: ReadonlyMap<string, readonly string[]>,
  { departments, tags }: CatalogueWords,
): Scope => ({
  all: body.all,
  ...(body.rule.kind === 'bundle' ? { productIds: productsOf(named) } : itemByItem(named, items)),
  departments: known(body.departments, departments, 'department'),
  tags: known(body.tags, tags, 'tag'),
});

function rowOf(
  id: string,
  { name, fromMs, toMs, weekly, stacking, rule }: Omit<DealBody, 'rule'> & { rule: PieceRule | SetRule },
  scope: Scope,
  nowMs: number,
): (before: Pick<Discount, 'fromMs' | 'toMs'> | undefined) => Discount {
  return (before) => {
    const from = fromMs ?? sinceMs(before, toMs, nowMs);
    return { id, name, scope, fromMs: from, toMs, weekly, stacking, rule };
  };
}

/** A price of nothing can't be asked for in a file, so an amount that makes one is a slip. */
async function refuseFree(into: Into, { rule }: DealBody, scope: Scope): Promise<void> {
  if (rule.kind !== 'amount') return;
  const count = await freeItems(into, scope, rule.off.minor);
  if (count > 0) throw new BadCell(`so much off would make ${count} of the items free`);
}

const productsOf = (named: readonly Named[]): string[] => [...new Set(named.map(({ productId }) => productId))];

const stylesOfItems = (named: readonly Named[]): string[] =>
  productsOf(named.filter(({ variantId }) => variantId !== null));

/**
 * What is said of one colour or size lowers no other one of its style; what is said of each is said of the style. `items`:
 * those that are live, by style.
 */
function itemByItem(
  named: readonly Named[],
  items: ReadonlyMap<string, readonly string[]>,
): Pick<Scope, 'productIds' | 'variantIds'> {
  const said = new Set(named.flatMap(({ variantId }) => variantId ?? []));
  const whole = new Set(
    named
      .filter(({ productId, variantId }) => {
        const live = items.get(productId) ?? [];
        return variantId === null || (live.length > 0 && live.every((id) => said.has(id)));
      })
      .map(({ productId }) => productId),
  );
  const some = named.filter(({ productId }) => !whole.has(productId)).flatMap(({ variantId }) => variantId ?? []);
  return some.length === 0 ? { productIds: [...whole] } : { productIds: [...whole], variantIds: [...new Set(some)] };
}

function known(names: readonly string[], all: NamesByPlain, what: string): string[] {
  return names.map((name) => {
    const found = all.get(plainName(name) || name) ?? [];
    const [first, second] = found.includes(name) ? [name] : found;
    if (first === undefined) throw new BadCell(`no ${what} "${brief(name)}" in the catalogue`);
    if (second !== undefined)
      throw new BadCell(
        `the ${what} "${brief(name)}" may be "${brief(first)}" or "${brief(second)}": write it as that`,
      );
    return first;
  });
}

function ruleWithIds({ rule }: DealBody, productIds: readonly string[]): PieceRule | SetRule {
  if (rule.kind !== 'bundle') return rule;
  // Two names of one product are one id: which of the parts it is can't be told.
  if (productIds.length < rule.parts.length) throw new BadCell('two names of the bundle mean one product');
  const parts = rule.parts.map(({ units }, at) => ({ productId: productIds[at] ?? '', units }));
  return { ...rule, parts };
}

function withTable(table: DealTable, { group, use }: DealLine, row: Discount): Discount | PriceList | Coupon {
  if (table === 'discount') return row;
  const { rule, ...rest } = row;
  // `mayBeSet` was false.
  const piece = rule as PieceRule;
  return table === 'priceList' ? { ...rest, rule: piece, group } : { ...rest, rule: piece, use };
}
