import { expect, it } from 'vitest';
import { buildProduct, buildVariant } from '#test/build/domain.ts';
import { searchFieldsOf } from './product-fields.ts';

it('a product is found by the colours and sizes that are sold, each once, and not by those of before', () => {
  const blue = { key: 'azul', name: { 'pt-BR': 'Azul', en: 'Blue' }, hex: '#0000ff' };
  const variants = [
    buildVariant({ size: '38' }),
    buildVariant({ size: '39' }),
    buildVariant({ size: '40', colour: blue, live: false }),
  ];
  expect(searchFieldsOf(buildProduct(), variants, 'en', 7)).toMatchObject({
    details: ['Couro curtido', 'Caramelo', '38', '39'],
    popularity: 7,
  });
});
