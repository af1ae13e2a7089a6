// Written for the eye, said for the ear: a price in words of its currency, no signs that a voice leaves out or spells.
import type { Translate } from '#app/text/text.ts';

/** Signs that voices of other languages say wrong ("R dollars"). What is not here is said as it is written. */
const currencies: Readonly<Record<string, string>> = { R$: 'BRL', US$: 'USD', '€': 'EUR' };
const price = /(R\$|US\$|€)\s?(\d[\d.,]*\d|\d)/g;

/** "De R$ 459,90" → "De 459 reais e 90 centavos". */
export function aloud(written: string, t: Translate): string {
  return written
    .replaceAll('\u00a0', ' ')
    .replaceAll(price, (whole, sign: string, number: string) => priceAloud(sign, number, t) ?? whole)
    .replaceAll(/\s*·\s*/g, ', ')
    .replaceAll('\u2212', '-')
    .replaceAll(/[“”"]/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

function priceAloud(sign: string, number: string, t: Translate): string | null {
  const currency = currencies[sign];
  const [, whole, cents] = /^([\d.,]*?)(?:[.,](\d\d))?$/.exec(number) ?? [];
  if (!currency || whole === undefined) return null;
  const units = t('speech.units', { currency, count: Number(whole.replaceAll(/[.,]/g, '')) });
  return cents === undefined || cents === '00' ? units : t('speech.cents', { money: units, cents: Number(cents) });
}
