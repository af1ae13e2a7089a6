// Baskets from a seed, with discounts of every kind, price lists, coupons and shoppers, and one hash of what they cost.
// Promise: pure of any runtime, so that Node, a page and a worker make the same baskets and may be compared.
import type { Coupon, Discount, PieceRule, PriceList, Stacking } from '#domain/discount/deal.ts';
import { weekDays } from '#domain/discount/deal.ts';
import { type BasketLine, type BasketQuestion, quoteBasket } from '#domain/discount/quote.ts';
import { money } from '#domain/money.ts';

const zones = ['America/Sao_Paulo', 'Europe/Lisbon', 'America/New_York', 'Australia/Lord_Howe'];
const startMs = Date.UTC(2026, 0, 1);
const dayMs = 86_400_000;
const products = ['boot', 'sock', 'tent', 'mug', 'hat', 'lamp'];
const departments = ['Calçados', 'Casa', 'Acampar'];

interface Dice {
  int(from: number, to: number): number;
  pick<T>(list: readonly T[]): T;
}

/** mulberry32. */
export function diceOf(seed: number): Dice {
  let state = seed | 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const int = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1));
  return { int, pick: (list) => list[int(0, list.length - 1)] as (typeof list)[number] };
}

const brl = (minor: number) => money(minor, 'BRL');

function pieceRule(dice: Dice): PieceRule {
  const kind = dice.int(0, 2);
  if (kind === 0)
    return { kind: 'percent', percent: dice.pick([5, 10, 12.5, 15, 33.33, 99.99, (100 * 7000) / 45_990]) };
  if (kind === 1) return { kind: 'amount', off: brl(dice.int(1, 9_000)) };
  return { kind: 'price', price: brl(dice.int(1, 40_000)) };
}

const stacking = (dice: Dice): Stacking => ({
  rule: dice.pick(['exclusive', 'best', 'best', 'stack'] as const),
  group: dice.pick(['', 'week']),
  priority: dice.int(-1, 2),
});

function common(dice: Dice, id: string) {
  const fromMs = startMs + dice.int(-30, 330) * dayMs;
  return {
    id,
    name: { 'pt-BR': id },
    scope: {
      all: dice.int(0, 5) === 0,
      productIds: products.filter(() => dice.int(0, 2) === 0),
      departments: departments.filter(() => dice.int(0, 4) === 0),
      tags: dice.int(0, 4) === 0 ? ['sale'] : [],
    },
    fromMs,
    toMs: dice.int(0, 3) === 0 ? null : fromMs + dice.int(1, 200) * dayMs,
    weekly:
      dice.int(0, 2) === 0
        ? [
            {
              days: weekDays.filter(() => dice.int(0, 1) === 0),
              from: dice.pick(['00:00', '01:30', '09:00', '18:00']),
              to: dice.pick(['02:30', '12:00', '22:00', '24:00']),
            },
          ]
        : [],
    stacking: stacking(dice),
  };
}

export function discountOf(dice: Dice, id: string): Discount {
  const kind = dice.int(0, 5);
  const [first, second] = [dice.pick(products), dice.pick(products)];
  if (kind === 0)
    return {
      ...common(dice, id),
      rule: { kind: 'buyGet', buy: dice.int(1, 3), get: dice.int(1, 2), percent: dice.pick([100, 50, 33.33]) },
    };
  if (kind === 1) {
    const parts = [...new Set([first, second])].map((productId) => ({ productId, units: dice.int(1, 2) }));
    return { ...common(dice, id), rule: { kind: 'bundle', parts, gives: pieceRule(dice) } };
  }
  return { ...common(dice, id), rule: pieceRule(dice) };
}

export function basketLine(dice: Dice): BasketLine {
  const productId = dice.pick(products);
  return {
    productId,
    variantId: `${productId}/${dice.int(1, 3)}`,
    department: departments[products.indexOf(productId) % departments.length] ?? '',
    tags: productId === 'mug' ? ['sale'] : [],
    regular: brl(dice.pick([0, 1, 99, 1_990, 45_990, dice.int(1, 200_000)])),
    quantity: dice.int(1, dice.pick([1, 3, 12])),
  };
}

export function basketQuestion(seed: number): BasketQuestion {
  const dice = diceOf(seed);
  const many = <T>(most: number, one: (at: number) => T): T[] =>
    Array.from({ length: dice.int(0, most) }, (_, at) => one(at));
  const promotions = many(6, (at) => discountOf(dice, `d${at}`));
  const priceLists = many(2, (at): PriceList => ({
    ...common(dice, `l${at}`),
    rule: pieceRule(dice),
    group: dice.pick(['clube', 'guias']),
  }));
  const coupons = many(2, (at): Coupon => ({
    ...common(dice, `c${at}`),
    rule: pieceRule(dice),
    use: dice.pick(['once', 'many'] as const),
  }));
  return {
    lines: [basketLine(dice), ...many(6, () => basketLine(dice))],
    currency: 'BRL',
    promotions,
    priceLists,
    coupons,
    customer: dice.int(0, 2) === 0 ? null : { groups: ['clube'], usedCouponIds: dice.int(0, 1) === 0 ? ['c0'] : [] },
    atMs: startMs + dice.int(0, 365 * 24 * 60) * 60_000,
    zone: dice.pick(zones),
  };
}

/** SHA-256 over both totals and every line of `count` baskets, and how many of them paid less than the regular prices. */
export async function hashOfBaskets(
  seed: number,
  count: number,
): Promise<{ sha256: string; reduced: number; own: number }> {
  const text: string[] = [];
  let [reduced, own] = [0, 0];
  for (let at = 0; at < count; at++) {
    const quote = quoteBasket(basketQuestion(seed * 1_000_003 + at));
    const lines = quote.lines.map(
      ({ regular, price, own: mine }) => `${regular.minor}/${price.minor}/${mine?.minor ?? ''}`,
    );
    text.push(`${quote.publicTotal.minor} ${quote.total.minor} ${lines.join(' ')}`);
    if (quote.publicTotal.minor < quote.lines.reduce((sum, { regular }) => sum + regular.minor, 0)) reduced += 1;
    if (quote.total.minor < quote.publicTotal.minor) own += 1;
  }
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text.join('\n')));
  const sha256 = [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return { sha256, reduced, own };
}
