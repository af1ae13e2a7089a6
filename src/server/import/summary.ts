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
    /** Rejected lines, a few of each reason; of a dry run, which leaves no file of them. */
    examples: readonly { line: number; reason: string; text: string }[];
    /** Columns of a catalogue that nothing was made of. */
    notTaken: readonly string[];
    seconds: number;
  }[];
  isDry: boolean;
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
  const lines = summary.files.flatMap((file) => fileLines(file, summary.isDry));
  if (summary.doubleCount > 0) {
    lines.push(`${count(summary.doubleCount)} GTINs belong to more than one item; a scan of one asks which is meant:`);
    lines.push(...summary.doubles.map(({ gtin14, items }) => `    ${gtin14}: ${items.join(', ')}`));
  }
  return [...lines, lastLine(summary)];
}

function fileLines(
  { path, tally, rejectedPath, reasons, examples, notTaken, seconds }: Summary['files'][number],
  isDry: boolean,
): string[] {
  const written = [...tally.written].map(([table, rows]) => `${count(rows)} ${table}`).join(', ') || 'nothing';
  return [
    `${path}: ${count(tally.lines)} lines in ${seconds.toFixed(1)} s (${count(tally.lines / Math.max(seconds, 0.001))} a second)`,
    `  ${isDry ? 'would be written' : 'written'}: ${written}; unchanged: ${count(tally.unchanged)}; rejected: ${count(tally.rejected)}`,
    ...(tally.passedOver > 0 ? [`  passed over, no events of a shop: ${count(tally.passedOver)}`] : []),
    ...tally.notes.map((note) => `  ${note}`),
    ...(notTaken.length > 0 ? [`  columns that nothing is made of: ${listed(notTaken)}`] : []),
    ...(rejectedPath ? [`  rejected lines: ${rejectedPath}`] : []),
    ...[...reasons]
      .toSorted((a, b) => b[1] - a[1])
      .slice(0, 5)
      .map(([reason, times]) => `    ${count(times)} × ${reason}`),
    ...examples.map(({ line, reason }) => `    line ${line}: ${reason}`),
  ];
}

const listed = (names: readonly string[]): string =>
  names.length > 15 ? `${names.slice(0, 15).join(', ')} and ${names.length - 15} more` : names.join(', ');

function lastLine(summary: Summary): string {
  if (summary.stopped && summary.isDry) return 'Stopped before the end. Nothing was written.';
  if (summary.stopped) return 'Stopped before the end. What was read is kept; run the same command again to go on.';
  if (summary.isDry) return `This was a dry run: nothing was written. ${summary.seconds.toFixed(1)} s in all.`;
  if (summary.files.every(({ tally }) => writtenInAll(tally) === 0))
    return `${summary.chain} was up to date: nothing was written.`;
  const made = `${count(summary.neighbours)} lists of what goes together and ${count(summary.snapshots)} files for tablets`;
  return `${summary.chain} is ready, with ${made}. ${summary.seconds.toFixed(1)} s in all.`;
}

const count = (value: number): string => Math.round(value).toLocaleString('en');
