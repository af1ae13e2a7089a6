import { type compileMessage, compileMessageOrThrow } from '@lingui/message-utils/compileMessage';
import { afterEach, describe, expect, it } from 'vitest';
import { en } from './en.ts';
import { es } from './es.ts';
import { ptBR } from './pt-br.ts';
import { later } from './pt-br/later.ts';
import { activate, currentLocale, learn, t, type TextKey } from './text.ts';

const source: Record<TextKey, string> = { ...ptBR, ...later };
const catalogues = { 'pt-BR': source, en, es };
const keys = Object.keys(source) as TextKey[];

type Tokens = ReturnType<typeof compileMessage>;

/** Every argument of a message with its kind, those nested in plurals and selects included; and the forms of each. */
function placeholders(tokens: Tokens, into = new Map<string, string[]>()): Map<string, string[]> {
  for (const token of tokens) {
    if (!Array.isArray(token)) continue;
    const [name, kind, forms] = token as [string, string?, Record<string, Tokens | undefined>?];
    const choices = typeof forms === 'object' ? Object.entries(forms).filter(([, inner]) => Array.isArray(inner)) : [];
    into.set(
      `${name}:${kind ?? ''}`,
      choices.map(([form]) => form),
    );
    for (const [, inner] of choices) placeholders(inner ?? [], into);
  }
  return into;
}
/** Names only: one language may need a plural where another does not. */
const argumentsOf = (message: string): string[] =>
  [...new Set([...placeholders(compileMessageOrThrow(message)).keys()].map((name) => name.split(':')[0] ?? ''))].sort();

describe('the catalogues', () => {
  it('have no empty value and no exclamation mark', () => {
    for (const [locale, messages] of Object.entries(catalogues))
      for (const key of keys) expect(messages[key].trim(), `${locale} ${key}`).toMatch(/^[^!¡]+$/);
  });

  it('use the same placeholders in every language', () => {
    for (const key of keys)
      for (const locale of ['en', 'es'] as const)
        expect(argumentsOf(catalogues[locale][key]), `${locale} ${key}`).toEqual(argumentsOf(source[key]));
  });

  it('write a plural with the forms its language needs, "other" always', () => {
    for (const [locale, messages] of Object.entries(catalogues))
      for (const key of keys)
        for (const [name, forms] of placeholders(compileMessageOrThrow(messages[key])))
          if (/:(plural|select)$/.test(name)) expect(forms, `${locale} ${key}`).toContain('other');
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
    expect(t('stock.none_elsewhere', { store: 'Vila Madalena', count: 2 })).toBe(
      'Aquí no quedan; Vila Madalena tiene 2',
    );
    await activate('pt-BR');
    expect(t('do.undo')).toBe('Desfazer');
  });

  it('learns the words of a surface with it, and keeps them through a change of language', async () => {
    learn(later);
    expect(t('identify.open')).toBe('Sou cliente');
    await activate('en');
    expect(t('identify.open')).toBe('I’m a customer');
    await activate('pt-BR');
    expect(t('identify.open')).toBe('Sou cliente');
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
