// From the shop's database to what stands on its tags: name, what tells a variant from the next, the price in force now and
// the product's own address. Reads only.
import type { Kysely } from 'kysely';
import type { Label } from '#domain/label.ts';
import type { Money } from '#domain/money.ts';
import { offerAt } from '#domain/offer.ts';
import type { Row } from '#domain/tables.ts';
import { type Locale, wordsIn } from '#domain/text.ts';
import type { Database } from '#server/database/schema.ts';
import { recordToRow } from '#server/rows.ts';

export type TagPick =
  | { readonly kind: 'all' }
  | { readonly kind: 'products'; readonly gtins: readonly string[] }
  /** A department by its name in any of the chain's languages. */
  | { readonly kind: 'category'; readonly name: string };

export interface TagOrder {
  chain: string;
  pick: TagPick;
  locale: Locale;
  /** The shop's address, without a slash at the end. */
  origin: string;
  nowMs: number;
}

export interface TagLabels {
  labels: Label[];
  /** Numbers that were asked for and are no product on sale here. */
  missing: string[];
}

const perQuestion = 5_000;

export async function tagLabels(db: Kysely<Database>, order: TagOrder): Promise<TagLabels> {
  const { chain, pick, locale, origin, nowMs } = order;
  const products = new Map<string, Row<'product'>>();
  for (const found of await db.selectFrom('product').selectAll().where('home_id', '=', chain).execute()) {
    const product = recordToRow('product', found);
    if (product.live && isPicked(product, pick)) products.set(product.id, product);
  }
  let asked = db.selectFrom('variant').selectAll().where('home_id', '=', chain).where('live', '=', true);
  if (pick.kind === 'products') asked = asked.where('gtin14', 'in', [...pick.gtins]);
  const variants = (await asked.execute())
    .map((found) => recordToRow('variant', found))
    .filter(({ productId }) => products.has(productId));
  const offers = await offersOf(
    db,
    chain,
    variants.map(({ id }) => id),
  );
  const labels = variants.flatMap((variant) => {
    const product = products.get(variant.productId);
    if (!product) return [];
    const offer = offerAt(offers.get(variant.id) ?? [], nowMs);
    const details = [variant.size, variant.colour && wordsIn(variant.colour.name, locale), product.brand];
    return {
      gtin14: variant.gtin14,
      name: wordsIn(product.name, locale),
      detail: details.filter(Boolean).join(' · '),
      price: offer ? moneyWords(offer.price, locale) : null,
      was: offer?.was ? moneyWords(offer.was, locale) : null,
      link: `${origin}/01/${variant.gtin14}`,
    };
  });
  const place = new Map(pick.kind === 'products' ? pick.gtins.map((gtin14, index) => [gtin14, index]) : []);
  const numberOf = ({ gtin14 }: Label): number => place.get(gtin14) ?? 0;
  labels.sort(
    (a, b) => numberOf(a) - numberOf(b) || a.name.localeCompare(b.name, locale) || a.gtin14.localeCompare(b.gtin14),
  );
  const known = new Set(labels.map(({ gtin14 }) => gtin14));
  return { labels, missing: pick.kind === 'products' ? pick.gtins.filter((gtin14) => !known.has(gtin14)) : [] };
}

const plain = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').trim().toLowerCase();
const isPicked = ({ department }: Row<'product'>, pick: TagPick): boolean =>
  pick.kind !== 'category' || Object.values(department).some((name) => name && plain(name) === plain(pick.name));

async function offersOf(db: Kysely<Database>, chain: string, variantIds: readonly string[]) {
  const byVariantId = new Map<string, Row<'offer'>[]>();
  for (let at = 0; at < variantIds.length; at += perQuestion) {
    const some = variantIds.slice(at, at + perQuestion);
    const found = await db
      .selectFrom('offer')
      .selectAll()
      .where('home_id', '=', chain)
      .where('variant_id', 'in', some)
      .execute();
    for (const one of found.map((row) => recordToRow('offer', row)))
      byVariantId.set(one.variantId, [...(byVariantId.get(one.variantId) ?? []), one]);
  }
  return byVariantId;
}

function moneyWords({ minor, currency }: Money, locale: Locale): string {
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency });
  return format.format(minor / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
}

/** The departments of a chain, for whoever named one that is not there. */
export async function departmentNames(db: Kysely<Database>, chain: string, locale: Locale): Promise<string[]> {
  const found = await db.selectFrom('product').select('department').where('home_id', '=', chain).distinct().execute();
  return found.map(({ department }) => wordsIn(department, locale)).toSorted((a, b) => a.localeCompare(b, locale));
}
