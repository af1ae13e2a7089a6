// How often which product was looked at on this device, so that its pictures are here when the network is gone.
// Promise: a number beside a product and nothing else, neither when nor in which order nor by whom.

export type SeenCounts = ReadonlyMap<string, number>;

/** Twice as many as are fetched ahead. */
const keptAtMost = 400;

/** The counts of a note; what can't be read counts as nothing. */
export function parseSeen(note: unknown): SeenCounts {
  if (typeof note !== 'string') return new Map();
  try {
    const pairs = JSON.parse(note) as unknown;
    if (!Array.isArray(pairs)) return new Map();
    return new Map(
      pairs.filter(
        (pair): pair is [string, number] =>
          Array.isArray(pair) && typeof pair[0] === 'string' && Number.isSafeInteger(pair[1]) && pair[1] > 0,
      ),
    );
  } catch {
    return new Map();
  }
}

/**
 * After a visit: each of its products counts once. When there are too many, all are halved, so that last year's fashion goes.
 * What that leaves at nothing goes too, but not what was seen just now, and not more than half: a device on which each
 * product was seen once would forget them all.
 */
export function withSeen(counts: SeenCounts, productIds: Iterable<string>): SeenCounts {
  const visit = new Set(productIds);
  const next = new Map(counts);
  for (const id of visit) next.set(id, (next.get(id) ?? 0) + 1);
  if (next.size <= keptAtMost) return next;
  const halved = [...next].map(([id, count]) => ({ id, count: count >> 1, isNew: visit.has(id) }));
  return new Map(
    halved
      .toSorted((a, b) => b.count - a.count || Number(b.isNew) - Number(a.isNew) || (a.id < b.id ? -1 : 1))
      .slice(0, keptAtMost)
      .filter(({ count, isNew }, at) => count > 0 || isNew || at < keptAtMost / 2)
      .map(({ id, count }) => [id, Math.max(1, count)] as const),
  );
}

/** In the order of the ids, which tells nothing. */
export const seenNote = (counts: SeenCounts): string =>
  JSON.stringify([...counts].toSorted(([a], [b]) => (a < b ? -1 : 1)));
