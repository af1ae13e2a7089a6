// Restricted circulation: numbers that mean what this chain says (prefixes 02, 04, 20–29), with a price or a weight inside.
// Home: the chain; feed: chain/catalogue. Promise: without a rule, or with a wrong check digit inside, nothing is guessed.
import * as z from 'zod/mini';
import { checkDigit, gtin14ToDisplay, type Gtin14, gtinToGtin14 } from './gtin.ts';
import { RowId } from './ids.ts';
import { Currency } from './money.ts';
import { type PieceFacts, toGrams } from './tag-facts.ts';

/** First and last place in the printed number, counted from 1. */
const Places = z.tuple([z.number().check(z.int(), z.gte(1)), z.number().check(z.int(), z.lte(13))]);

export const TagRule = z.strictObject({
  id: RowId,
  /** What the printed number begins with. Of several rules that fit, the longest prefix counts. */
  prefix: z.string().check(z.regex(/^\d{2,7}$/)),
  item: Places,
  /**
   * sku: the item digits are the variant's own in-store number, with or without leading zeros. gtin: they follow `base`
   * in its GTIN; without a base its GTIN is the number itself with zeros for the value.
   */
  names: z.enum(['sku', 'gtin']),
  base: z.nullable(z.string().check(z.regex(/^\d{1,12}$/))),
  value: z.nullable(
    z.strictObject({
      kind: z.enum(['price', 'weight']),
      places: Places,
      /** Of the money's main unit, or of a kilogram. */
      decimals: z.number().check(z.int(), z.gte(0), z.lte(5)),
      currency: z.nullable(Currency),
      /** True: the digit before the value is the value's own check digit. */
      check: z.boolean(),
    }),
  ),
});
export type TagRule = z.infer<typeof TagRule>;

/** Weighted products of each digit. Source: GS1 General Specifications, 7.9 (price and weight verifier digits). */
const weighted = {
  '2-': '0246891357',
  '3': '0369258147',
  '5+': '0516273849',
  '5-': '0594837261',
} as const;
const factorsByLength: Readonly<Record<number, readonly (keyof typeof weighted)[]>> = {
  4: ['2-', '2-', '3', '5-'],
  5: ['5+', '2-', '5-', '5+', '2-'],
};

/** The check digit of a price or weight of four or five digits; undefined: GS1 has none for that length. */
export function valueCheckDigit(digits: string): string | undefined {
  const factors = factorsByLength[digits.length];
  if (!factors) return undefined;
  const sum = factors.reduce(
    (total, factor, at) => total + Number(weighted[factor].charAt(Number(digits.charAt(at)))),
    0,
  );
  if (digits.length === 4) return String((sum * 3) % 10);
  return String(weighted['5-'].indexOf(String((10 - (sum % 10)) % 10)));
}

export interface RestrictedReading {
  /** Where to look the variant up: one of the two. */
  readonly gtin14: Gtin14 | null;
  readonly sku: string | null;
  readonly facts: PieceFacts;
}

/** What the chain's rules say of a restricted number; null: nothing, then it is only what its whole number is. */
export function readRestricted(rules: readonly TagRule[], gtin14: Gtin14): RestrictedReading | null {
  const printed = gtin14ToDisplay(gtin14).padStart(13, '0');
  const [rule] = rules
    .filter(({ prefix }) => printed.startsWith(prefix))
    .toSorted((a, b) => b.prefix.length - a.prefix.length || (a.id < b.id ? -1 : 1));
  if (!rule) return null;
  const facts = valueFacts(rule, printed);
  if (facts === null) return null;
  const item = partOf(printed, rule.item);
  if (rule.names === 'sku') return { gtin14: null, sku: item, facts };
  const body = rule.base === null ? withoutValue(rule, printed) : rule.base + item;
  const named = gtinToGtin14(body + checkDigit(body));
  return named === undefined ? null : { gtin14: named, sku: null, facts };
}

const partOf = (printed: string, [from, to]: readonly [number, number]): string => printed.slice(from - 1, to);

/** The first twelve digits with zeros for the value and its check digit: how a catalogue lists such goods. */
function withoutValue({ value }: TagRule, printed: string): string {
  if (!value) return printed.slice(0, 12);
  const [from, to] = value.places;
  const first = value.check ? from - 1 : from;
  return [...printed.slice(0, 12)].map((digit, at) => (at + 1 >= first && at + 1 <= to ? '0' : digit)).join('');
}

/** null: the value's own check digit says that it was misread. */
function valueFacts({ value }: TagRule, printed: string): PieceFacts | null {
  if (!value) return {};
  const digits = partOf(printed, value.places);
  if (value.check && valueCheckDigit(digits) !== printed.charAt(value.places[0] - 2)) return null;
  if (Number(digits) === 0) return {};
  if (value.kind === 'weight') return { netWeightGrams: toGrams(digits, value.decimals) };
  return { price: { amount: Number(digits), decimals: value.decimals, currency: value.currency } };
}
