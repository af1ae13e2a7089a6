// What is kept of passes and visits no longer than it is of use: codes and certificates a day, ended links a week.
import type { Authority } from '#server/authority.ts';
import { deleteAllForgotten } from './after-saying.ts';
import { endLinks, linkIdleMs } from './open-links.ts';

const dayMs = 86_400_000;

/** Visits at which nobody has given a sign of life. */
export const endIdleVisits = (authority: Authority): Promise<number> =>
  endLinks(authority, { idleSinceMs: authority.now() - linkIdleMs });

/** One round. Returns how many rows went. */
export async function pruneVisits(authority: Authority): Promise<number> {
  const { db } = authority;
  const nowMs = authority.now();
  const went = [
    await db
      .deleteFrom('pass_use')
      .where('used_ms', '<', nowMs - dayMs)
      .executeTakeFirst(),
    await db
      .deleteFrom('pass_cert')
      .where('issued_ms', '<', nowMs - dayMs)
      .executeTakeFirst(),
    await db
      .deleteFrom('join_code')
      .where('ends_ms', '<', nowMs - dayMs)
      .executeTakeFirst(),
    await db
      .deleteFrom('visit_link')
      .where('ended_ms', '<', nowMs - 7 * dayMs)
      .executeTakeFirst(),
  ];
  return went.reduce((sum, { numDeletedRows }) => sum + Number(numDeletedRows), await deleteAllForgotten(authority));
}
