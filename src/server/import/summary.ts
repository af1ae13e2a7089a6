// What an import did, for the person at the terminal: plain words, one line per thing.
import { type Kysely, sql } from 'kysely';
import type { HomeId } from '#domain/ids.ts';
import type { Database } from '#server/database/schema.ts';
import type { FileKind } from './columns.ts';
import { type Tally, writtenInAll } from './tally.ts';

export interface Summary {
  chain: string;
  files: {
    path: string;
    kind: FileKind;
    tally: Tally;
    rejectedPath: string | null;
    reasons: ReadonlyMap<string, number>;
    seconds: number;
  }[];
  stopped: boolean;
  /** GTINs that belong to several live items: allowed, but a scan can't tell them apart. */
  doubles: { gtin14: string; items: string[] }[];
  doubleCount: number;
  neighbours: number;
  snapshots: number;
  seconds: number;
}

export async function findDoubles(
  db: Kysely<Database>,
  chain: HomeId,
): Promise<{ count: number; examples: Summary['doubles'] }> {
  const { rows } = await sql<{ gtin14: string; items: string[]; count: number }>`
    select gtin14, (array_agg(source_id order by source_id))[1:4] as items, count(*) over () as count from variant
    where home_id = ${chain} and live group by gtin14 having count(*) > 1 order by gtin14 limit 5`.execute(db);
  return { count: rows[0]?.count ?? 0, examples: rows.map(({ gtin14, items }) => ({ gtin14, items })) };
}

export function summaryLines(summary: Summary): string[] {
  const lines = summary.files.flatMap(({ path, tally, rejectedPath, reasons, seconds }) => [
    `${path}: ${count(tally.lines)} lines in ${seconds.toFixed(1)} s (${count(tally.lines / Math.max(seconds, 0.001))} a second)`,
    `  written: ${[...tally.written].map(([table, rows]) => `${count(rows)} ${table}`).join(', ') || 'nothing'}; unchanged: ${count(tally.unchanged)}; rejected: ${count(tally.rejected)}`,
    ...(rejectedPath ? [`  rejected lines: ${rejectedPath}`] : []),
    ...[...reasons]
      .toSorted((a, b) => b[1] - a[1])
      .slice(0, 5)
      .map(([reason, times]) => `    ${count(times)} × ${reason}`),
  ]);
  if (summary.doubleCount > 0) {
    lines.push(`${count(summary.doubleCount)} GTINs belong to more than one item; a scan of one asks which is meant:`);
    lines.push(...summary.doubles.map(({ gtin14, items }) => `    ${gtin14}: ${items.join(', ')}`));
  }
  if (summary.stopped)
    lines.push('Stopped before the end. What was read is kept; run the same command again to go on.');
  else {
    const written = summary.files.reduce((sum, { tally }) => sum + writtenInAll(tally), 0);
    const made = [
      `${count(summary.neighbours)} lists of what goes together`,
      `${count(summary.snapshots)} files for tablets`,
    ].join(' and ');
    lines.push(
      written === 0
        ? `${summary.chain} was up to date: nothing was written.`
        : `${summary.chain} is ready, with ${made}. ${summary.seconds.toFixed(1)} s in all.`,
    );
  }
  return lines;
}

const count = (value: number): string => Math.round(value).toLocaleString('en');
