import { describe, expect, it } from 'vitest';
import { buildVariant } from '#test/build/domain.ts';
import { checkDigit, gtinToGtin14 } from './gtin.ts';
import type { Variant } from './product.ts';
import { lookUpTag, saidOf, type TagShop } from './tag-lookup.ts';
import type { TagRule } from './tag-rule.ts';
import { parseTag, type TagSource } from './tag.ts';

const number = (body: string): string => String(gtinToGtin14(body + checkDigit(body)));
const boot = buildVariant({ id: 'boot', gtin14: '07891000100103', sku: 'BS39' });
const cheese = buildVariant({ id: 'cheese', gtin14: number('952000000123'), sku: '123' });
const ownNumber = buildVariant({ id: 'own', gtin14: number('200099900000'), sku: 'own' });
const eightDigits = buildVariant({ id: 'eight', gtin14: '00000004124498', sku: 'e' });
const variants: Variant[] = [boot, cheese, ownNumber, eightDigits];
const rule: TagRule = {
  id: 'rule',
  prefix: '20',
  item: [3, 7],
  names: 'gtin',
  base: '9520000',
  value: { kind: 'price', places: [8, 12], decimals: 2, currency: 'BRL', check: false },
};
const shop = (rules: readonly TagRule[] = [rule]): TagShop => ({
  variantsByGtin: (gtin14) => variants.filter((variant) => variant.gtin14 === gtin14),
  variantsBySku: (sku) => variants.filter((variant) => variant.sku === sku),
  tagRules: () => rules,
  poster: (code) => (code === '100014' ? { id: 'p', code, name: { 'pt-BR': 'Trilha' }, productIds: [] } : null),
});
const found = (raw: string, at = shop(), source: TagSource = 'wedge') => lookUpTag(parseTag({ source, raw }), at);
const scale = '200012301295';

describe('a tag in this shop', () => {
  it('is the variant of its number, with what it says of the piece', () => {
    expect(found(']C1010789100010010310L1')).toMatchObject({
      kind: 'variant',
      variant: { id: 'boot' },
      facts: { lot: 'L1' },
    });
  });

  it('is the same from every reader', () => {
    for (const source of ['camera', 'wedge', 'typed', 'nfc', 'photo', 'link'] as const)
      expect(found('https://any.example/01/07891000100103/10/L1', shop(), source)).toMatchObject({
        kind: 'variant',
        variant: { id: 'boot' },
        facts: { lot: 'L1' },
      });
  });

  it('that could be two numbers is the second when only that one exists', () => {
    expect(found('04124498')).toMatchObject({ kind: 'variant', variant: { id: 'eight' } });
  });

  it('of the chain’s own scale is what the rule says, with its price', () => {
    expect(found(scale + checkDigit(scale))).toMatchObject({
      kind: 'variant',
      variant: { id: 'cheese' },
      facts: { price: { amount: 1295 } },
    });
  });

  it('of a scale without a rule is nobody’s, unless the catalogue has exactly that number', () => {
    expect(found(scale + checkDigit(scale), shop([]))).toEqual({ kind: 'none' });
    expect(found(ownNumber.gtin14.slice(1), shop([]))).toMatchObject({ variant: { id: 'own' } });
    expect(found(ownNumber.gtin14.slice(1))).toMatchObject({ variant: { id: 'own' } });
  });

  it('may name its in-store number with or without leading zeros', () => {
    const bySku = { ...rule, names: 'sku' as const, base: null };
    expect(found(scale + checkDigit(scale), shop([bySku]))).toMatchObject({ variant: { id: 'cheese' }, isNamed: true });
    expect(found(scale + checkDigit(scale))).toMatchObject({ variant: { id: 'cheese' }, isNamed: false });
  });

  it('of another shop opens nothing, whatever rules there are', () => {
    expect(found('4006381333931')).toEqual({ kind: 'none' });
    expect(found('https://other.example/s/100021')).toEqual({ kind: 'none' });
    expect(found('javascript:alert(1)')).toEqual({ kind: 'none' });
  });

  it('of a poster opens the poster that this chain has', () => {
    expect(found('https://shop.example/s/100014')).toMatchObject({ kind: 'poster', poster: { id: 'p' } });
    expect(found('100014', shop(), 'typed')).toMatchObject({ kind: 'poster' });
  });
});

it('what a tag says of a piece holds for whichever product of its number is chosen, and for no other number', () => {
  const lot = { lot: 'L1' };
  const piece = { gtin14: boot.gtin14, facts: lot };
  const lamp = buildVariant({ id: 'lamp', productId: 'lamp', gtin14: boot.gtin14 });
  expect([saidOf(piece, boot), saidOf(piece, lamp)]).toEqual([lot, lot]);
  expect([saidOf(piece, cheese), saidOf(null, boot)]).toEqual([null, null]);
});
