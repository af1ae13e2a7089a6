// The second step of an import: lines to records with named columns, from CSV, TSV, JSON lines or a shop feed in XML.
// A line that makes no record comes out as a fault with its number; it never takes its neighbours along.
import { type CsvError, parse } from 'csv-parse/sync';
import { StartRefusal } from '#server/start-refusal.ts';
import { type Line, linesOf, piecesOf } from './lines.ts';
import { merchantAttributes, merchantGroups } from './merchant-xml.ts';

export interface RawRecord {
  line: number;
  /** By column name as the file writes it; where `fault` is set, empty or as much as was understood. */
  values: Record<string, string>;
  fault: string | null;
  /** The line as it stands in the file, cut to 200 characters. */
  text: string;
  /** It is right, and says nothing that is kept here: a page view in an export of all events. */
  isPassedOver?: true;
}

/** One object of a file of JSON lines to what it says, where that may be several things; null: it is a record as it is. */
export type Expand = (object: Record<string, unknown>) => Pick<RawRecord, 'values' | 'fault' | 'isPassedOver'>[] | null;

const asItIs: Expand = () => null;

export interface Records {
  /** What the heading says; null for JSON lines and XML: each object has keys of its own. */
  columns: string[] | null;
  /** Columns that such a file has even where no line fills them. */
  sure: readonly string[];
  groups: AsyncGenerator<RawRecord[]>;
  /** Lets the file go when its records are not read to the end. */
  close: () => Promise<unknown>;
}

/** A quoted value may run over lines; one that does not end within so many is a quote somebody forgot to close. */
const quotedLinesLimit = 100;

export async function openRecords(
  file: string,
  onRead: (bytes: number) => void = () => undefined,
  expand: Expand = asItIs,
): Promise<Records> {
  const kind = /\.(csv|tsv|txt|jsonl|xml)(\.gz)?$/i.exec(file)?.[1]?.toLowerCase();
  if (!kind)
    throw new StartRefusal(
      `${file}: what kind of file is it?`,
      'Its name has to end with .csv, .tsv, .txt, .jsonl or .xml, with or without .gz.',
    );
  if (kind === 'xml') {
    const groups = merchantGroups(file, piecesOf(file, onRead));
    return { columns: null, sure: merchantAttributes, groups, close: () => groups.return(undefined) };
  }
  const lines = linesOf(file, onRead);
  const close = (): Promise<unknown> => lines.return(undefined);
  const first = await lines.next();
  const head = first.done ? [] : first.value;
  if (kind === 'jsonl') return { columns: null, sure: [], groups: jsonGroups(head, lines, expand), close };

  const heading = head.shift();
  if (!heading?.text) throw new StartRefusal(`${file} has no heading line.`, 'The first line has to name the columns.');
  const delimiter = kind === 'tsv' ? '\t' : delimiterOf(heading.text);
  const columns = (split(heading.text, delimiter) ?? []).map((name) => name.trim());
  const twice = columns.find((name, index) => columns.indexOf(name) !== index);
  if (twice !== undefined)
    throw new StartRefusal(`${file} has two columns named "${twice}".`, 'Give every column its own name.');
  return { columns, sure: [], groups: tableGroups(columns, delimiter, head, lines), close };
}

function delimiterOf(heading: string): string {
  const count = (mark: string): number => heading.split(mark).length;
  return [',', ';', '\t'].toSorted((a, b) => count(b) - count(a))[0] ?? ',';
}

async function* jsonGroups(head: Line[], lines: AsyncGenerator<Line[]>, expand: Expand): AsyncGenerator<RawRecord[]> {
  const recordsOf = (line: Line): RawRecord[] => jsonRecords(line, expand);
  yield head.filter(isFilled).flatMap(recordsOf);
  for await (const group of lines) yield group.filter(isFilled).flatMap(recordsOf);
}

