// What a field holds, in a few words for a person at a terminal.
import { minorDigits } from '#domain/money.ts';
import { brief } from './values.ts';

export function valueText(value: unknown): string {
  if (value === null || value === undefined || value === '') return '—';
  if (typeof value === 'string') return brief(value);
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  const { minor, currency } = value as { minor?: unknown; currency?: unknown };
  if (typeof minor === 'number' && typeof currency === 'string') {
    const digits = minorDigits(currency);
    return `${(minor / 10 ** digits).toFixed(digits)} ${currency}`;
  }
  return brief(JSON.stringify(value));
}
