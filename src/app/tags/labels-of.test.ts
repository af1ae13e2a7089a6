import { expect, it } from 'vitest';
import { buildOffers, buildProduct, buildVariant, chainHome, testNowMs } from '#test/build/domain.ts';
import { plainCatalogue } from '#test/build/plain-catalogue.ts';
import { labelsOf } from './labels-of.ts';

const boot = buildProduct({ id: 'boot' });
const gone = buildProduct({ id: 'gone', live: false });
const catalogue = plainCatalogue(
  {
    home: chainHome,
    cursor: { timeline: 't', rev: 1, tag: 't' },
    asOfMs: testNowMs,
    rows: {
      product: [boot, gone],
      variant: [
        buildVariant({ id: 'boot-39', productId: 'boot', gtin14: '07891000100103', size: '39' }),
        buildVariant({ id: 'boot-40', productId: 'boot', gtin14: '07891000100110', live: false }),
        buildVariant({ id: 'gone-1', productId: 'gone', gtin14: '07891000100127' }),
      ],
      offer: buildOffers('boot-39', 'boot', 38_990),
    },
  },
  [],
);

it('[S1] a label is printed for each variant on sale; what was withdrawn gets none', () => {
  const labels = labelsOf(catalogue, ['boot', 'gone', 'nobody'], {
    offersOf: (id) => catalogue.offersOf(id),
    money: ({ minor }) => `R$ ${minor / 100}`,
    locale: 'pt-BR',
    origin: 'https://loja.example',
    nowMs: testNowMs,
  });
  expect(labels).toMatchObject([
    { gtin14: '07891000100103', price: 'R$ 389.9', was: null, link: 'https://loja.example/01/07891000100103' },
  ]);
  expect(labels[0]?.detail).toMatch(/^39/);
});
