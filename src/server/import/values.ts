// What a cell says: money, instants, whole numbers, words. Each gives the value or the reason why not,
// in words that stand in the file of rejected rows.
import { minorDigits } from '#domain/money.ts';

/** Thrown by the readers of cells; the row is rejected with the message, the import goes on. */
export class BadCell extends Error {
  override readonly name = 'BadCell';
}

export const isCurrency = (code: string): boolean => Intl.supportedValuesOf('currency').includes(code);

const symbols: Record<string, readonly string[]> = {
  '£': ['GBP'],
  '€': ['EUR'],
  R$: ['BRL'],
  $: ['USD', 'CAD', 'AUD', 'MXN', 'ARS', 'CLP', 'COP', 'NZD'],
  '¥': ['JPY', 'CNY'],
};

/** "1,234.50", "1.234,50", "£12.5", "12.50 GBP" to minor units, rounded half up. Zero and less are no price. */
export function priceMinor(text: string, currency: string): number {
  const [, before = '', number = '', after = ''] =
    /^\s*([^\d\s.,-]*)\s*(-?[\d.,' \u00a0\u202f]*\d)\s*([^\d\s.,-]*)\s*$/.exec(text) ?? [];
  if (number === '') throw new BadCell(text.trim() === '' ? 'the price is missing' : `"${brief(text)}" is no price`);
  for (const unit of [before, after]) {
    if (unit === '' || unit.toUpperCase() === currency || symbols[unit]?.includes(currency)) continue;
    throw new BadCell(`"${brief(text)}" is not in ${currency}`);
  }
  const minor = Math.round(
    Number(plainDecimal(number, text, minorDigits(currency))) * 10 ** minorDigits(currency) + 1e-7,
  );
  if (minor <= 0) throw new BadCell(`the price is ${number}: it has to be more than nothing`);
  if (minor > 1e12) throw new BadCell(`"${brief(text)}" is too much for a price`);
  return minor;
}

/**
 * The last of '.' and ',' marks the decimals. "1.234" may be 1234 to one reader and 1.23 to another: refused, but for money
 * that has no decimals.
 */
function plainDecimal(number: string, text: string, digits: number): string {
  const bare = number.replaceAll(/[' \u00a0\u202f]/g, '');
  const mark = Math.max(bare.lastIndexOf('.'), bare.lastIndexOf(','));
  if (mark < 0) return bare;
  const isGrouped = /^-?\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*(?:[.,]\d+)?$/.test(bare);
  const other = bare[mark] === '.' ? ',' : '.';
  const hasOther = bare.includes(other);
  const marks = bare.split(bare[mark] ?? '').length - 1;
  if (marks > 1 && isGrouped && !hasOther) return bare.replaceAll(/[.,]/g, '');
  if (marks > 1 || (hasOther && !isGrouped)) throw new BadCell(`"${brief(text)}" is no price`);
  const mayBeGroups = !hasOther && isGrouped && !bare.startsWith('0');
  if (mayBeGroups && digits === 0) return bare.replaceAll(/[.,]/g, '');
  if (mayBeGroups && digits !== 3) throw new BadCell(`"${brief(text)}" can be read in two ways: write the decimals`);
  return `${bare.slice(0, mark).replaceAll(other, '')}.${bare.slice(mark + 1)}`;
}

/** Unix seconds or milliseconds, or an ISO 8601 date; a date without a zone is taken as UTC. Whole milliseconds. */
export function instantMs(text: string): number {
  const value = text.trim();
  const iso = /^(\d{4}-\d\d-\d\d)([T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?$/.exec(value);
  // Date.parse takes February 31st for March 3rd.
  if (iso?.[1] !== undefined && !isDay(iso[1])) throw new BadCell(`"${brief(value)}": there is no such day`);
  const atMs = /^\d{9,10}(\.\d+)?$/.test(value)
    ? Math.round(Number(value) * 1000)
    : /^\d{12,13}$/.test(value)
      ? Number(value)
      : iso
        ? Date.parse(iso[2] && !iso[5] ? `${value.replace(' ', 'T')}Z` : value)
        : Number.NaN;
  if (Number.isNaN(atMs))
    throw new BadCell(
      value === ''
        ? 'the time is missing'
        : `"${brief(value)}" is no time (unix seconds, milliseconds or 2026-01-31T10:00Z)`,
    );
  return atMs;
}

function isDay(day: string): boolean {
  const midnight = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(day);
}

export function wholeNumber(text: string, what: string): number {
  const value = Number(text.trim());
  if (text.trim() === '') throw new BadCell(`${what} is missing`);
  if (!Number.isSafeInteger(value)) throw new BadCell(`${what} "${brief(text)}" is no whole number`);
  return value;
}

export function yesOrNo(text: string): boolean {
  const value = text.trim().toLowerCase();
  if (['', '1', 'true', 'yes', 'y', 'sim', 's', 'si', 'sí', 'active', 'ativo', 'activo'].includes(value)) return true;
  if (['0', 'false', 'no', 'n', 'nao', 'não', 'archived', 'draft', 'inativo', 'inactivo'].includes(value)) return false;
  throw new BadCell(`"${brief(text)}" is neither yes nor no`);
}

/** Words of at most `limit` characters that every part of the house can hold: no control characters, whole Unicode. */
export function words(text: string, what: string, limit: number): string {
  const value = text.trim();
  if (value.length > limit) throw new BadCell(`${what} is longer than ${limit} characters`);
  if (!value.isWellFormed() || /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/.test(value))
    throw new BadCell(`${what} holds characters that are no text`);
  return value;
}

/**
 * Several things in one cell: split at the first of '|', ';' and ',' that is in it, so that an id may hold a comma where
 * the others are used.
 */
export function listOf(text: string, what: string, limit: number): string[] {
  const mark = ['|', ';', ','].find((one) => text.includes(one));
  const list = (mark === undefined ? [text] : text.split(mark)).map((part) => words(part, what, 120));
  const said = [...new Set(list.filter((part) => part !== ''))];
  if (said.length > limit) throw new BadCell(`${what}: ${said.length} are named, at most ${limit} can be`);
  return said;
}

export const brief = (text: string): string => (text.length > 40 ? `${text.slice(0, 40)}…` : text).trim();

/** The currency that a column's name ends with ("median_unit_price_gbp" → "GBP"), or null. */
export const plainCurrencyOf = (column: string): string | null =>
  /(?:^|[_\s(])([a-z]{3})\)?$/i.exec(column)?.[1]?.toUpperCase() ?? null;
