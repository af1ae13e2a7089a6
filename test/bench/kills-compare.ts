// What the screens said against what the database holds: every act that was said to be saved has one event, each lane
// is in the order of its taps, and the stock knows each hold once.
import { Client } from 'pg';
import type { Entry, Ledger } from './kills-ledger.ts';

export interface Compared {
  acknowledged: number;
  lost: number;
  doubled: number;
  outOfOrder: number;
}

export async function compare(
  databaseUrl: string,
  ledger: Ledger,
  before: ReadonlyMap<string, number>,
): Promise<Compared> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const ids = [...ledger.entries.keys()];
    const { rows } = await client.query<{ id: string; status: string; rev: string }>(
      `select e.action_id as id, e.data->>'status' as status, (select max(value::bigint) from jsonb_each_text(r.revs)) as rev
         from event e join receipt r on r.id = e.action_id where e.action_id = any($1)`,
      [ids],
    );
    const events = Map.groupBy(rows, ({ id }) => id);
    const saved = [...ledger.entries].filter(([, entry]) => entry.saved);
    // An outcome that a screen showed is as good as a word: it must be the one in the database.
    const isTold = ([id, { status }]: [string, Entry]): boolean =>
      status === null || events.get(id)?.[0]?.status === status;
    const missing = saved.filter((one) => !events.has(one[0]) || !isTold(one));
    for (const [id, entry] of missing)
      console.error('lost', id, JSON.stringify(entry), events.get(id)?.[0] ?? 'no event');
    const twice = [...events.values()].filter((found) => found.length > 1).length;
    return {
      acknowledged: saved.length,
      lost: missing.length,
      doubled: twice + (await wrongStock(client, before)),
      outOfOrder: outOfOrder(saved, (id) => Number(events.get(id)?.[0]?.rev ?? 0)),
    };
  } finally {
    await client.end();
  }
}

/** Pieces by which the reserved stock differs from the holds that are open. */
async function wrongStock(client: Client, before: ReadonlyMap<string, number>): Promise<number> {
  let wrong = 0;
  for (const [variantId, reserved] of before) {
    const { rows } = await client.query<{ reserved: number; held: number }>(
      `select s.reserved, (select coalesce(sum(quantity), 0) from hold h where h.home_id = s.home_id and h.variant_id = s.id
                              and h.state = 'held' and h.device in (select device from receipt))::int as held
         from stock s where s.id = $1 and s.home_id = (select home_id from hold where variant_id = $1 limit 1)`,
      [variantId],
    );
    if (rows[0]) wrong += Math.abs(rows[0].reserved - reserved - rows[0].held);
  }
  return wrong;
}

function outOfOrder(saved: readonly (readonly [string, Entry])[], revOf: (id: string) => number): number {
  let wrong = 0;
  for (const lane of Map.groupBy(saved, ([, { lane: name }]) => name).values()) {
    const revs = lane.toSorted(([, a], [, b]) => a.n - b.n).map(([id]) => revOf(id));
    for (const [at, rev] of revs.entries()) if (at > 0 && rev <= (revs[at - 1] ?? 0)) wrong += 1;
  }
  return wrong;
}
