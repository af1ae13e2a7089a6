// What one piece costs by itself under the deals that touch it. Promise: whole minor units, rounded half up once for each
// deal; never above the regular price, never below nothing; the order of the deals changes nothing.
import { type Money, percentOff } from '#domain/money.ts';
import { byPriority, type PieceDeal, type PieceRule } from './deal.ts';

export interface Taken {
  deal: PieceDeal;
  /** Taken off one piece by this deal, in minor units; more than nothing. */
  offMinor: number;
}

export interface PiecePrice {
  minor: number;
  taken: readonly Taken[];
}

/** The price after the rule. A rule in another currency changes nothing. */
export function afterRule(rule: PieceRule, price: Money): number {
  if (rule.kind === 'percent') return Math.max(0, Math.min(price.minor, percentOff(price, rule.percent).minor));
  const money = rule.kind === 'amount' ? rule.off : rule.price;
  if (money.currency !== price.currency) return price.minor;
  const next = rule.kind === 'amount' ? price.minor - money.minor : money.minor;
  return Math.max(0, Math.min(price.minor, next));
}

/**
 * The least of: each exclusive deal alone, and all the others together, where of each group only the best holds. Every way
 * is a rising function of the price, so the best of a group at each step is the best of all.
 */
export function piecePrice(regular: Money, deals: readonly PieceDeal[]): PiecePrice {
  const sorted = deals.toSorted(byPriority);
  let best = together(
    regular,
    sorted.filter(({ stacking }) => stacking.rule !== 'exclusive'),
  );
  for (const deal of sorted) {
    if (deal.stacking.rule !== 'exclusive') continue;
    const minor = afterRule(deal.rule, regular);
    if (minor < best.minor) best = { minor, taken: [{ deal, offMinor: regular.minor - minor }] };
  }
  return best;
}

function together(regular: Money, sorted: readonly PieceDeal[]): PiecePrice {
  // A group stands where its first deal stands; a deal that stacks is a group of its own.
  const groups = Map.groupBy(sorted, ({ id, stacking }) =>
    stacking.rule === 'best' ? `best ${stacking.group}` : `stack ${id}`,
  );
  const taken: Taken[] = [];
  let minor = regular.minor;
  for (const group of groups.values()) {
    let least: Taken | null = null;
    for (const deal of group) {
      const offMinor = minor - afterRule(deal.rule, { ...regular, minor });
      if (offMinor > (least?.offMinor ?? 0)) least = { deal, offMinor };
    }
    if (!least) continue;
    taken.push(least);
    minor -= least.offMinor;
  }
  return { minor, taken };
}
