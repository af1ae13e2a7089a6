// The demo's discounts: one that has ended, three that run now, one that is to come. A campaign takes about so much
// off and rounds to a price that ends in 90, so it becomes one promotion for every exact percentage.
import type { Discount } from '#domain/discount/deal.ts';
import { type Offer, type Promotion, offersFor } from '#domain/offer.ts';
import { type Money, money } from '#domain/money.ts';
import type { LocalText } from '#domain/text.ts';
import type { Article } from './assortment.ts';
import { idFor } from './rng.ts';

const dayMs = 86_400_000;
const hourMs = 3_600_000;
/** São Paulo has had no summer time since 2019. */
const zoneOffsetMs = -3 * hourMs;

interface Campaign {
  readonly key: string;
  readonly name: LocalText;
  readonly aboutPercent: number;
  readonly fromMs: number;
  readonly toMs: number;
  readonly touches: (article: Article) => boolean;
}

export const localMidnight = (atMs: number): number => Math.floor((atMs + zoneOffsetMs) / dayMs) * dayMs - zoneOffsetMs;

/** Sunday at 20:00 of São Paulo, from one to seven days ahead. */
export function sundayAfter(nowMs: number): number {
  const midnight = localMidnight(nowMs);
  const weekday = new Date(midnight + zoneOffsetMs).getUTCDay();
  return midnight + (7 - weekday) * dayMs + 20 * hourMs;
}

function campaigns(nowMs: number): Campaign[] {
  const today = localMidnight(nowMs);
  const sunday = sundayAfter(nowMs);
  const among =
    (...keys: string[]) =>
    (article: Article): boolean =>
      keys.includes(article.product.sourceId);
  const inDepartment = (article: Article, pt: string): boolean => article.product.department['pt-BR'] === pt;
  return [
    {
      key: 'semana-da-serra',
      name: { 'pt-BR': 'Semana da Serra', en: 'Serra week', es: 'Semana de la Serra' },
      aboutPercent: 15,
      fromMs: today - 2 * dayMs,
      toMs: sunday,
      touches: among(
        'bota-serra',
        'bota-longa-vereda',
        'luva-geada',
        'cachecol-campos',
        'barraca-clareira',
        'bussola-norte',
        'lanterna-vagalume',
        'patins-de-gelo-neblina',
        'cuia-pampa',
        'aparelho-de-fondue-mantiqueira',
        'guarda-chuva-temporal',
        'mala-rota',
      ),
    },
    {
      key: 'varanda-em-flor',
      name: { 'pt-BR': 'Varanda em flor', en: 'Veranda in bloom', es: 'Terraza en flor' },
      aboutPercent: 20,
      fromMs: today - 5 * dayMs,
      toMs: today + 9 * dayMs + 22 * hourMs,
      touches: among(
        'vaso-com-planta-peperomia',
        'hibisco-paraty',
        'girassol-cerrado',
        'luminaria-arraial',
        'cesto-taboa',
        'bule-quintal',
        'cadeira-jatoba',
        'chapeu-duna',
        'sino-dos-ventos-varanda',
        'guarda-sol-jericoacoara',
      ),
    },
    {
      key: 'ultimas-pecas',
      name: { 'pt-BR': 'Últimas peças', en: 'Last pieces', es: 'Últimas piezas' },
      aboutPercent: 30,
      fromMs: today - 12 * dayMs,
      toMs: today + 4 * dayMs + 22 * hourMs,
      touches: among(
        'scarpin-gafieira',
        'camisa-avenida',
        'patinete-praca',
        'telefone-recado',
        'robo-parafuso',
        'caderno-confete',
        'sombrinha-chuvisco',
        'raquete-de-badminton-pena',
      ),
    },
    {
      key: 'sexta-das-cores',
      name: { 'pt-BR': 'Sexta das cores', en: 'Colour Friday', es: 'Viernes de colores' },
      aboutPercent: 25,
      fromMs: sunday - 2 * dayMs - 20 * hourMs + 7 * dayMs,
      toMs: sunday + 7 * dayMs,
      touches: (article) =>
        inDepartment(article, 'Música') ||
        among('tenis-orla', 'mochila-trilha', 'fone-silencio', 'camera-instante')(article),
    },
    {
      key: 'mes-das-criancas',
      name: { 'pt-BR': 'Mês das crianças', en: "Children's month", es: 'Mes de los niños' },
      aboutPercent: 20,
      fromMs: today - 60 * dayMs,
      toMs: today - 30 * dayMs,
      touches: (article) => inDepartment(article, 'Brinquedos'),
    },
  ];
}

/** About so much less, ending in 9,90 (from R$ 50) or ,90: 459,90 less 15 % is 389,90. */
function roundedPrice(regular: Money, aboutPercent: number): number {
  const step = regular.minor >= 5000 ? 1000 : 100;
  return Math.max(step, Math.round((regular.minor * (100 - aboutPercent)) / 100 / step) * step) - 10;
}

export function promotionsOf(seed: string, articles: readonly Article[], nowMs: number): Promotion[] {
  return campaigns(nowMs).flatMap(({ key, name, aboutPercent, fromMs, toMs, touches }) => {
    const byRegular = Map.groupBy(articles.filter(touches), (article) => article.regular.minor);
    return [...byRegular].map(([minor, group]): Promotion => ({
      id: idFor(seed, `promotion/${key}/${minor}`, fromMs),
      name,
      percent: (100 * (minor - roundedPrice(money(minor, ''), aboutPercent))) / minor,
      productIds: group.map((article) => article.product.id),
      fromMs,
      toMs,
    }));
  });
}

/** The zone of all stores of the demo, the web shop's too. */
export const demoZone = 'America/Sao_Paulo';

export const offersOf = (article: Article, promotions: readonly (Promotion | Discount)[], asOfMs: number): Offer[] => {
  const { id, department, tags } = article.product;
  const context = { product: { department: department['pt-BR'], tags }, zone: demoZone };
  return article.variants.flatMap((variant) => offersFor(variant.id, id, article.regular, promotions, asOfMs, context));
};
