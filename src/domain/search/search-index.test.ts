import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Locale, locales } from '#domain/text.ts';
import { naiveSearch } from '#test/search/naive-search.ts';
import { type SearchFields, SearchWriter } from './search-index-writer.ts';
import { mostAsked, type SearchHit, SearchIndex } from './search-index.ts';

const buildProduct = (name: string, more: Partial<SearchFields> = {}): SearchFields => ({
  name,
  brand: '',
  department: '',
  tags: [],
  details: [],
  description: '',
  popularity: 0,
  ...more,
});

function indexOf(products: readonly (SearchFields | string)[], locale: Locale = 'pt-BR'): SearchIndex {
  const writer = new SearchWriter(locale);
  for (const [at, product] of products.entries())
    writer.add(at, typeof product === 'string' ? buildProduct(product) : product);
  return new SearchIndex(writer.finish());
}

const places = (hits: readonly SearchHit[]): number[] => hits.map(({ at }) => at);
const search = (products: readonly (SearchFields | string)[], text: string, locale: Locale = 'pt-BR'): number[] =>
  places(indexOf(products, locale).search(text, { limit: 10 }));

describe('what is found', () => {
  it.each([
    ['as typed', ['Bota Serra', 'Mochila'], 'BOTA', [0]],
    ['accents or none', ['Chá', 'Cha'], 'chá', [0, 1]],
    ['the exact word before other forms before beginnings', ['Botão', 'Botas', 'Bota'], 'bota', [2, 1, 0]],
    ['every word, in any order', ['Bota preta', 'Bota', 'Meia preta'], 'preta bota', [0]],
    ['another gender and number', ['Camiseta vermelha'], 'camisetas vermelhos', [0]],
    ['the last word by its first letter', ['Bota Serra', 'Bota Mar'], 'bota s', [0]],
    ['another word by three letters of it', ['Mochila Trilha'], 'moc trilha', [0]],
    ['but not by two', ['Mochila Trilha', 'Trilha'], 'mo trilha', [1, 0]],
    ['a letter wrong', ['Jaqueta'], 'jaquexa', [0]],
    ['a letter missing, in a plural', ['Jaqueta'], 'jaqetas', [0]],
    ['two neighbours swapped', ['Jaqueta'], 'jaqueat', [0]],
    ['the first letter wrong, but behind', ['Gaveta', 'Caneta'], 'ganeta', [0, 1]],
    ['two slips in a long word', ['Impermeável'], 'inpermiavel', [0]],
    ['but one in a short word', ['Bota', 'Nada'], 'bxtx', []],
    ['a slip in what is still being typed', ['Impermeável'], 'impremea', [0]],
    ['no slips in numbers', ['Pneu 4500'], '4501', []],
    ['a diminutive', ['Urso Amendoim'], 'ursinho', [0]],
    ['without its small words', ['Óculos de sol', 'Óculos'], 'óculos para o sol', [0]],
    ['small words when there are no others', ['Por do Sol', 'Sol'], 'do', [0]],
    ['the word another one has not answered', ['Balão Copa', 'Balão Barra'], 'balão ba', [1, 0]],
    ['nothing', ['Bota'], '🙂', []],
  ])('%s', (_, products, text, found) => {
    expect(search(products, text)).toEqual(found);
  });

  it('most of the words when no product has all, and says so', () => {
    const index = indexOf(['Bota preta', 'Bota preta macia', 'Luva azul', 'Bota']);
    const hits = index.search('bota preta azul', { limit: 10 });
    expect(places(hits)).toEqual([0, 1]);
    expect(hits.every(({ isPartial }) => isPartial)).toBe(true);
    expect(index.search('bota preta', { limit: 1 })[0]?.isPartial).toBe(false);
    expect(index.search('xyzw', { limit: 1 })).toEqual([]);
  });

  it('most of the words when what has all is not shown: then a slip before most', () => {
    const index = indexOf(['Bota preta azul', 'Bota preta', 'Mala']);
    const isShown = (at: number): boolean => at !== 0;
    const hits = index.search('bota preta azul', { limit: 10, isShown });
    expect(hits.map(({ at, isPartial }) => [at, isPartial])).toEqual([[1, true]]);
    expect(index.search('bota preta', { limit: 10, isShown: () => false })).toEqual([]);
    const slipped = indexOf([...Array.from({ length: 10 }, () => 'Camiseta preta'), 'Camas preta']);
    const found = slipped.search('camis preta', { limit: 10, isShown: (at) => at === 10 });
    expect(found.map(({ at, isPartial }) => [at, isPartial])).toEqual([[10, false]]);
  });

  it('a slip in what begins like many products, once the other words fit none of them', () => {
    const products = [...Array.from({ length: 10 }, () => 'Camiseta preta'), 'Camas azul'];
    expect(search(products, 'camis azul')).toEqual([10]);
    expect(search(products, 'camis preta')).not.toContain(10);
  });

  it('a word the shop knows is never taken for a slip: a blue table is no blue sock', () => {
    expect(search(['Mesa Copa', 'Meia azul'], 'mesa azul')).toEqual([0, 1]);
  });
});

