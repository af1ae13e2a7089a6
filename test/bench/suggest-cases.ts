// The protocol: what is asked of every model, and how its answers are measured. B1: the next visit, own history allowed;
// B2: what of it is new to the customer; B3: the rest of a basket of which the first half is known, new items only.
import type { Visit } from './suggest-history.ts';

export const tasks = ['B1', 'B2', 'B3'] as const;
export type Task = (typeof tasks)[number];

export interface Case {
  task: Task;
  atMs: number;
  /** The customer's last 100 items before this visit, oldest first, by number in the catalogue; an item may come again. */
  history: readonly { item: number; atMs: number }[];
  /** What this visit is known to hold, oldest first. */
  basket: readonly number[];
  /** What is no right answer: never to be ranked. */
  excluded: ReadonlySet<number>;
  targets: ReadonlySet<number>;
  /** With those that no model can know. */
  targetCount: number;
}

/** What was seen in training, in the order of the ids: every case ranks all of it. */
export interface Catalogue {
  items: readonly string[];
  numberOf: ReadonlyMap<string, number>;
}

export const historyLength = 100;
/** Items on a list. */
export const listLength = 20;

export function catalogueOf(train: readonly Visit[]): Catalogue {
  const items = [...new Set(train.flatMap(({ items: own }) => own))].toSorted((a, b) => (a < b ? -1 : 1));
  return { items, numberOf: new Map(items.map((item, number) => [item, number])) };
}

/** Earlier visits of the test count as history, not as training. */
export function casesOf(train: readonly Visit[], test: readonly Visit[], { numberOf }: Catalogue): Case[] {
  const pastOf = new Map<string, { item: string; atMs: number }[]>();
  const remember = ({ customer, items, atMs }: Visit): void => {
    if (customer === null) return;
    const past = pastOf.get(customer) ?? [];
    pastOf.set(customer, past);
    for (const item of items) past.push({ item, atMs });
  };
  const known = (items: Iterable<string>): number[] => [...items].flatMap((item) => numberOf.get(item) ?? []);
  for (const visit of train) remember(visit);

  const cases: Case[] = [];
  for (const visit of test) {
    const past = visit.customer === null ? undefined : pastOf.get(visit.customer);
    if (past) {
      const { atMs, items } = visit;
      const history = past.slice(-historyLength).flatMap((event) => {
        const item = numberOf.get(event.item);
        return item === undefined ? [] : [{ item, atMs: event.atMs }];
      });
      const had = new Set(past.map(({ item }) => item));
      const half = items.slice(0, Math.floor(items.length / 2));
      const add = (task: Task, targets: readonly string[], basket: readonly string[], excluded: Iterable<string>) => {
        if (targets.length > 0)
          cases.push({
            task,
            atMs,
            history,
            basket: known(basket),
            excluded: new Set(known(excluded)),
            targets: new Set(known(targets)),
            targetCount: targets.length,
          });
      };
      const isNew = (item: string): boolean => !had.has(item);
      add('B1', items, [], []);
      add('B2', items.filter(isNew), [], had);
      if (half.length > 0) add('B3', items.slice(half.length).filter(isNew), half, [...had, ...half]);
    }
    remember(visit);
  }
  return cases;
}

export interface Measured {
  cases: number;
  hr20: number;
  mrr20: number;
  ndcg10: number;
  recall20: number;
  coverage20: number;
}

const ndcgLength = 10;

/** `lists`: of each case the ranked numbers, best first. `size`: of the catalogue. */
export function measure(cases: readonly Case[], lists: readonly (readonly number[])[], size: number): Measured {
  let [hits, reciprocal, gain, recall] = [0, 0, 0, 0];
  const shown = new Set<number>();
  for (const [index, { targets, targetCount }] of cases.entries()) {
    const list = (lists[index] ?? []).slice(0, listLength);
    for (const item of list) shown.add(item);
    const right = list.flatMap((item, rank) => (targets.has(item) ? [rank] : []));
    if (right.length > 0) hits += 1;
    reciprocal += right[0] === undefined ? 0 : 1 / (right[0] + 1);
    recall += right.length / targetCount;
    const best = Array.from({ length: Math.min(ndcgLength, targetCount) }, (_, rank) => rank);
    gain += discounted(right.filter((rank) => rank < ndcgLength)) / discounted(best);
  }
  const of = (sum: number): number => (cases.length === 0 ? 0 : sum / cases.length);
  return {
    cases: cases.length,
    hr20: of(hits),
    mrr20: of(reciprocal),
    ndcg10: of(gain),
    recall20: of(recall),
    coverage20: size === 0 ? 0 : shown.size / size,
  };
}

const discounted = (ranks: readonly number[]): number => ranks.reduce((sum, rank) => sum + 1 / Math.log2(rank + 2), 0);
