// A customer's web history as a vector for the tablet: at most a hundred product ids, each with a byte of weight.
// Promise: no date, no kind of event and nothing of a sensitive department leaves the server.
import { type Kysely, sql } from 'kysely';
import type { HomeId } from '#domain/ids.ts';
import type { HistoryItem } from '#domain/suggestion.ts';
import type { Database } from '#server/database/schema.ts';
import { strengthByName } from './baskets.ts';

export interface VectorOrder {
  chain: HomeId;
  /** All homes of one person; never none. */
  homes: readonly HomeId[];
  /** What is not newer was forgotten. */
  afterMs: number;
  nowMs: number;
  /** Portuguese names of departments that a shop window must not tell of a person. */
  sensitiveDepartments: readonly string[];
}

export interface VectorEvent {
  productId: string;
  name: string;
  atMs: number;
}

/** Source of both: as for the pairs' constants. */
export const vectorConstants = {
  /** exp(−age/τ) of an event. */
  decayDays: 300,
  /** exp(−n/λ) of the n-th newest event: what somebody with few events did is not old, what others did since is. */
  decayEvents: 1_000,
};
export type VectorConstants = typeof vectorConstants;

const dayMs = 86_400_000;
const mostProducts = 100;
const fullWeight = 255;
/** Events before these weigh nothing beside them, and memory has an end. */
const mostEvents = 2_000;

export async function readVector(
  db: Kysely<Database>,
  { chain, homes, afterMs, nowMs, sensitiveDepartments }: VectorOrder,
): Promise<HistoryItem[]> {
  const { rows } = await sql<VectorEvent>`
    select event.product_id as "productId", event.name, event.at_ms as "atMs"
    from event
    join home on home.id = event.home_id and home.kind = 'customer' and home.chain_id = ${chain}
    join product on product.home_id = home.chain_id and product.id = event.product_id and product.live
    where event.home_id = any(${[...homes]}::text[]) and event.at_ms > ${afterMs} and event.at_ms <= ${nowMs}
      and not (product.department ->> 'pt-BR' = any(${[...sensitiveDepartments]}::text[]))
    order by event.at_ms desc, event.id desc limit ${mostEvents}`.execute(db);
  return vectorOf(rows, nowMs);
}

/** `events` newest first. Strongest first, then by id. */
export function vectorOf(
  events: readonly VectorEvent[],
  nowMs: number,
  { decayDays, decayEvents }: VectorConstants = vectorConstants,
): HistoryItem[] {
  const sums = new Map<string, number>();
  let before = 0;
  for (const { productId, name, atMs } of events) {
    const strength = strengthByName[name] ?? 0;
    if (strength === 0) continue;
    const weight = strength * Math.exp(-Math.max(0, nowMs - atMs) / (decayDays * dayMs) - before / decayEvents);
    sums.set(productId, (sums.get(productId) ?? 0) + weight);
    before += 1;
  }
  const strongest = [...sums].toSorted(([a, of], [b, than]) => than - of || (a < b ? -1 : 1)).slice(0, mostProducts);
  const most = strongest[0]?.[1] ?? 1;
  return strongest.map(([productId, sum]) => ({
    productId,
    weight: Math.max(1, Math.round(Math.sqrt(sum / most) * fullWeight)),
  }));
}