describe('the order', () => {
  it('is name, brand, department, tag, detail, description', () => {
    const products = [
      buildProduct('A', { description: 'Lua' }),
      buildProduct('A', { details: ['Lua'] }),
      buildProduct('A', { tags: ['lua'] }),
      buildProduct('A', { department: 'Lua' }),
      buildProduct('A', { brand: 'Lua' }),
      buildProduct('Lua'),
    ];
    expect(search(products, 'lua')).toEqual([5, 4, 3, 2, 1, 0]);
  });

  it('is then the shorter name, what sells here, and the place in the catalogue', () => {
    const products = [
      buildProduct('Bota alta'),
      buildProduct('Bota'),
      buildProduct('Bota', { popularity: 9 }),
      buildProduct('Bota', { popularity: 9 }),
    ];
    expect(search(products, 'bota')).toEqual([2, 3, 1, 0]);
    expect(places(indexOf(['Botc', 'Botb']).search('bot', { limit: 1 }))).toEqual([0]);
  });

  it('stops at the limit with the best, and asks of the shown only what could be among them', () => {
    const index = indexOf(Array.from({ length: 500 }, (_, at) => buildProduct('Bota', { popularity: at % 200 })));
    expect(places(index.search('bota', { limit: 3 }))).toEqual([199, 399, 198]);
    const isShown = (at: number): boolean => at % 2 === 0;
    expect(places(index.search('bota', { limit: 3, isShown }))).toEqual([198, 398, 196]);
    expect(index.search('bota', { limit: 3, isShown: () => false })).toEqual([]);
    expect(index.search('bota', { limit: 0 })).toEqual([]);
    expect(index.search('bota', { limit: 1_000_000_000 })).toHaveLength(500);
  });

  it('asks the best first and no more than it may, whatever is hidden', () => {
    const many = indexOf(
      Array.from({ length: 5_000 }, (_, at) => buildProduct('Bota', { popularity: at < 10 ? 9 : 0 })),
    );
    let asked: number[] = [];
    const among = (isShown: (at: number) => boolean): number[] => {
      asked = [];
      return places(many.search('b', { limit: 3, isShown: (at) => asked.push(at) > 0 && isShown(at) }));
    };
    expect(among((at) => at === 4_000)).toEqual([]);
    expect(asked).toEqual(Array.from({ length: mostAsked }, (_, at) => at));
    expect(among((at) => at === mostAsked - 1)).toEqual([mostAsked - 1]);
    expect(among((at) => at > 7)).toEqual([8, 9, 10]);
    expect(asked).toHaveLength(11);
  });

  it('knows what sells, and nothing of places it does not have', () => {
    const index = indexOf([buildProduct('Bota', { popularity: 200 }), 'Mala']);
    expect([0, 1, 2, -1].map((at) => index.popularityOf(at))).toEqual([200, 0, 0, 0]);
  });

  it('compares between two indexes', () => {
    const [here] = indexOf(['Bota alta', 'x']).search('bota', { limit: 1 });
    const [there] = indexOf(['Bota']).search('bota', { limit: 1 });
    expect(there?.score).toBeGreaterThan(here?.score ?? 0);
  });
});