function jsonRecords(line: Line, expand: Expand): RawRecord[] {
  if (line.text === null) return [tooLong(line.number)];
  const object = jsonObject(line.text);
  if (typeof object === 'string') return [faulty(line, object)];
  const at = { line: line.number, text: cut(line.text) };
  const said = expand(object);
  if (said !== null) return said.map((one) => ({ ...one, ...at }));
  const values: Record<string, string> = {};
  for (const [name, field] of Object.entries(object)) values[name] = plainText(field);
  return [{ ...at, values, fault: null }];
}

/** Or why it is none. */
function jsonObject(text: string): Record<string, unknown> | string {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'not a JSON object';
    return value as Record<string, unknown>;
  } catch {
    return 'not a line of JSON';
  }
}

function plainText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map(plainText).join(value.some(isPicture) ? '|' : ',');
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Addresses and paths may hold commas. */
const isPicture = (value: unknown): boolean =>
  typeof value === 'string' && /^\s*https?:\/\/|\.(jpe?g|png|webp|avif|gif|tiff?)\s*$/i.test(value);

async function* tableGroups(
  columns: string[],
  delimiter: string,
  head: Line[],
  lines: AsyncGenerator<Line[]>,
): AsyncGenerator<RawRecord[]> {
  let open: Line[] = [];
  const step = (group: Line[], isLast: boolean): RawRecord[] => {
    const records: RawRecord[] = [];
    let queue = group;
    for (let at = 0; at < queue.length || (isLast && open.length > 0); at++) {
      const line = queue[at];
      if (line) open.push(line);
      const record = recordOf(open, columns, delimiter, !line || open.length >= quotedLinesLimit);
      if (record === 'more') continue;
      if (record !== null) records.push(record);
      // Lines that only a forgotten quote had joined are read again, each for itself.
      if (record?.fault === unclosed && open.length > 1) {
        queue = [...open.slice(1), ...queue.slice(at + 1)];
        at = -1;
      }
      open = [];
    }
    return records;
  };
  yield step(head, false);
  for await (const group of lines) yield step(group, false);
  yield step([], true);
}

const unclosed = 'a quote is opened and never closed';

function recordOf(lines: Line[], columns: string[], delimiter: string, mustEnd: boolean): RawRecord | null | 'more' {
  const first = lines[0];
  if (!first || (lines.length === 1 && !isFilled(first))) return null;
  if (lines.some((line) => line.text === null))
    return lines.length === 1 ? tooLong(first.number) : faulty(first, unclosed);
  const text = lines.map((line) => line.text).join('\n');
  const fields = split(text, delimiter);
  if (fields === null) return mustEnd || text.length > 1_000_000 ? faulty(first, unclosed) : 'more';
  if (fields.length !== columns.length)
    return faulty(first, `${fields.length} columns where the heading has ${columns.length}`);
  const values: Record<string, string> = {};
  for (const [index, name] of columns.entries()) values[name] = fields[index] ?? '';
  return { line: first.number, values, fault: null, text: cut(text) };
}

/** The fields of one record, or null while a quote is open. */
function split(text: string, delimiter: string): string[] | null {
  if (!text.includes('"')) return text.split(delimiter);
  try {
    return (
      parse(text, { delimiter, relax_quotes: true, relax_column_count: true, record_delimiter: '\u0000' })[0] ?? []
    );
  } catch (error) {
    if ((error as CsvError).code === 'CSV_QUOTE_NOT_CLOSED') return null;
    throw error;
  }
}

const cut = (text: string): string => text.slice(0, 200);
const isFilled = (line: Line): boolean => line.text === null || line.text.trim() !== '';
const faulty = (line: Line, fault: string): RawRecord => ({
  line: line.number,
  values: {},
  fault,
  text: cut(line.text ?? ''),
});
const tooLong = (line: number): RawRecord => ({ line, values: {}, fault: 'the line is longer than 1 MB', text: '' });
