// Pairs and popularity → the lists as they travel: ids and bytes, in the order in which a packed file keeps them.
// Where few pairs have support a list is filled up from the department; one more list says what sells in the shop now.
import type { Neighbours } from '#domain/product.ts';
import { popularId } from '#domain/suggestion.ts';
import type { Pairs } from './pairs.ts';

/** A list shorter than this is filled up with what sells in the department. */
const enough = 10;
/** Products on the list of what sells now: enough that a person who has had the first hundred finds others. */
const popularLength = 300;
const fullWeight = 255;

interface Listed {
  id: string;
  department: string;
}

/** `products` as the pairs count them. By product id, and `popular`. */
export function listsOf(products: readonly Listed[], { near, popularity }: Pairs): Map<string, Neighbours['near']> {
  const popular = products
    .map(({ id, department }, index) => ({ id, department, score: popularity[index] ?? 0 }))
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
  const byDepartment = Map.groupBy(popular, ({ department }) => department);
  const lists = new Map<string, Neighbours['near']>();
  for (const [index, { id, department }] of products.entries()) {
    const list = filledUp(id, near[index] ?? [], byDepartment.get(department) ?? []);
    if (list.length > 0) lists.set(id, inRank(list));
  }
  const strongest = popular[0]?.score ?? 1;
  const weightOf = (score: number): number => Math.max(1, Math.round((score / strongest) * fullWeight));
  if (popular.length > 0)
    lists.set(popularId, inRank(popular.slice(0, popularLength).map(({ id, score }) => [id, weightOf(score)])));
  return lists;
}

/** Strongest first, then by id: a list in this order is a few bytes (domain/packed/near-column.ts). */
const inRank = (near: Neighbours['near']): Neighbours['near'] =>
  near.toSorted(([a, of], [b, than]) => than - of || (a < b ? -1 : 1));

function filledUp(id: string, pairs: Neighbours['near'], popular: readonly { id: string }[]): Neighbours['near'] {
  if (pairs.length >= enough) return pairs;
  const there = new Set([id, ...pairs.map(([other]) => other)]);
  const more: Neighbours['near'] = [];
  for (const { id: other } of popular) {
    if (pairs.length + more.length >= enough) break;
    if (!there.has(other)) more.push([other, 0]);
  }
  return [...pairs, ...more];
}
