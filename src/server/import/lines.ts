// The first step of an import: a file's bytes to lines, gzip or not. Memory stays flat whatever the file holds:
// a line over 1 MB arrives as null, and bytes that are no UTF-8 end the reading with their offset.
import { isUtf8 } from 'node:buffer';
import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { StartRefusal } from '#server/start-refusal.ts';

/** `text` is null when the line is longer than the limit; numbers count from 1. */
export interface Line {
  number: number;
  text: string | null;
}

export const lineLimitBytes = 1_048_576;
const newline = 10;

/** Lines in groups as they arrive, so that a line costs no await. `onRead` gets the bytes read on disk so far. */
export async function* linesOf(
  file: string,
  onRead: (bytes: number) => void = () => undefined,
): AsyncGenerator<Line[]> {
  const check = new Utf8Check(file);
  let rest: Buffer[] = [];
  let restBytes = 0;
  let isTooLong = false;
  let number = 0;

  const take = (end: Buffer): Line => {
    number += 1;
    const whole = rest.length === 0 ? end : Buffer.concat([...rest, end]);
    const line = { number, text: isTooLong || whole.length > lineLimitBytes ? null : textOf(whole, number) };
    rest = [];
    restBytes = 0;
    isTooLong = false;
    return line;
  };

  for await (const chunk of bytesOf(file, onRead)) {
    check.push(chunk);
    const lines: Line[] = [];
    let from = 0;
    for (let at = chunk.indexOf(newline); at >= 0; at = chunk.indexOf(newline, from)) {
      lines.push(take(chunk.subarray(from, at)));
      from = at + 1;
    }
    restBytes += chunk.length - from;
    isTooLong ||= restBytes > lineLimitBytes;
    // What is too long is let go at once, not gathered until its end comes.
    if (isTooLong) rest = [];
    else if (from < chunk.length) rest.push(Buffer.from(chunk.subarray(from)));
    if (lines.length > 0) yield lines;
  }
  check.end();
  if (restBytes > 0) yield [take(Buffer.alloc(0))];
}

/** The text as it arrives, for what knows no lines (XML), without a byte order mark. */
export async function* piecesOf(file: string, onRead: (bytes: number) => void): AsyncGenerator<string> {
  const check = new Utf8Check(file);
  const decoder = new TextDecoder('utf-8');
  for await (const chunk of bytesOf(file, onRead)) {
    check.push(chunk);
    yield decoder.decode(chunk, { stream: true });
  }
  check.end();
}

function textOf(bytes: Buffer, number: number): string {
  const end = bytes.at(-1) === 13 ? bytes.length - 1 : bytes.length;
  const text = bytes.toString('utf8', 0, end);
  return number === 1 && text.startsWith('\uFEFF') ? text.slice(1) : text;
}

const isPacked = (file: string): boolean => /\.gz$/i.test(file);

async function* bytesOf(file: string, onRead: (bytes: number) => void): AsyncGenerator<Buffer> {
  const disk = createReadStream(file, { highWaterMark: 256 * 1024 });
  disk.on('data', () => onRead(disk.bytesRead));
  const source = isPacked(file) ? disk.pipe(createGunzip({ chunkSize: 256 * 1024 })) : disk;
  if (source !== disk) disk.once('error', (error) => source.destroy(error));
  try {
    for await (const chunk of source) yield chunk as Buffer;
  } catch (error) {
    if (error instanceof StartRefusal) throw error;
    throw unreadable(file, error as NodeJS.ErrnoException);
  } finally {
    disk.destroy();
  }
}

function unreadable(file: string, error: NodeJS.ErrnoException): StartRefusal {
  if (error.code === 'ENOENT') return new StartRefusal(`${file} is not there.`, 'Check the path.');
  if (error.code?.startsWith('Z_'))
    return new StartRefusal(`${file} is no whole gzip file (${error.message}).`, 'Fetch or pack it again.');
  return new StartRefusal(`${file} cannot be read: ${error.message}`, 'Check the file and its rights.');
}

class Utf8Check {
  readonly #file: string;
  #offset = 0;
  #tail = Buffer.alloc(0);

  constructor(file: string) {
    this.#file = file;
  }

  push(chunk: Buffer): void {
    const bytes = this.#tail.length === 0 ? chunk : Buffer.concat([this.#tail, chunk]);
    const whole = bytes.length - unfinishedBytes(bytes);
    if (!isUtf8(bytes.subarray(0, whole))) throw this.#refusal(this.#offset + firstBadByte(bytes));
    this.#offset += whole;
    this.#tail = Buffer.from(bytes.subarray(whole));
  }

  end(): void {
    if (this.#tail.length > 0) throw this.#refusal(this.#offset);
  }

  #refusal(offset: number): StartRefusal {
    const place = isPacked(this.#file) ? 'of the unpacked text' : 'of the file';
    return new StartRefusal(
      `${this.#file} is not UTF-8: byte ${offset} ${place} begins no character.`,
      'Save it as UTF-8 and run the import again.',
    );
  }
}

/** How many bytes at the end begin a character that the next chunk may finish: 0 to 3. */
function unfinishedBytes(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) > back ? back : 0;
  }
  return 0;
}

function firstBadByte(bytes: Buffer): number {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let start = 0;
  for (let at = 0; at < bytes.length; at++) {
    try {
      if (decoder.decode(bytes.subarray(at, at + 1), { stream: true }) !== '') start = at + 1;
    } catch {
      return start;
    }
  }
  return start;
}
