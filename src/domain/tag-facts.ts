// What a GS1 message says of this very piece beside its product: lot, dates, weight, price, count.
// Promise: facts stay as they are written; zero, or a unit or currency that we don't know, is no fact, never a guess.
import type { Element } from './gs1-element-string.ts';
import { minorDigits, type Money, money } from './money.ts';

/** `use_by`: AI 17 or 7003, after it nobody should eat or use it. `best_before`: AI 15, after it it is only less good. */
export type ExpiryKind = 'use_by' | 'best_before';

/** A price as it is written on the piece. `currency` is null where the tag says "of this country" (AI 392n). */
export interface StatedPrice {
  readonly amount: number;
  readonly decimals: number;
  readonly currency: string | null;
}

export interface PieceFacts {
  readonly lot?: string;
  readonly serial?: string;
  /** As written: YYMMDD, day 00 means the whole month. */
  readonly expiry?: string;
  readonly expiryKind?: ExpiryKind;
  readonly consumerVariant?: string;
  readonly netWeightGrams?: number;
  readonly price?: StatedPrice;
  /** Pieces in it. */
  readonly count?: number;
}

/** Net weight in one unit of AI: kilograms, pounds, troy ounces. Source: GS1 General Specifications 3.6; international pound of 1959. */
const gramsPerUnit: Readonly<Record<string, number>> = { '310': 1000, '320': 453.59237, '356': 31.1034768 };

/** ISO 4217 numbers of the currencies that a tag in one of our languages may bear. */
const currencies: Readonly<Record<string, string>> = {
  '032': 'ARS',
  '068': 'BOB',
  '124': 'CAD',
  '152': 'CLP',
  '170': 'COP',
  '188': 'CRC',
  '214': 'DOP',
  '320': 'GTQ',
  '340': 'HNL',
  '392': 'JPY',
  '484': 'MXN',
  '558': 'NIO',
  '590': 'PAB',
  '600': 'PYG',
  '604': 'PEN',
  '756': 'CHF',
  '826': 'GBP',
  '840': 'USD',
  '858': 'UYU',
  '978': 'EUR',
  '986': 'BRL',
};

/** "1295" with 3 decimals in kilograms → 1295 g, exact to a hundredth of a gram. */
export const toGrams = (digits: string, decimals: number, perUnit = 1000): number =>
  Math.round((Number(digits) * perUnit * 100) / 10 ** decimals) / 100;

function weightOf(elements: readonly Element[]): number | undefined {
  for (const { ai, value } of elements) {
    const perUnit = ai.length === 4 ? gramsPerUnit[ai.slice(0, 3)] : undefined;
    if (perUnit !== undefined && Number(value) > 0) return toGrams(value, Number(ai.charAt(3)), perUnit);
  }
  return undefined;
}

/** 393n names its currency; 392n means the money of the country. */
function priceOf(elements: readonly Element[]): StatedPrice | undefined {
  for (const { ai, value } of elements) {
    const decimals = Number(ai.charAt(3));
    if (/^392\d$/.test(ai)) return { amount: Number(value), decimals, currency: null };
    const currency = /^393\d$/.test(ai) ? currencies[value.slice(0, 3)] : undefined;
    if (currency !== undefined) return { amount: Number(value.slice(3)), decimals, currency };
  }
  return undefined;
}

export function factsOf(elements: readonly Element[]): PieceFacts {
  const value = (ai: string) => elements.find((element) => element.ai === ai)?.value;
  const [lot, serial, consumerVariant] = [value('10'), value('21'), value('22')];
  // 7003 has hours and minutes behind its day; the day is what a shelf can go by.
  const useBy = value('17') ?? value('7003')?.slice(0, 6);
  const expiry = useBy ?? value('15');
  const netWeightGrams = weightOf(elements);
  const price = priceOf(elements);
  const count = Number(value('30') ?? value('37') ?? 0);
  return {
    ...(lot === undefined ? {} : { lot }),
    ...(serial === undefined ? {} : { serial }),
    ...(expiry === undefined
      ? {}
      : { expiry, expiryKind: useBy === undefined ? ('best_before' as const) : ('use_by' as const) }),
    ...(consumerVariant === undefined ? {} : { consumerVariant }),
    ...(netWeightGrams === undefined ? {} : { netWeightGrams }),
    ...(price === undefined ? {} : { price }),
    ...(count === 0 ? {} : { count }),
  };
}

/** The stated price in the shop's own money, rounded half up; null when it is in another one, or nothing. */
export function statedMoney({ amount, decimals, currency }: StatedPrice, shopCurrency: string): Money | null {
  if (currency !== null && currency !== shopCurrency) return null;
  const digits = minorDigits(shopCurrency);
  const minor =
    decimals > digits ? Math.floor(amount / 10 ** (decimals - digits) + 0.5) : amount * 10 ** (digits - decimals);
  return Number.isSafeInteger(minor) && minor > 0 ? money(minor, shopCurrency) : null;
}
