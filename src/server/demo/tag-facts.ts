// What the demo's tags say beyond their product, so that it can be tried: a lot that is called back, less for food near
// its date, scales that print a price (prefix 20), and two posters.
import type { HomeId } from '#domain/ids.ts';
import { posterCode } from '#domain/poster.ts';
import { recallPrefix } from '#domain/recall.ts';
import type { Placed } from '#domain/tables.ts';
import type { Article } from './assortment.ts';
import { idFor } from './rng.ts';
import { currency, openedMs } from './stores.ts';

const dayMs = 86_400_000;

/** On the label of every flask that should come back. */
export const recalledLot = 'L2611';
const recalledKey = 'hidratante-cupuacu';

const dated = ['mel-laranjeira', 'chocolate-cabruca', 'buque-sabado'];

const posters = [
  {
    body: '10001',
    name: { 'pt-BR': 'Sábado na trilha', en: 'Saturday on the trail', es: 'Sábado de senderismo' },
    keys: ['bota-serra', 'mochila-trilha', 'meia-de-la-serra', 'bone-mirante', 'lanterna-vagalume'],
  },
  {
    body: '10002',
    name: { 'pt-BR': 'Mesa de domingo', en: 'Sunday table', es: 'Mesa de domingo' },
    keys: ['bule-quintal', 'xicara-de-cha-camomila', 'tigela-angra', 'prato-louca', 'mel-laranjeira'],
  },
] as const;

export function tagFactRows(seed: string, home: HomeId, articles: readonly Article[], nowMs: number): Placed[] {
  const byKey = new Map(articles.map((article) => [article.product.sourceId, article]));
  const articleOf = (key: string): Article => {
    const article = byKey.get(key);
    if (!article) throw new Error(`the demo has no ${key}`);
    return article;
  };
  const productId = (key: string): string => articleOf(key).product.id;
  const recalls = articleOf(recalledKey).variants.map(({ gtin14, sourceId }): Placed => ({
    table: 'recall',
    home,
    row: {
      id: recallPrefix(gtin14) + idFor(seed, `recall/${sourceId}`, openedMs),
      gtin14,
      lots: [recalledLot],
      serials: [],
      fromMs: nowMs - 2 * dayMs,
      toMs: null,
      text: {
        'pt-BR': 'A tampa deste lote pode soltar. A loja troca ou devolve o dinheiro.',
        en: 'The lid of this lot may come off. The shop exchanges it or returns the money.',
        es: 'La tapa de este lote puede soltarse. La tienda lo cambia o devuelve el dinero.',
      },
      level: 'stop',
    },
  }));
  return [
    ...recalls,
    {
      table: 'markdown',
      home,
      row: {
        id: idFor(seed, 'markdown/dated', openedMs),
        productIds: dated.map(productId),
        steps: [
          { daysLeft: 10, percent: 20 },
          { daysLeft: 3, percent: 40 },
        ],
      },
    },
    {
      // "20", five digits of the demo's own numbering, five of centavos, check digit.
      table: 'tagRule',
      home,
      row: {
        id: idFor(seed, 'tag-rule/20', openedMs),
        prefix: '20',
        item: [3, 7],
        names: 'gtin',
        base: '9520000',
        value: { kind: 'price', places: [8, 12], decimals: 2, currency, check: false },
      },
    },
    ...posters.map(({ body, name, keys }): Placed => ({
      table: 'poster',
      home,
      row: {
        id: idFor(seed, `poster/${body}`, openedMs),
        code: posterCode(body),
        name,
        productIds: keys.map(productId),
      },
    })),
  ];
}
