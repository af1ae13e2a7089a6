import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Locale, locales } from '#domain/text.ts';
import { stemOf, stemOfSmallForm } from './stems.ts';

const forms: Record<Locale, string> = {
  'pt-BR': `bota botas | preto preta pretos pretas | azul azuis | jaqueta jaquetas | impermeavel impermeaveis |
    balao baloes | limao limoes | mao maos | pao paes | lencol lencois | papel papeis | infantil infantis |
    fácil fáceis | jardim jardins | marrom marrons | luz luzes | colar colares | flor flores | verde verdes |
    protetor protetora protetores | floral florais | cor cores | tenis | oculos`,
  en: `boot boots | shoe shoes | box boxes | dress dresses | glass glasses | brush brushes | berry berries |
    knife knives | glove gloves | scarf scarves | leaf leaves | toy toys | tray trays | movie movies | pie pies |
    house houses | child children | woman women womens | man men mens | run running | fold folding folded |
    stripe stripes striped | wax waxed | string strings | bus buses`,
  es: `bota botas | rojo roja rojos rojas | azul azules | zapatilla zapatillas | pantalon pantalones | luz luces |
    lapiz lapices | gris grises | marron marrones | autobus autobuses | dulce dulces | jardin jardines | kit kits |
    impermeable impermeables | reloj relojes | paraguas`,
};
const rowsOf = (locale: Locale): string[][] =>
  forms[locale].split('|').map((row) => row.normalize('NFD').replaceAll(/\p{M}/gu, '').trim().split(/\s+/));

describe.each(locales)('stems in %s', (locale) => {
  it.each(rowsOf(locale).map((row) => [row.join(', '), row] as const))('one for %s', (_, row) => {
    expect(new Set(row.map((word) => stemOf(word, locale))).size).toBe(1);
  });

  it('part words that only look alike', () => {
    const stems = rowsOf(locale).map(([word = '']) => stemOf(word, locale));
    expect(new Set(stems).size).toBe(stems.length);
  });

  it('are never empty nor longer than the word by more than a letter', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z0-9]{1,32}$/), (word) => {
        const stem = stemOf(word, locale);
        expect(stem.length).toBeGreaterThanOrEqual(Math.min(3, word.length));
        expect(stem.length).toBeLessThanOrEqual(word.length + 1);
      }),
    );
  });
});

it('words with digits, of two letters or of other scripts are their own stem', () => {
  for (const word of ['m', 'gg', '500ml', '3/4s', 'حقيبة', '登山包'])
    for (const locale of locales) expect(stemOf(word, locale)).toBe(word);
});

it('a small form leads to the stem of what it is small of', () => {
  for (const [small, whole] of [
    ['ursinho', 'urso'],
    ['botinhas', 'bota'],
    ['saquinho', 'saco'],
    ['florzinha', 'flor'],
    ['cafezinho', 'cafe'],
  ] as const)
    expect(stemOfSmallForm(small, 'pt-BR')).toBe(stemOf(whole, 'pt-BR'));
  expect(stemOfSmallForm('mochilita', 'es')).toBe(stemOf('mochila', 'es'));
  expect(stemOfSmallForm('zapatitos', 'es')).toBe(stemOf('zapato', 'es'));
  for (const word of ['vinho', 'linha', 'mochila']) expect(stemOfSmallForm(word, 'pt-BR')).toBeNull();
  expect(stemOfSmallForm('ursinho', 'en')).toBeNull();
});
