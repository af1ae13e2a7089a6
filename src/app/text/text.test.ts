import { parse, type Token } from '@messageformat/parser';
import { afterEach, describe, expect, it } from 'vitest';
import { en } from './en.ts';
import { es } from './es.ts';
import { ptBR } from './pt-br.ts';
import { activate, currentLocale, t, type TextKey } from './text.ts';

const catalogues = { 'pt-BR': ptBR as Record<TextKey, string>, en, es };
const keys = Object.keys(ptBR) as TextKey[];

/** Placeholders of a message as "name" or "name:plural", nested ones included. */
function placeholders(tokens: readonly Token[], into = new Set<string>()): Set<string> {
  for (const token of tokens) {
    if (token.type === 'argument') into.add(token.arg);
    else if (token.type === 'plural' || token.type === 'select' || token.type === 'selectordinal') {
      into.add(`${token.arg}:${token.type}`);
      for (const one of token.cases) placeholders(one.tokens, into);
    }
  }
  return into;
}
const argumentsOf = (message: string): string[] => [...new Set([...placeholders(parse(message))].map((name) => name.split(':')[0] ?? ''))].sort();

describe('the catalogues', () => {
  it('have no empty value and no exclamation mark', () => {
    for (const [locale, messages] of Object.entries(catalogues))
      for (const key of keys) expect(messages[key].trim(), `${locale} ${key}`).toMatch(/^[^!¡]+$/);
  });

  it('use the same placeholders in every language', () => {
    for (const key of keys)
      for (const locale of ['en', 'es'] as const) expect(argumentsOf(catalogues[locale][key]), `${locale} ${key}`).toEqual(argumentsOf(ptBR[key]));
  });

  it('write a plural with the forms its language needs, "other" always', () => {
    for (const [locale, messages] of Object.entries(catalogues))
      for (const key of keys)
        for (const token of parse(messages[key]))
          if (token.type === 'plural' || token.type === 'select') expect(token.cases.map((one) => one.key), `${locale} ${key}`).toContain('other');
  });
});

describe('t', () => {
  afterEach(() => activate('pt-BR'));

  it('speaks Portuguese before anything is chosen', () => {
    expect(currentLocale()).toBe('pt-BR');
    expect(t('scan.show_tag')).toBe('Mostre a etiqueta');
    expect(t('stock.here', { unit: 'pair', count: 3, size: '39' })).toBe('3 pares do 39 aqui');
    expect(t('stock.here', { unit: 'piece', count: 1, size: 'none' })).toBe('1 peça aqui');
  });

  it('changes language and back', async () => {
    await activate('en');
    expect(t('stock.here', { unit: 'pair', count: 3, size: '39' })).toBe('3 pairs of 39 here');
    await activate('es');
    expect(t('stock.none_elsewhere', { store: 'Vila Madalena', count: 2 })).toBe('Aquí no quedan; Vila Madalena tiene 2');
    await activate('pt-BR');
    expect(t('do.undo')).toBe('Desfazer');
  });

  it('lets the last choice win when two are under way', async () => {
    await Promise.all([activate('en'), activate('es')]);
    expect(currentLocale()).toBe('es');
    expect(t('do.done')).toBe('Listo');
  });

  it('shows a name from the shop’s data as it is, never as a pattern', () => {
    expect(t('stock.elsewhere', { store: '{count} <b>', count: 2 })).toBe('{count} <b> tem 2');
  });
});
