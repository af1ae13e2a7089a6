// What an act stands on before it is judged, in one look: an earlier receipt, its grant, the homes it names, and when
// the act before it was made. One statement instead of six: a push is mostly waiting for the database.
import { sql } from './database/statement.ts';
import type { Grant } from '#domain/actor.ts';
import type { HomeKind } from '#domain/home.ts';
import type { HomeId } from '#domain/ids.ts';
import type { Action } from '#protocol/action.ts';
import { unprovenIdOf } from './derived-id.ts';
import type { Origin, Sender } from './push.ts';
import { recordToRow, type Trx } from './rows.ts';
import type { KeptReceipt } from './receipts.ts';

export interface Ground {
  /** The receipt that this id has already, in whatever home. */
  receipt: KeptReceipt | null;
  grant: Grant | null;
  /** The chain of the home that the grant is of. */
  grantChain: HomeId | null;
  home: { kind: HomeKind; chain: HomeId } | null;
  /** The web shop of the sender's chain. */
  web: HomeId | null;
  /** The instant of the act queued before this one on the same device, as far as it has arrived; 0 for none [CK1]. */
  earlierMs: number;
  /** What the problem desk has of it already: it was parked, or came unproven, before it got through [PO3]. */
  entries: { home_id: string; id: string }[];
}

interface Found {
  receipt: KeptReceipt | null;
  grant: Record<string, unknown> | null;
  grant_chain: string | null;
  kind: HomeKind | null;
  chain_id: string | null;
  web: string | null;
  earlier_ms: number | null;
  entries: Ground['entries'] | null;
}

export async function groundOf(trx: Trx, action: Action, { device, epoch }: Origin, sender: Sender): Promise<Ground> {
  const ids = sql.join([action.id, unprovenIdOf(action)].map((id) => sql`${id}`));
  const { rows } = await sql<Found>`
    select (select jsonb_build_object('home_id', home_id, 'hash', hash, 'device', device, 'status', status, 'outcome', outcome, 'revs', revs, 'desk_ms', desk_ms)
              from receipt where id = ${action.id} limit 1) as receipt,
           to_jsonb(g) as "grant", gh.chain_id as grant_chain, h.kind, h.chain_id,
           (select id from home where chain_id = ${sender.chain} and kind = 'store' and is_web order by id limit 1) as web,
           (select created_ms from receipt where device = ${device} and epoch = ${epoch} and seq < ${action.seq} and seq > 0
             order by seq desc limit 1) as earlier_ms,
           (select jsonb_agg(jsonb_build_object('home_id', home_id, 'id', id)) from problem
             where home_id in (${sender.home}, g.home_id) and id in (${ids})) as entries
      from (select 1) as one
      left join "grant" g on g.id = ${action.actor}
      left join home gh on gh.id = g.home_id
      left join home h on h.id = ${action.home}`.execute(trx);
  const [found] = rows;
  if (!found) throw new Error('a select without a from gave no row');
  return {
    receipt: found.receipt,
    grant: found.grant && recordToRow('grant', found.grant),
    grantChain: found.grant_chain as HomeId | null,
    home: found.kind && { kind: found.kind, chain: found.chain_id as HomeId },
    web: found.web as HomeId | null,
    earlierMs: found.earlier_ms ?? 0,
    entries: found.entries ?? [],
  };
}
