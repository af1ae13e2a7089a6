import { afterEach, describe, expect, it } from 'vitest';
import { formatAge, formatDate, formatDay, formatMoney, formatTime, momentParts, moneyParts } from './format.ts';
import { activate, t } from './text.ts';

const brl = (minor: number) => ({ minor, currency: 'BRL' });
const zone = 'America/Sao_Paulo';
const sunday = Date.parse('2026-11-29T23:05:00Z');

describe('money', () => {
  it('never breaks after the sign and keeps both decimals', () => {
    expect(formatMoney(brl(38990), 'pt-BR')).toBe('R$\u00a0389,90');
    expect(formatMoney(brl(123456), 'pt-BR')).toBe('R$\u00a01.234,56');
    expect(formatMoney(brl(38990), 'en')).toBe('R$\u00a0389.90');
    expect(formatMoney(brl(123456), 'es')).toBe('R$\u00a01.234,56');
    expect(formatMoney(brl(-500), 'pt-BR')).toBe('R$\u00a0-5,00');
  });

  it('follows the decimals of the currency', () => {
    expect(moneyParts({ minor: 1250, currency: 'GBP' }, 'en')).toEqual({ sign: '£', number: '12.50' });
    expect(moneyParts({ minor: 1250, currency: 'JPY' }, 'en').number).toBe('1,250');
  });
});

describe('hours and days', () => {
  afterEach(() => activate('pt-BR'));

  it('an hour that would be read as one of today stands with its day, in every language', async () => {
    const fresh = momentParts(sunday, zone, sunday + 3 * 3_600_000, 'pt-BR');
    const old = (locale: 'pt-BR' | 'en' | 'es') => momentParts(sunday, zone, sunday + 13 * 3_600_000, locale);
    expect(t('price.from', fresh)).toBe('Preço de 20:05');
    expect(t('price.from', old('pt-BR'))).toBe('Preço de 29/11, 20:05');
    expect([
      t('problem.asked_at', { ...fresh, device: 'T3' }),
      t('problem.asked_at', { ...old('pt-BR'), device: 'T3' }),
    ]).toEqual(['Às 20:05, em T3', '29/11, 20:05, em T3']);
    expect(t('problem.tried', { count: 2, ...old('pt-BR') })).toBe(
      'Ligaram 2 vezes, a última em 29/11, 20:05: não atendeu.',
    );
    expect([t('product.here_at', fresh), t('product.here_at', old('pt-BR'))]).toEqual([
      'aqui às 20:05',
      'aqui em 29/11, 20:05',
    ]);
    await activate('es');
    expect(t('price.from', fresh)).toBe('Precio de las 20:05');
    expect(t('price.from', old('es'))).toBe('Precio del 29/11, 20:05');
    await activate('en');
    expect(t('stock.counted', old('en'))).toBe('Counted on 29 Nov, 20:05');
  });

  it('are the store’s, on a 24-hour clock', () => {
    expect(formatTime(sunday, zone)).toBe('20:05');
    expect(formatTime(Date.parse('2026-11-29T03:00:00Z'), zone)).toBe('00:00');
    expect(formatTime(sunday, 'America/Manaus')).toBe('19:05');
  });

  it('read as one would say them', () => {
    expect(formatDay(sunday, zone, 'pt-BR')).toBe('domingo, 29/11');
    expect(formatDay(Date.parse('2026-11-26T15:00:00Z'), zone, 'pt-BR')).toBe('quinta, 26/11');
    expect(formatDay(sunday, zone, 'en')).toBe('Sunday 29 Nov');
    expect(formatDay(sunday, zone, 'es')).toBe('domingo, 29/11');
    expect(formatDate(sunday, zone, 'pt-BR')).toBe('29/11');
  });

  it('give ages in words, and nothing from the future', async () => {
    expect(formatAge(40_000)).toBe('há 40 s');
    expect(formatAge(38 * 60_000)).toBe('há 38 min');
    expect(formatAge(26 * 3_600_000)).toBe('há 1 dia');
    expect(formatAge(-5)).toBe('há 0 s');
    await activate('en');
    expect(formatAge(2 * 3_600_000, t)).toBe('2 h ago');
  });
});
