// Money is whole minor units (centavos, pence) with an ISO 4217 currency. Never a float, never without its currency.
import * as z from 'zod/mini';

export const Currency = z.string().check(z.regex(/^[A-Z]{3}$/));

export const Money = z.strictObject({ minor: z.number().check(z.int()), currency: Currency });
export type Money = z.infer<typeof Money>;

export const money = (minor: number, currency: string): Money => ({ minor, currency });

export const sameMoney = (a: Money, b: Money): boolean => a.minor === b.minor && a.currency === b.currency;

/**
 * The price after `percent` off, rounded half up to the minor unit. `percent` is 0–100. With at most two decimals of percent
 * all of it is counted in whole numbers; a finer one (a price that ends in 90 asks for it) in doubles, the same everywhere.
 */
export function percentOff(price: Money, percent: number): Money {
  const hundredths = Math.round(percent * 100);
  if (Math.abs(hundredths - percent * 100) > 1e-9)
    return money(Math.floor((price.minor * (100 - percent) + 50) / 100), price.currency);
  // In two parts, so that nothing goes past what a number holds exactly.
  const rest = price.minor % 10_000;
  const kept = 10_000 - hundredths;
  return money(((price.minor - rest) / 10_000) * kept + Math.floor((rest * kept + 5_000) / 10_000), price.currency);
}

/** Whole percent between the prior and the present price, for the mark on the tag; 0 when nothing was taken off. */
export const percentBetween = (was: Money, now: Money): number =>
  was.minor <= now.minor ? 0 : Math.round(((was.minor - now.minor) * 100) / was.minor);

const digitsByCurrency = new Map<string, number>();

/** Decimal places of a currency; JPY has none, KWD three. Kept: a formatter costs 30 µs to make. */
export function minorDigits(currency: string): number {
  const known = digitsByCurrency.get(currency);
  if (known !== undefined) return known;
  const digits =
    new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
  digitsByCurrency.set(currency, digits);
  return digits;
}
