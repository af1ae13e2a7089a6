// Homes that are born filled: many customers at once, each with their first rows at rev 1. Nobody holds a cursor of
// a home that did not exist, so nothing is logged and no counter is waited for. Only import and demo shop come here.
import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { Placed } from '#domain/tables.ts';
import { columnsOf, sqlTable } from '#server/database/schema.ts';
import type { Cause } from '#server/feed.ts';
import { type NewHome, newTimeline } from '#server/homes.ts';
import type { Trx } from '#server/rows.ts';

/** Makes the homes that are not there yet and stores the rows of just those. Returns how many were made. */
export async function createFilledHomes(
  trx: Trx,
  newHomes: readonly NewHome[],
  rows: readonly Placed[],
  cause: Cause,
): Promise<number> {
  if (newHomes.length === 0) return 0;
  const homes = newHomes.map(({ id, kind, chain, name, sourceId, isWeb, demo, currency, locales }) => ({
    id,
    kind,
    chain_id: chain,
    name,
    source_id: sourceId ?? null,
    is_web: isWeb ?? false,
    demo: demo ?? false,
    currency,
    locales,
    rev: 1,
    min_rev: 1,
    timeline: newTimeline(),
    tag: randomBytes(9).toString('base64url'),
  }));
  const made = await sql<{ id: string; tag: string }>`
    insert into home select * from jsonb_populate_recordset(null::home, ${JSON.stringify(homes)}::jsonb) order by id
    on conflict do nothing returning id, tag`.execute(trx);
  const isNew = new Set(made.rows.map(({ id }) => id));
  if (isNew.size === 0) return 0;
  const revs = made.rows.map(({ id, tag }) => ({
    home_id: id,
    rev: 1,
    tag,
    at_ms: cause.atMs,
    cause_kind: cause.kind,
    cause_id: cause.id,
  }));
  await sql`insert into rev select * from jsonb_populate_recordset(null::rev, ${JSON.stringify(revs)}::jsonb)`.execute(
    trx,
  );
  for (const table of new Set(rows.map((row) => row.table))) {
    const lines = rows
      .filter((row) => row.table === table && isNew.has(row.home))
      .map(({ home, row }) => {
        const line: Record<string, unknown> = { home_id: home, rev: 1 };
        for (const { field, column } of columnsOf(table))
          line[column] = (row as Record<string, unknown>)[field] ?? null;
        return line;
      });
    const name = sql.table(sqlTable(table));
    await sql`insert into ${name} select * from jsonb_populate_recordset(null::${name}, ${JSON.stringify(lines)}::jsonb)`.execute(
      trx,
    );
  }
  return isNew.size;
}
