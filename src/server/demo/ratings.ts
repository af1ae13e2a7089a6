// What the demo's buyers said: most things are liked, a few are argued about, and some nobody has rated yet.
import type { HomeId } from '#domain/ids.ts';
import type { Rating } from '#domain/rating.ts';
import type { LocalText } from '#domain/text.ts';
import type { Article } from './assortment.ts';
import { rngFor } from './rng.ts';

const said: readonly LocalText[] = [
  {
    'pt-BR': 'Uso toda semana e continua como novo.',
    en: 'I use it every week and it is still like new.',
    es: 'Lo uso cada semana y sigue como nuevo.',
  },
  {
    'pt-BR': 'A cor é a da foto, sem surpresa.',
    en: 'The colour is the one in the picture, no surprise.',
    es: 'El color es el de la foto, sin sorpresas.',
  },
  {
    'pt-BR': 'Levei para dar de presente e acabei voltando por outro.',
    en: 'I bought it as a present and came back for another.',
    es: 'Lo compré para regalar y volví por otro.',
  },
  {
    'pt-BR': 'Bom acabamento. Podia vir com um saco para guardar.',
    en: 'Well made. A bag to keep it in would be nice.',
    es: 'Buen acabado. Podría traer una bolsa para guardarlo.',
  },
  {
    'pt-BR': 'Mais leve do que parece na loja.',
    en: 'Lighter than it looks in the shop.',
    es: 'Más ligero de lo que parece en la tienda.',
  },
  {
    'pt-BR': 'Demorei a me acostumar, hoje recomendo.',
    en: 'It took me a while, today I recommend it.',
    es: 'Tardé en acostumbrarme, hoy lo recomiendo.',
  },
];
const sizes: Record<'small' | 'right' | 'large', LocalText> = {
  small: {
    'pt-BR': 'A forma é pequena: pegue um número a mais.',
    en: 'It runs small: take one size up.',
    es: 'Talla pequeño: elige un número más.',
  },
  right: { 'pt-BR': 'Serve como o número diz.', en: 'It fits as the size says.', es: 'Queda como dice la talla.' },
  large: {
    'pt-BR': 'Fica folgado; com meia grossa vai bem.',
    en: 'A loose fit; fine with thick socks.',
    es: 'Queda holgado; con calcetín grueso va bien.',
  },
};

export function* ratingRows(
  seed: string,
  home: HomeId,
  articles: readonly Article[],
): Generator<{ table: 'rating'; home: HomeId; row: Rating }> {
  for (const { product, variants } of articles) {
    const rng = rngFor(seed, `rating/${product.sourceId}`);
    if (rng.chance(0.15)) continue;
    const average = Math.round(10 * Math.min(5, 3.4 + rng.next() * 1.6)) / 10;
    const count = rng.int(3, 180);
    const fit =
      product.unit === 'pair' && variants.some(({ size }) => size !== null)
        ? [sizes[rng.weighted(['small', 'right', 'large'] as const, (one) => (one === 'right' ? 3 : 1))]]
        : [];
    const first = rng.int(0, said.length - 1);
    const quotes = [...fit, ...[0, 1, 2].map((at) => said[(first + at) % said.length])]
      .flatMap((quote) => quote ?? [])
      .slice(0, count < 10 ? 1 : 3);
    yield { table: 'rating', home, row: { id: product.id, average, count, quotes } };
  }
}
