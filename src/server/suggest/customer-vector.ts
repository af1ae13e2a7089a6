// What a person has looked at, saved and bought, as at most so many products with a weight each: no dates, no kinds, no
// amounts [PR6]. Older looks weigh less; what was forgotten and what the shop calls sensitive is not in it.
import { sql } from 'kysely';
import type { HomeId } from '#domain/ids.ts';
import type { Authority } from '#server/authority.ts';
import { forgottenMs, homesOf } from '#server/session/person-homes.ts';

/** As in the lists of neighbours: how much an event says that somebody wants the thing. */
const strengths = sql`(values ('purchase', 1.0), ('add_to_cart', 0.5), ('add_to_wishlist', 0.5), ('view_item', 0.2))`;
const dayMs = 86_400_000;
/** A look loses e in this time. */
const fadesMs = 30 * dayMs;
const keptMs = 365 * dayMs;
const mostWeight = 255;

/** Product ids on sale with weights 1–255, the strongest `most`, in the order of the ids. */
export async function customerVector(
  { db, now, sensitive }: Pick<Authority, 'db' | 'now' | 'sensitive'>,
  { person, chain }: { person: HomeId; chain: HomeId },
  most = 100,
): Promise<[string, number][]> {
  const nowMs = now();
  const homes = await homesOf(db, person);
  const sinceMs = Math.max(nowMs - keptMs, (await forgottenMs(db, homes)) ?? 0);
  const { rows } = await sql<{ id: string; weight: number }>`
    select p.id, sum(s.strength * exp(-greatest(0, ${nowMs}::float8 - e.at_ms) / ${fadesMs}::float8)) as weight
      from event e
      join ${strengths} as s (name, strength) on s.name = e.name
      join product p on p.home_id = ${chain} and p.id = e.product_id and p.live
     where e.home_id in (${sql.join(homes)}) and e.at_ms > ${sinceMs}::int8
       and not (p.department->>'pt-BR' = any(${[...sensitive]}::text[]))
     group by p.id order by weight desc, p.id limit ${most}`.execute(db);
  const strongest = Number(rows[0]?.weight ?? 1);
  return rows
    .map(({ id, weight }): [string, number] => [id, Math.max(1, Math.round((Number(weight) / strongest) * mostWeight))])
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
}
