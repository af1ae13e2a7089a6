// What a basket still lacks for its next set: "one more, and take three, pay two holds". Promise: nothing is said that the
// engine would not keep: with the missing pieces the basket is quoted again, and has to cost less than they do by themselves.
import { byPriority, type Discount, isPieceDeal, isSetDeal, type SetDeal, touches } from './deal.ts';
import { type BasketLine, type BasketQuestion, quoteBasket } from './quote.ts';
import { windowsOf } from './windows.ts';

export interface NextSet {
  deal: SetDeal;
  /** When its present window ends; null: open. */
  toMs: number | null;
  /** `productId` null: any product that the deal touches. */
  missing: readonly { productId: string | null; units: number }[];
}

export type NextSetQuestion = Pick<BasketQuestion, 'lines' | 'currency' | 'atMs' | 'zone'> & {
  promotions: readonly Discount[];
};

/** More are read by nobody. */
const most = 3;

/** `pieceOf`: a piece of a product that may be missing, at its regular price; null: it is not sold, or not in this currency. */
export function nextSets(question: NextSetQuestion, pieceOf: (productId: string) => BasketLine | null): NextSet[] {
  const { promotions, zone, atMs } = question;
  const now = totalOf(question, question.lines);
  const found: NextSet[] = [];
  for (const deal of promotions.filter(isSetDeal).toSorted(byPriority)) {
    const [window] = windowsOf(deal, zone, atMs, atMs + 1);
    const added = window && missingOf(deal, question.lines, pieceOf);
    if (!added || added.length === 0) continue;
    const apart = { ...question, promotions: promotions.filter(isPieceDeal) };
    if (totalOf(question, [...question.lines, ...added]) >= now + totalOf(apart, added)) continue;
    const missing = added.map(({ productId, quantity }) => ({
      productId: deal.rule.kind === 'bundle' ? productId : null,
      units: quantity,
    }));
    found.push({ deal, toMs: window.toMs, missing });
    if (found.length === most) break;
  }
  return found;
}

const totalOf = (question: NextSetQuestion, lines: readonly BasketLine[]): number =>
  quoteBasket({ ...question, lines, priceLists: [], coupons: [], customer: null }).publicTotal.minor;

/** null: the set is not begun, or cannot be filled. */
function missingOf(
  { rule, scope }: SetDeal,
  lines: readonly BasketLine[],
  pieceOf: (productId: string) => BasketLine | null,
): BasketLine[] | null {
  const countOf = (some: readonly BasketLine[]): number => some.reduce((sum, { quantity }) => sum + quantity, 0);
  if (rule.kind === 'buyGet') {
    const touched = lines.filter((line) => touches({ rule, scope }, line));
    const over = countOf(touched) % (rule.buy + rule.get);
    // The cheapest of what lies there: what holds for it holds for whatever is dearer.
    const [piece] = touched.toSorted((a, b) => a.regular.minor - b.regular.minor);
    if (!piece || over === 0) return null;
    return [{ ...piece, quantity: over < rule.buy ? rule.buy + 1 - over : 1 }];
  }
  const parts = rule.parts.map(({ productId, units }) => ({
    productId,
    units,
    count: countOf(lines.filter((line) => line.productId === productId)),
  }));
  const whole = parts.reduce((least, { count, units }) => Math.min(least, Math.floor(count / units)), Infinity);
  if (!parts.some(({ count, units }) => count > whole * units)) return null;
  const missing: BasketLine[] = [];
  for (const { productId, units, count } of parts) {
    const lack = (whole + 1) * units - count;
    if (lack <= 0) continue;
    const piece = pieceOf(productId);
    if (!piece) return null;
    missing.push({ ...piece, quantity: lack });
  }
  return missing;
}
