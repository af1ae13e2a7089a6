import { afterEach, describe, expect, it } from 'vitest';
import type { PieceRule, SetRule } from '#domain/discount/deal.ts';
import { money } from '#domain/money.ts';
import type { Locale } from '#domain/text.ts';
import { dealInWords, unitsInWords } from './deal-words.ts';
import { formatMoney } from './text/format.ts';
import { activate, t } from './text/text.ts';

const say = (rule: SetRule, own = 1, others: string[] = [], locale: Locale = 'pt-BR'): string =>
  dealInWords({ rule }, { own, others }, { t, locale, format: { money: (value) => formatMoney(value, locale) } });
const bundle = (gives: PieceRule): SetRule => ({ kind: 'bundle', parts: [], gives });
const brl = (minor: number) => money(minor, 'BRL');

afterEach(() => activate('pt-BR'));

describe('[S10] a deal of several pieces', () => {
  it('says how many to take and what of them is paid', () => {
    expect(say({ kind: 'buyGet', buy: 2, get: 1, percent: 100 })).toBe('Leve 3, pague 2');
    expect(say({ kind: 'buyGet', buy: 1, get: 1, percent: 12.5 })).toBe('Leve 2: 1 peça com 12,5% a menos');
    expect(say({ kind: 'buyGet', buy: 1, get: 2, percent: 50 })).toBe('Leve 3: 2 peças com 50% a menos');
  });

  it('names what goes with it, and its price as one of everything together', () => {
    const price = bundle({ kind: 'price', price: brl(15_990) });
    expect(say(price, 1, ['Meia', unitsInWords(t, 'Tigela', 2)])).toBe(
      'Junto com Meia + 2 × Tigela, tudo por R$\u00a0159,90',
    );
    expect(say(price, 2, ['Meia'])).toBe('Junto com 2 deste + Meia, tudo por R$\u00a0159,90');
    expect(say(price, 3)).toBe('Leve 3, tudo por R$\u00a0159,90');
    expect(say(bundle({ kind: 'amount', off: brl(2_000) }), 1, ['Meia'])).toBe(
      'Junto com Meia, R$\u00a020,00 a menos no total',
    );
    expect(say(bundle({ kind: 'percent', percent: 10 }), 3)).toBe('Leve 3, 10% a menos em tudo');
  });

  it('speaks the language that is on', async () => {
    await activate('en');
    expect(say({ kind: 'buyGet', buy: 2, get: 1, percent: 100 }, 1, [], 'en')).toBe('Take 3, pay for 2');
    await activate('es');
    expect(say(bundle({ kind: 'price', price: brl(100) }), 1, ['Taza'], 'es')).toBe(
      'Junto con Taza, todo por R$\u00a01,00',
    );
  });
});
