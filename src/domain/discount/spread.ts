// An amount shared out in whole minor units by weight: each gets its part rounded down, what is left goes one by one to the
// largest remainders. Promise: the parts add up to the amount, to the minor unit, and no part is above its weight's.

/** Equal remainders are served in the order given. Weights are whole and not negative; all zero: the first gets it. */
export function spread(amount: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((all, weight) => all + BigInt(weight), 0n);
  if (sum === 0n) return weights.map((_, at) => (at === 0 ? amount : 0));
  // Amount × weight goes past what a number holds exactly.
  const products = weights.map((weight) => BigInt(amount) * BigInt(weight));
  const parts = products.map((product) => Number(product / sum));
  const left = amount - parts.reduce((all, part) => all + part, 0);
  const order = products
    .map((product, at) => ({ at, rest: product % sum }))
    .toSorted((a, b) => (a.rest === b.rest ? a.at - b.at : a.rest > b.rest ? -1 : 1));
  for (const { at } of order.slice(0, left)) parts[at] = (parts[at] ?? 0) + 1;
  return parts;
}
