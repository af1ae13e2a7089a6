// What a person has looked at, saved and bought, as at most so many products with a weight each: no dates, no kinds, no
// amounts [PR6]. Over all their homes; what was forgotten and what the shop calls sensitive is not in it.
import type { HomeId } from '#domain/ids.ts';
import type { Authority } from '#server/authority.ts';
import { forgottenMs, homesOf } from '#server/session/person-homes.ts';
import { readVector } from './vector.ts';

/** Product ids on sale with weights 1–255, the strongest `most`, in the order of the ids: that tells no order of time. */
export async function customerVector(
  { db, now, sensitive }: Pick<Authority, 'db' | 'now' | 'sensitive'>,
  { person, chain }: { person: HomeId; chain: HomeId },
  most = 100,
): Promise<[string, number][]> {
  const homes = await homesOf(db, person);
  const afterMs = (await forgottenMs(db, homes)) ?? 0;
  const items = await readVector(db, { chain, homes, afterMs, nowMs: now(), sensitiveDepartments: [...sensitive] });
  return items
    .slice(0, most)
    .map(({ productId, weight }): [string, number] => [productId, weight])
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
}