it('gives the words of the index that matched, per product', () => {
  const hits = indexOf(['Botas pretas', 'Bota preta']).search('bota pret', { limit: 10 });
  expect(hits.map(({ at, words }) => [at, [...words].sort()])).toEqual([
    [1, ['bota', 'preta']],
    [0, ['botas', 'pretas']],
  ]);
});

it('is the same at any place in memory, and after a search that failed in the middle', () => {
  const writer = new SearchWriter('pt-BR');
  for (const at of [3, 7, 1_000]) writer.add(at, buildProduct(`Bota ${at}`));
  const block = writer.finish();
  const larger = new Uint8Array(block.length + 9);
  larger.set(block, 3);
  const index = new SearchIndex(larger.subarray(3, 3 + block.length));
  const isShown = (): boolean => {
    throw new Error('a facet that fails');
  };
  expect(() => index.search('bota', { limit: 3, isShown })).toThrow('a facet that fails');
  expect(places(index.search('bota 1000', { limit: 3 }))).toEqual([1_000]);
  expect(places(index.search('bota', { limit: 3 }))).toEqual([3, 7, 1_000]);
});

it('an empty shop answers nothing', () => {
  expect(search([], 'bota')).toEqual([]);
  expect(search(['', '🙂'], 'bota')).toEqual([]);
});

it('places must ascend', () => {
  const writer = new SearchWriter('en');
  writer.add(4, buildProduct('Boot'));
  for (const at of [4, 0, 5.5, -1, 2 ** 26]) expect(() => writer.add(at, buildProduct('Boot'))).toThrow(RangeError);
});

describe('against a search without any index', () => {
  const vocabulary = `bota botas botão Boto jaqueta jaquetas jaleco mochila azul azuis preto preta pretas guarda-chuva
    guarda-sol d'água impermeável impermeáveis 500ml 500 ml de para ursinho urso x p 3/4 água óculos camisa camiseta
    登山包 boot boots running run knife knives gris grises luces`.split(/\s+/);
  const word = fc.constantFrom(...vocabulary);
  const text = (most: number) => fc.array(word, { maxLength: most }).map((words) => words.join(' '));
  const product = fc.record({
    name: text(4),
    brand: text(1),
    department: text(1),
    tags: fc.array(word, { maxLength: 2 }),
    details: fc.array(word, { maxLength: 2 }),
    description: text(4),
    popularity: fc.integer({ min: 0, max: 255 }),
  });
  const asked = fc
    .array(
      fc.tuple(word, fc.nat(6), fc.constantFrom('keep', 'cut', 'drop', 'swap', 'wrong')).map(([typed, place, slip]) => {
        const [before, after] = [typed.slice(0, place), typed.slice(place)];
        if (slip === 'cut') return typed.slice(0, place + 1);
        if (slip === 'drop') return before + after.slice(1);
        if (slip === 'swap') return before + after.slice(1, 2) + after.slice(0, 1) + after.slice(2);
        return slip === 'wrong' ? `${before}e${after.slice(1)}` : typed;
      }),
      { maxLength: 4 },
    )
    .map((words) => words.join(' '));

  it('gives the same products, scores and words', () => {
    fc.assert(
      fc.property(
        // So few that each posting is one byte: "few" is counted in bytes.
        fc.array(product, { maxLength: 20 }),
        asked,
        fc.constantFrom(...locales),
        fc.integer({ min: 1, max: 25 }),
        fc.nat(),
        (products, question, locale, limit, hidden) => {
          const isShown = (at: number): boolean => at % 3 !== hidden % 5;
          const hits = indexOf(products, locale).search(question, { limit, isShown });
          const sorted = hits.map((hit) => ({ ...hit, words: [...hit.words].sort() }));
          expect(sorted).toEqual(naiveSearch(products, question, locale, limit, isShown));
        },
      ),
      { numRuns: 400 },
    );
  });
});
