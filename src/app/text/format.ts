// Money, hours, days and ages as people read them, in the language that is on.
// A price never breaks its line after the sign; hours are 24 h in the store's own time zone.
import { useMemo } from 'react';
import type { Money } from '#domain/money.ts';
import type { Locale } from '#domain/text.ts';
import { currentLocale, t, type Translate, useLocale, useText } from './text.ts';

const memo = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat>();

function numberFormat(locale: string, currency: string): Intl.NumberFormat {
  const key = `n/${locale}/${currency}`;
  const known = memo.get(key);
  if (known instanceof Intl.NumberFormat) return known;
  const made = new Intl.NumberFormat(locale, { style: 'currency', currency });
  memo.set(key, made);
  return made;
}

function dateFormat(locale: string, timeZone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `d/${locale}/${timeZone}/${JSON.stringify(options)}`;
  const known = memo.get(key);
  if (known instanceof Intl.DateTimeFormat) return known;
  const made = new Intl.DateTimeFormat(locale, { timeZone, ...options });
  memo.set(key, made);
  return made;
}

/** {sign: "R$", number: "1.234,56"}: the tag paints the two in different sizes. Reais group and point as the page's language does. */
export function moneyParts(value: Money, locale: Locale = currentLocale()): { sign: string; number: string } {
  // Spanish of the Americas: "R$ 1.234,56" also below 10.000, where plain `es` leaves the dot out.
  const format = numberFormat(locale === 'es' ? 'es-AR' : locale === 'en' ? 'en-GB' : locale, value.currency);
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  let number = '';
  for (const part of format.formatToParts(value.minor / 10 ** digits)) {
    if (part.type !== 'currency' && part.type !== 'literal') number += part.value;
  }
  const sign =
    numberFormat('pt-BR', value.currency)
      .formatToParts(0)
      .find((part) => part.type === 'currency')?.value ?? value.currency;
  return { sign, number };
}

/** "R$ 389,90" with a non-breaking space. */
export function formatMoney(value: Money, locale: Locale = currentLocale()): string {
  const { sign, number } = moneyParts(value, locale);
  return `${sign}\u00a0${number}`;
}

/** "10:42". */
export const formatTime = (atMs: number, timeZone: string): string =>
  dateFormat('en-GB', timeZone, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(atMs);

/** Longer ago than this, an hour alone would be read as one of today. */
const todayMs = 12 * 3_600_000;

/** {time: "10:42", day: "none"}, or with the day, "27/11", where the hour alone would mislead: for words that ask for both. */
export function momentParts(
  atMs: number,
  timeZone: string,
  nowMs: number,
  locale: Locale = currentLocale(),
): { time: string; day: string } {
  const day = nowMs - atMs < todayMs ? 'none' : formatDate(atMs, timeZone, locale);
  return { time: formatTime(atMs, timeZone), day };
}

/** "29/11" in Portuguese and Spanish, "29 Nov" in English. */
export function formatDate(atMs: number, timeZone: string, locale: Locale = currentLocale()): string {
  if (locale === 'en') return dateFormat('en-GB', timeZone, { day: 'numeric', month: 'short' }).format(atMs);
  return dateFormat('pt-BR', timeZone, { day: '2-digit', month: '2-digit' }).format(atMs);
}

/** "domingo, 29/11", "Sunday 29 Nov": a day one can plan with. */
export function formatDay(atMs: number, timeZone: string, locale: Locale = currentLocale()): string {
  const weekday = dateFormat(locale === 'en' ? 'en-GB' : locale, timeZone, { weekday: 'long' })
    .format(atMs)
    .replace('-feira', '');
  return `${weekday}${locale === 'en' ? ' ' : ', '}${formatDate(atMs, timeZone, locale)}`;
}

/** "há 38 min" for an age in milliseconds; a clock that runs ahead counts as now. */
export function formatAge(ageMs: number, translate: Translate = t): string {
  const seconds = Math.max(0, Math.floor(ageMs / 1000));
  if (seconds < 60) return translate('age.seconds', { count: seconds });
  if (seconds < 3600) return translate('age.minutes', { count: Math.floor(seconds / 60) });
  if (seconds < 86_400) return translate('age.hours', { count: Math.floor(seconds / 3600) });
  return translate('age.days', { count: Math.floor(seconds / 86_400) });
}

export interface Format {
  money(value: Money): string;
  moneyParts(value: Money): { sign: string; number: string };
  time(atMs: number, timeZone: string): string;
  /** Of something past. */
  moment(atMs: number, timeZone: string, nowMs: number): { time: string; day: string };
  date(atMs: number, timeZone: string): string;
  day(atMs: number, timeZone: string): string;
  age(ageMs: number): string;
}

/** All of the above for the language that is on; its identity changes with the language. */
export function useFormat(): Format {
  const locale = useLocale();
  const translate = useText();
  return useMemo(
    () => ({
      money: (value) => formatMoney(value, locale),
      moneyParts: (value) => moneyParts(value, locale),
      time: formatTime,
      moment: (atMs, timeZone, nowMs) => momentParts(atMs, timeZone, nowMs, locale),
      date: (atMs, timeZone) => formatDate(atMs, timeZone, locale),
      day: (atMs, timeZone) => formatDay(atMs, timeZone, locale),
      age: (ageMs) => formatAge(ageMs, translate),
    }),
    [locale, translate],
  );
}
