// A deal that needs several pieces, in words: "Leve 3, pague 2", "Junto com 2 × Tigela, tudo por R$ 159,90".
// Promise: a price in these words is always one of all the pieces together, and says so.
import type { SetDeal } from '#domain/discount/deal.ts';
import type { Locale } from '#domain/text.ts';
import type { Format } from './text/format.ts';
import type { Translate } from './text/text.ts';

export interface DealSpeech {
  t: Translate;
  format: Pick<Format, 'money'>;
  locale: Locale;
}

/** So many of a product: "Meia Trilha", "2 × Meia Trilha". */
export const unitsInWords = (t: Translate, name: string, units: number): string =>
  units === 1 ? name : t('deal.units', { count: units, product: name });

/** `others`: the products of a bundle besides the one whose page it is, in words; of another deal they are not asked for. */
export function dealInWords(
  { rule }: Pick<SetDeal, 'rule'>,
  { own, others }: { own: number; others: readonly string[] },
  { t, format, locale }: DealSpeech,
): string {
  const percentOf = (percent: number): string =>
    new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }).format(percent);
  if (rule.kind === 'buyGet') {
    const take = rule.buy + rule.get;
    return rule.percent >= 100
      ? t('deal.take_pay', { take, pay: rule.buy })
      : t('deal.take_percent', { take, count: rule.get, percent: percentOf(rule.percent) });
  }
  const { gives } = rule;
  const amount =
    gives.kind === 'percent'
      ? { percent: percentOf(gives.percent) }
      : { price: format.money(gives.kind === 'price' ? gives.price : gives.off) };
  if (others.length === 0) return t(`deal.count_${gives.kind}`, { count: own, ...amount });
  const products = [...(own > 1 ? [t('deal.own_units', { count: own })] : []), ...others].join(' + ');
  return t(`deal.with_${gives.kind}`, { products, ...amount });
}
