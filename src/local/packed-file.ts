// A packed file on its way into memory: bytes → checked against the hash → column runs.
// Promise: a file that was cut, changed or made for another feed is never opened.
import type { FeedName } from '#domain/home.ts';
import { FeedRows } from './feed-rows.ts';
import type { Run } from './packed-table.ts';
import type { Cursor } from './replica.ts';

export const packedFormat = 1;

export class BadFile extends Error {
  override readonly name = 'BadFile';
}

/** Rejects with BadFile. `sha256` comes from a signed page, so its bytes need no signature of their own. */
export async function openPackedFile(
  feed: FeedName,
  bytes: Uint8Array<ArrayBuffer>,
  sha256: string,
): Promise<FeedRows> {
  if ((await sha256Of(bytes)) !== sha256) throw new BadFile('its hash is another');
  let file: unknown;
  try {
    file = JSON.parse(new TextDecoder().decode(bytes));
  } catch (error) {
    throw new BadFile('no JSON', { cause: error });
  }
  if (!isPacked(file)) throw new BadFile('not of this format');
  if (file.feed !== feed) throw new BadFile(`made for ${file.feed}`);
  return FeedRows.ofRuns(feed, { cursor: file.cursor, asOfMs: file.asOfMs, file: sha256 }, file.runs);
}

export async function sha256Of(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', bytes);
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

interface Packed {
  format: number;
  feed: string;
  cursor: Cursor;
  asOfMs: number;
  runs: Run[];
}

// By hand: a schema would walk every cell of a catalogue at each start.
function isPacked(file: unknown): file is Packed {
  const { format, cursor, asOfMs, runs } = (file ?? {}) as Partial<Packed>;
  if (format !== packedFormat || typeof asOfMs !== 'number' || typeof cursor?.rev !== 'number' || !Array.isArray(runs))
    return false;
  return runs.every(
    (run) => Array.isArray(run.ids) && Object.values(run.columns).every((column) => column.length === run.ids.length),
  );
}
