// One file on its way in: records to lines of its kind, batches to the sink, bad rows to the rejected file.
// Memory holds one batch; whoever asks to stop is heard between batches, and what was stored stays stored.
import { statSync } from 'node:fs';
import { StartRefusal } from '#server/start-refusal.ts';
import { cellsOf } from './catalogue-row.ts';
import { columnsOf, type Columns, type FileKind, type Mapping, neededForWords } from './columns.ts';
import { ga4Lines } from './ga4-events.ts';
import { linesOf } from './lines.ts';
import { openRecords, type RawRecord } from './records.ts';
import type { Rejected } from './rejected.ts';
import { rejectedText } from './rejected-text.ts';
import type { Sink } from './sink.ts';
import type { Tally } from './tally.ts';
import { BadCell, isCurrency, plainCurrencyOf } from './values.ts';

export interface InputFile {
  kind: FileKind;
  path: string;
  columns: Columns;
  /** Columns of the file that nobody asked for. */
  notTaken: string[];
  /** On disk, packed or not. */
  bytes: number;
}

/** Reads the whole file once before anything is written: it has to be text in UTF-8, with the columns that are needed. */
export async function inspect(
  { path, kind, wordsOnly }: { path: string; kind: FileKind; wordsOnly: boolean },
  mapping: Mapping,
  currency: string,
  signal: AbortSignal,
): Promise<InputFile> {
  // Only the bytes count here: `linesOf` throws for what is no UTF-8.
  for await (const _ of linesOf(path)) signal.throwIfAborted();
  const records = await openRecords(path, undefined, expandOf(kind));
  const names = records.columns ?? [...new Set([...(await keysOf(records.groups, signal)), ...records.sure])];
  const columns = columnsOf(path, kind, names, mapping, wordsOnly ? neededForWords : undefined);
  await records.close();
  const said = plainCurrencyOf(columns['price'] ?? '');
  // A new chain for which nobody named a currency is asked for it when it is made.
  if (!wordsOnly && currency !== '' && said !== null && isCurrency(said) && said !== currency) {
    throw new StartRefusal(
      `${path}: the column "${columns['price']}" speaks of ${said}, the chain sells in ${currency}.`,
      'Name another column with --map price=COLUMN, or another --currency.',
    );
  }
  const taken = new Set(Object.values(columns));
  const notTaken = names.filter((name) => !taken.has(name) && !records.sure.includes(name));
  return { kind, path, columns, notTaken, bytes: statSync(path).size };
}

/** What visitors did comes as GA4 tells it, too. */
const expandOf = (kind: FileKind) => (kind === 'history' ? ga4Lines : undefined);

/** All keys of all lines: what only a later line says ("live": no, a lot) must not be passed over. */
async function keysOf(groups: AsyncIterable<readonly RawRecord[]>, signal: AbortSignal): Promise<string[]> {
  const keys = new Set<string>();
  for await (const group of groups) {
    signal.throwIfAborted();
    for (const { values } of group) for (const key of Object.keys(values)) if (keys.size < 1_000) keys.add(key);
  }
  return [...keys];
}

export interface Reading {
  rejected: Rejected;
  tally: Tally;
  signal: AbortSignal;
  onRead: (bytes: number) => void;
}

interface Parsed<Line> {
  record: RawRecord;
  line: Line;
}

/** True when the file was read to its end; false when it was asked to stop before. */
export async function readInto<Line>(
  file: InputFile,
  sink: Sink<Line>,
  { rejected, tally, signal, onRead }: Reading,
): Promise<boolean> {
  const reject = async (record: RawRecord, reason: string): Promise<void> => {
    tally.rejected += 1;
    await rejected.add(record.line, reason, rejectedText(file.kind, record, file.columns));
  };
  const store = async (batch: readonly Parsed<Line>[]): Promise<void> => {
    const bad: [RawRecord, string][] = [];
    await sink.store(
      batch.map(({ line }) => line),
      tally,
      (index, reason) => {
        const record = batch[index]?.record;
        if (record) bad.push([record, reason]);
      },
    );
    for (const [record, reason] of bad) await reject(record, reason);
  };

  let batch: Parsed<Line>[] = [];
  // One batch is stored while the next one is read; never more than these two are in memory.
  let storing = Promise.resolve();
  const next = async (): Promise<void> => {
    await storing;
    storing = store(batch);
    // Heard at the next await; without a listener until then, a failure would end the process.
    storing.catch(() => undefined);
    batch = [];
  };

  const { groups } = await openRecords(file.path, onRead, expandOf(file.kind));
  try {
    for await (const group of groups) {
      for (const record of group) {
        tally.lines += 1;
        if (record.isPassedOver) {
          tally.passedOver += 1;
          continue;
        }
        const line = record.fault === null ? parsed(sink, record, file.columns) : new BadCell(record.fault);
        if (line instanceof BadCell) await reject(record, line.message);
        else batch.push({ record, line });
        if (batch.length < sink.linesPerBatch) continue;
        await next();
        if (signal.aborted) return false;
      }
    }
    await next();
  } finally {
    await storing;
  }
  if (signal.aborted) return false;
  await sink.end?.(tally);
  return true;
}

function parsed<Line>(sink: Sink<Line>, record: RawRecord, columns: Columns): Line | BadCell {
  try {
    return sink.parse(cellsOf(record.values, columns));
  } catch (error) {
    if (error instanceof BadCell) return error;
    throw error;
  }
}
