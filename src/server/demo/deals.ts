// One discount of each kind for the demo: Friday evenings, an amount off, everything for one price, a bundle, "take three,
// pay two"; and for those who are known a club's price list and a coupon.
import { createHash } from 'node:crypto';
import { couponKey, foldCode } from '#domain/discount/coupon-code.ts';
import type { Coupon, Discount, PriceList, Stacking } from '#domain/discount/deal.ts';
import type { HomeId } from '#domain/ids.ts';
import { money } from '#domain/money.ts';
import type { Placed } from '#domain/tables.ts';
import type { LocalText } from '#domain/text.ts';
import type { Article } from './assortment.ts';
import { localMidnight } from './campaigns.ts';
import { idFor } from './rng.ts';
import { currency, openedMs } from './stores.ts';

const dayMs = 86_400_000;
/** To be tried at a tablet: the row does not hold it. */
export const demoCouponCode = 'BEM-VINDO-10';
export const demoGroup = 'clube-da-serra';

const best: Stacking = { rule: 'best', group: '', priority: 0 };
const text = (pt: string, en: string, es: string): LocalText => ({ 'pt-BR': pt, en, es });
const brl = (minor: number) => money(minor, currency);

/** What is taken off for everybody, besides the campaigns. */
export function discountsOf(seed: string, articles: readonly Article[], nowMs: number): Discount[] {
  const idByKey = new Map(articles.map(({ product }) => [product.sourceId, product.id]));
  const ids = (...keys: string[]): string[] =>
    keys.map((key) => {
      const id = idByKey.get(key);
      if (id === undefined) throw new Error(`the demo has no ${key}`);
      return id;
    });
  const on = (...keys: string[]) => ({ all: false, productIds: ids(...keys), departments: [], tags: [] });
  const today = localMidnight(nowMs);
  const common = { fromMs: today - 3 * dayMs, toMs: today + 60 * dayMs, weekly: [], stacking: best };
  const cups = ids('xicara-de-cha-camomila', 'tigela-angra');
  return [
    {
      ...common,
      id: idFor(seed, 'discount/sexta-do-brinde', openedMs),
      name: text('Sexta do brinde', 'Friday toast', 'Viernes de brindis'),
      rule: { kind: 'percent', percent: 20 },
      scope: on('taca-de-vinho-vinhedo', 'caneca-de-chope-boteco', 'jogo-de-saque-liberdade'),
      weekly: [{ days: ['fri'], from: '18:00', to: '22:00' }],
    },
    {
      ...common,
      id: idFor(seed, 'discount/panela-cheia', openedMs),
      name: text('Panela cheia: R$ 30 a menos', 'Full pot: R$ 30 off', 'Olla llena: R$ 30 menos'),
      rule: { kind: 'amount', off: brl(3_000) },
      scope: on('panela-caldo', 'frigideira-alvorada'),
      stacking: { rule: 'stack', group: '', priority: 1 },
    },
    {
      ...common,
      id: idFor(seed, 'discount/mesa-de-estudos', openedMs),
      name: text(
        'Mesa de estudos: cada um por R$ 29,90',
        'Study desk: R$ 29.90 each',
        'Mesa de estudio: R$ 29,90 cada uno',
      ),
      rule: { kind: 'price', price: brl(2_990) },
      scope: on('caderneta-noturna', 'caneta-recado', 'tesoura-recorte'),
      stacking: { rule: 'exclusive', group: '', priority: 0 },
    },
    {
      ...common,
      id: idFor(seed, 'discount/cafe-na-varanda', openedMs),
      name: text(
        'Café na varanda: xícara e duas tigelas',
        'Coffee outside: a cup and two bowls',
        'Café en la terraza: taza y dos cuencos',
      ),
      rule: {
        kind: 'bundle',
        parts: cups.map((productId, at) => ({ productId, units: at + 1 })),
        gives: { kind: 'price', price: brl(15_990) },
      },
      scope: on('xicara-de-cha-camomila', 'tigela-angra'),
    },
    {
      ...common,
      id: idFor(seed, 'discount/leve-3-pague-2', openedMs),
      name: text('Leve 3, pague 2', 'Take 3, pay for 2', 'Lleva 3, paga 2'),
      rule: { kind: 'buyGet', buy: 2, get: 1, percent: 100 },
      scope: on('meia-de-la-serra', 'sabonete-jabuticaba'),
    },
  ];
}

/** What makes the second line: a price list and a coupon. */
export function ownDealRows(seed: string, chain: HomeId, nowMs: number): Placed[] {
  const today = localMidnight(nowMs);
  const common = { fromMs: today - 30 * dayMs, toMs: null, weekly: [] };
  const list: PriceList = {
    ...common,
    id: idFor(seed, `price-list/${demoGroup}`, openedMs),
    name: text('Clube da Serra', 'Serra club', 'Club de la Serra'),
    rule: { kind: 'percent', percent: 10 },
    scope: { all: false, productIds: [], departments: ['Trilha e camping'], tags: [] },
    stacking: { rule: 'stack', group: '', priority: 5 },
    group: demoGroup,
  };
  const coupon: Coupon = {
    ...common,
    id: createHash('sha256')
      .update(couponKey(chain, foldCode(demoCouponCode) ?? ''))
      .digest('hex'),
    name: text('Cupom de boas-vindas', 'Welcome coupon', 'Cupón de bienvenida'),
    rule: { kind: 'percent', percent: 10 },
    scope: { all: true, productIds: [], departments: [], tags: [] },
    stacking: { rule: 'stack', group: '', priority: 6 },
    use: 'once',
  };
  return [
    { table: 'priceList', home: chain, row: list },
    { table: 'coupon', home: chain, row: coupon },
  ];
}
