import { expect, it } from 'vitest';
import { buildVariant } from '#test/build/domain.ts';
import { checkDigit } from '#domain/gtin.ts';
import type { TagShop } from '#domain/tag-lookup.ts';
import { pickRead } from './photo-pick.ts';

const number = (body: string): string => body + checkDigit(body);
const boot = buildVariant({ gtin14: '07891000100103', sku: 'boot' });
const upcE = buildVariant({ gtin14: '00012345000058', sku: 'upc-e' });
const cheese = buildVariant({ gtin14: `0${number('952000000123')}`, sku: 'cheese' });
const shop: TagShop = {
  variantsByGtin: (gtin14) => [boot, upcE, cheese].filter((variant) => variant.gtin14 === gtin14),
  variantsBySku: () => [],
  tagRules: () => [
    {
      id: 'rule',
      prefix: '20',
      item: [3, 7],
      names: 'gtin',
      base: '9520000',
      value: { kind: 'price', places: [8, 12], decimals: 2, currency: 'BRL', check: false },
    },
  ],
  poster: (code) => (code === '100014' ? { id: 'p', code, name: { 'pt-BR': 'Trilha' }, productIds: [] } : null),
};
const stranger = { source: 'photo', raw: '4006381333931', symbology: 'EAN13', aim: ']E0' } as const;

it.each([
  ['a product', { source: 'photo', raw: '7891000100103', symbology: 'EAN13', aim: ']E0' }],
  ['a UPC-E', { source: 'photo', raw: '01234558', symbology: 'UPCE' }],
  ['a label of the shop’s own scale', { source: 'photo', raw: number('200012301295'), symbology: 'EAN13', aim: ']E0' }],
  ['a poster of the shop', { source: 'photo', raw: 'https://loja.example/s/100014', symbology: 'QRCode', aim: ']Q1' }],
] as const)('%s goes before the code of a stranger in the same photograph', (_, known) => {
  expect(pickRead([stranger, known], shop)).toBe(known);
});

it('a photograph of strangers only gives the first; of nothing, nothing', () => {
  expect(pickRead([stranger], shop)).toBe(stranger);
  expect(pickRead([stranger], null)).toBe(stranger);
  expect(pickRead([], shop)).toBeUndefined();
});
