// What a person who kept their visit's code reads of the desk's work [AR2, OC1]: that somebody has it, and what was done.
// Promise: nothing of anybody else; of the staff a first name, of the answer only what is for its person.
import { type ActionId, shortCode } from '#domain/ids.ts';
import { isOnDesk, type Problem } from '#domain/problem.ts';
import type { DeskWord } from '#protocol/lookup.ts';
import type { Authority } from './authority.ts';

interface Asked {
  id: string;
  outcome: unknown;
}

/** By the act's id; an act that the desk has nothing to do with, or not yet, has none. */
export async function deskWords(
  { db, now }: Authority,
  chain: string,
  acts: readonly Asked[],
): Promise<Map<string, DeskWord>> {
  if (acts.length === 0) return new Map();
  const homes = db.selectFrom('home').select('id').where('chain_id', '=', chain);
  const entries = await db
    .selectFrom('problem')
    .select(['id', 'state', 'owner_name', 'how', 'answer', 'solved_by', 'opens_ms'])
    .where('home_id', 'in', homes)
    .where(
      'id',
      'in',
      acts.map(({ id }) => id),
    )
    .execute();
  const answers = await answersOf(
    db,
    chain,
    entries.flatMap(({ answer }) => answer ?? []),
  );
  const words = new Map<string, DeskWord>();
  for (const entry of entries) {
    const answer = answers.get(entry.answer ?? '');
    // An answer that was itself refused is none: the entry goes on.
    const how = entry.answer !== null && answer?.failed ? null : (entry.how as Problem['how']);
    const state = entry.state as Problem['state'];
    if (state === 'seen' || !(state === 'solved' || how !== null || isOnDeskNow(state, entry.opens_ms, now())))
      continue;
    words.set(entry.id, {
      state,
      by: firstName(entry.solved_by ?? entry.owner_name),
      how,
      answer: how === null ? null : (answer?.told ?? null),
    });
  }
  return words;
}

const isOnDeskNow = (state: Problem['state'], opensMs: number, nowMs: number): boolean =>
  state === 'taken' || isOnDesk({ state, opensMs } as Problem, nowMs);

const firstName = (name: string | null): string | null => name?.trim().split(/\s+/)[0] || null;

interface Answer {
  failed: boolean;
  told: DeskWord['answer'];
}

async function answersOf(db: Authority['db'], chain: string, ids: readonly string[]): Promise<Map<string, Answer>> {
  if (ids.length === 0) return new Map();
  const found = await db
    .selectFrom('receipt')
    .innerJoin('home', 'home.id', 'receipt.home_id')
    .leftJoin('hold', (join) => join.onRef('hold.id', '=', 'receipt.id').onRef('hold.home_id', '=', 'receipt.home_id'))
    .select(['receipt.id', 'receipt.kind', 'receipt.outcome', 'hold.variant_id', 'hold.until_ms', 'hold.state'])
    .where('home.chain_id', '=', chain)
    .where('receipt.id', 'in', [...ids])
    .where('receipt.status', '!=', 'pending')
    .execute();
  return new Map(
    found.map(({ id, kind, outcome, variant_id, until_ms, state }) => {
      const failed = outcome !== null && outcome.status !== 'applied' && outcome.status !== 'adjusted';
      const told = {
        code: shortCode(id as ActionId),
        kind,
        variantId: variant_id ?? null,
        untilMs: state === 'held' ? until_ms : null,
      };
      return [id, { failed, told: failed ? null : told }];
    }),
  );
}
