// What the server does by itself goes the way of every act: a grant, a hash, a receipt, the same transaction.
import { actOf } from '#domain/actions/all.ts';
import type { ActionId, DeviceId, HomeId } from '#domain/ids.ts';
import { type Outcome, rejected } from '#domain/outcome.ts';
import { type Action, actionHash } from '#protocol/action.ts';
import type { Authority } from './authority.ts';
import { findHome } from './homes.ts';
import { takeAct } from './push.ts';
import { serverGrantOf } from './session/grants.ts';

/** Takes an act in the server's own name, or rather in that of a store, `by`. Rejects when the database does. */
export async function serverAct(
  authority: Authority,
  home: HomeId,
  kind: string,
  open: object,
  by = home,
): Promise<Outcome> {
  const act = actOf(kind, 1);
  const found = await findHome(authority.db, by);
  if (!act || !found) return rejected('unknown_kind');
  const grant = await serverGrantOf(authority, by);
  const payload = { open: JSON.parse(JSON.stringify(open)) as Action['payload']['open'], sealed: null };
  const bare = {
    kind,
    v: 1,
    home,
    actor: grant.id,
    lane: act.lane(open, 'server'),
    dependsOn: [],
    base: null,
    payload,
  };
  const action: Action = {
    ...bare,
    id: authority.newId() as ActionId,
    seq: 1,
    answers: null,
    hash: await actionHash(bare),
    createdAtMs: authority.now(),
    bootId: 'server',
    monoMs: 0,
    offsetMs: 0,
  };
  const device = by as string as DeviceId;
  const receipt = await takeAct(authority, {
    sender: { id: device, name: found.name, home: by, chain: found.chain_id as HomeId },
    origin: { device, epoch: 'server' },
    action,
  });
  return receipt?.outcome ?? rejected('unknown_kind');
}
