import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packedFormat } from '#domain/packed/file-shape.ts';
import { locales } from '#domain/text.ts';
import { BrokenSearchBlock, sealBlock, viewOf } from './search-block.ts';
import { SearchWriter } from './search-index-writer.ts';
import { SearchIndex } from './search-index.ts';
import { compareBytes, readWord, writeWord } from './word-bytes.ts';

function buildBlock(): Uint8Array<ArrayBuffer> {
  const writer = new SearchWriter('pt-BR');
  for (const [at, name] of ['Bota Serra', 'Jaqueta impermeável', 'حقيبة 登山包', 'Botas 500 ml'].entries())
    writer.add(at * 70, {
      name,
      brand: 'Rota',
      department: 'X',
      tags: [],
      details: [],
      description: '',
      popularity: 1,
    });
  return writer.finish();
}
const block = buildBlock();
const placeInBlock = fc.nat(block.length - 1);

describe('a search block', () => {
  it('is the same for the same products', () => {
    expect(buildBlock()).toEqual(block);
    expect(new SearchIndex(block).search('botas', { limit: 9 }).map(({ at }) => at)).toEqual([210, 0]);
  });

  it('has the packed files’ format for its version: a build that opens the file can search it', () => {
    expect(viewOf(block).getUint32(4, true)).toBe(packedFormat);
  });

  it('is refused when a bit of it changed', () => {
    fc.assert(
      fc.property(placeInBlock, fc.integer({ min: 1, max: 255 }), (at, bits) => {
        const changed = block.slice();
        changed[at] = (changed[at] ?? 0) ^ bits;
        expect(() => new SearchIndex(changed)).toThrow(BrokenSearchBlock);
      }),
    );
  });

  it('is refused when it is cut anywhere, or longer', () => {
    for (let length = 0; length < block.length; length++)
      expect(() => new SearchIndex(block.subarray(0, length))).toThrow(BrokenSearchBlock);
    const longer = new Uint8Array(block.length + 1);
    longer.set(block);
    expect(() => new SearchIndex(longer)).toThrow(BrokenSearchBlock);
  });

  it.each([
    ['is no search index', 0, 1],
    [`has version ${packedFormat + 1}`, 4, packedFormat + 1],
    ['bytes of 7', 8, 7],
    ['checksum is wrong', 12, 1],
    ['header is wrong', 16, locales.length],
    ['sections do not fill it', 24, 0xffff_ffff],
  ])('says why: it %s', (why, at, number) => {
    const changed = block.slice();
    viewOf(changed).setUint32(at, number, true);
    expect(() => new SearchIndex(changed)).toThrow(why);
  });

  it('of another language than this program knows, or with nonsense under a right sum, throws or answers and ends', () => {
    const header = viewOf(block);
    const [places = 0, words = 0, wordBytes = 0, postingBytes = 0] = [20, 24, 28, 32].map((at) =>
      header.getUint32(at, true),
    );
    const counts = { locale: 'pt-BR' as const, places, words, wordBytes, postingBytes };
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer({ min: 36, max: block.length - 1 }), fc.nat(255))), (changes) => {
        const changed = block.slice();
        for (const [at, byte] of changes) changed[at] = byte;
        sealBlock(changed, counts);
        try {
          const index = new SearchIndex(changed);
          for (const question of ['bota', 'b', 'jaqeta impermeavel', 'حقيبة', '500ml'])
            for (const { at } of index.search(question, { limit: 5 })) expect(at).toBeLessThan(places);
        } catch (error) {
          expect(error).toBeInstanceOf(BrokenSearchBlock);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('words as bytes', () => {
  const signs = fc.string({ unit: 'grapheme', maxLength: 10 });
  const bytesOf = (word: string): Uint8Array => {
    const bytes = new Uint8Array(3 * word.length);
    return bytes.subarray(0, writeWord(word, bytes, 0));
  };

  it('are UTF-8, and read back', () => {
    fc.assert(
      fc.property(signs, (word) => {
        const bytes = bytesOf(word);
        expect([...bytes]).toEqual([...new TextEncoder().encode(word)]);
        expect(readWord(bytes, 0, bytes.length)).toBe(word);
      }),
    );
  });

  it('sort as their signs do', () => {
    fc.assert(
      fc.property(signs, signs, (a, b) => {
        const [x, y] = [bytesOf(a), bytesOf(b)];
        const order = Math.sign(compareBytes(x, 0, x.length, y, 0, y.length));
        expect(order).toBe(Buffer.compare(x, y));
      }),
    );
  });
});
