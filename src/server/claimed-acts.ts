// A visit's acts by its claim code [AR2, OC1]: the code is the lane's name, and whoever holds it may see how they ended.
// Forty bits are not guessed: a device that misses too often is locked out for an hour.
import { sql } from 'kysely';
import type * as z from 'zod/mini';
import { actOf } from '#domain/actions/all.ts';
import { type ActionId, shortCode } from '#domain/ids.ts';
import type { ActsAnswer, ActsQuestion, ClaimedAct } from '#protocol/lookup.ts';
import type { Authority } from './authority.ts';
import { isQuiet } from './desk.ts';
import { deskWords } from './desk-words.ts';
import { Refused } from './http/refused.ts';
import { callerOf } from './session/caller.ts';
import { typedCode } from './session/enrol.ts';

const windowMs = 3_600_000;
const missesPerWindow = 20;
const most = 50;
/** Acts that the tablet made by itself are left out of an answer, so more are read than it holds. */
const mostRead = 400;

/** Throws Refused 404 not_found, 429 locked. */
export async function actsOfVisit(authority: Authority, body: z.infer<typeof ActsQuestion>): Promise<ActsAnswer> {
  const { device, chain } = await callerOf(authority, body);
  const code = typedCode(body.code);
  await countMiss(authority, device.id);
  const found = code.length === 8 ? await receiptsOf(authority.db, chain, `visit/${code}`) : [];
  if (found.length === 0) throw new Refused(404, 'not_found');
  await authority.db
    .updateTable('claim_try')
    .set({ failures: sql`greatest(0, failures - 1)` })
    .where('device', '=', device.id)
    .execute();
  const acts = found.filter(({ kind, v }) => !isQuiet(kind, v)).slice(0, most);
  const words = body.desk ? await deskWords(authority, chain, acts) : null;
  return {
    serverTimeMs: authority.now(),
    acts: acts.map((act) => ({ ...toAct(act), ...(words ? { deskWord: words.get(act.id) ?? null } : {}) })),
  };
}

type Found = Awaited<ReturnType<typeof receiptsOf>>[number];

const receiptsOf = (db: Authority['db'], chain: string, lane: string) =>
  db
    .selectFrom('receipt')
    .innerJoin('home', 'home.id', 'receipt.home_id')
    .select(['receipt.id', 'receipt.kind', 'receipt.v', 'receipt.status', 'receipt.outcome', 'receipt.action'])
    .select('receipt.created_ms')
    .where('receipt.lane', '=', lane)
    // Word for word the condition of the index.
    .where(sql<boolean>`receipt.lane like 'visit/________'`)
    .where('home.chain_id', '=', chain)
    .where('receipt.status', '!=', 'pending')
    .orderBy('receipt.created_ms', 'desc')
    .orderBy('receipt.id', 'desc')
    .limit(mostRead)
    .execute();

function toAct({ id, kind, v, status, outcome, action, created_ms }: Found): ClaimedAct {
  const open = actOf(kind, v)?.open.safeParse(action?.payload.open);
  return {
    id: id as ActionId,
    code: shortCode(id),
    kind,
    open: open?.success ? (action?.payload.open ?? null) : null,
    status: status === 'accepted' ? 'accepted' : 'final',
    outcome,
    createdMs: created_ms,
  };
}

/** Counted before the look, so that a hundred at once are a hundred; what was found is taken off again. */
async function countMiss({ db, now }: Authority, device: string): Promise<void> {
  const nowMs = now();
  const { rows } = await sql<{ failures: number; since_ms: number }>`
    insert into claim_try as t (device, failures, since_ms) values (${device}, 1, ${nowMs})
    on conflict (device) do update set
      failures = case when t.since_ms <= ${nowMs - windowMs}::int8 then 1 else t.failures + 1 end,
      since_ms = case when t.since_ms <= ${nowMs - windowMs}::int8 then ${nowMs}::int8 else t.since_ms end
    returning failures, since_ms`.execute(db);
  const [counted] = rows;
  if (counted && counted.failures > missesPerWindow)
    throw new Refused(429, 'locked', { untilMs: counted.since_ms + windowMs });
}
