import { describe, expect, it, test } from 'vitest';
import { type Availability, isPosterCode, posterCode, posterPath, posterRows } from './poster.ts';
import { parseTag } from './tag.ts';

const code = posterCode('10001');

test.each([
  ['an address of our own form', 'link', `https://shop.example${posterPath(code)}`, 'poster'],
  ['the same behind a path', 'camera', `https://shop.example/pt/store${posterPath(code)}`, 'poster'],
  ['with a campaign behind it', 'camera', `https://shop.example${posterPath(code)}?utm_source=x#top`, 'poster'],
  ['typed', 'typed', code, 'poster'],
  ['typed in two groups', 'typed', '100 014', 'poster'],
  ['the same digits in bars, which may be half of a longer code', 'wedge', code, 'unknown'],
  ['a slip of one digit', 'typed', '100015', 'unknown'],
  ['a slip in the address', 'camera', 'https://shop.example/s/100015', 'unknown'],
  ['another scheme', 'camera', `ftp://shop.example${posterPath(code)}`, 'refused'],
  ['a product that also has the path', 'camera', `https://shop.example${posterPath(code)}/01/07891000100103`, 'gtin'],
] as const)('%s is told apart', (_, source, raw, kind) => {
  expect(parseTag({ source, raw }).kind).toBe(kind);
});

test('a code is six digits with their check digit', () => {
  expect(code).toBe('100014');
  expect(['100014', '100015', '10001', '1000140', '10001x'].map(isPosterCode)).toEqual([
    true,
    false,
    false,
    false,
    false,
  ]);
});

describe('the rows of a poster', () => {
  const shop: Record<string, Availability> = { boot: 'here', hat: 'none', bag: 'online', sock: 'none', cap: 'here' };
  const near: Record<string, string[]> = { hat: ['boot', 'sock', 'cap', 'bag'], sock: ['cap', 'lamp'] };
  const rows = (ids: readonly string[]) =>
    posterRows(
      ids,
      (id) => shop[id] ?? 'none',
      (id) => near[id] ?? [],
    ).map(({ productId, insteadOf }) => (insteadOf ? `${productId} for ${insteadOf}` : productId));

  it('stand in its order, what is sold out last behind what can be had instead', () => {
    expect(rows(['hat', 'boot', 'bag'])).toEqual(['boot', 'bag', 'cap for hat', 'hat']);
  });

  it('take no product twice, none that is sold out, and none that the poster shows itself', () => {
    expect(rows(['hat', 'sock', 'boot'])).toEqual(['boot', 'cap for hat', 'hat', 'sock']);
    expect(rows(['sock', 'cap'])).toEqual(['cap', 'sock']);
  });
});
