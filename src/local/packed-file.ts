// A packed file on its way into memory: bytes → tables that read straight from them.
// Promise: a file that was cut or made for another feed is never opened; its hash was checked when it came (download.ts).
import type { FeedName } from '#domain/home.ts';
import { BadFile, openPacked } from '#domain/packed/file-reader.ts';
import { FeedRows } from './feed-rows.ts';
import type { FilePointer } from './replica.ts';

/**
 * Throws BadFile. What lies on disk was hashed before it was written, whole or not at all; hashing ten megabytes at each
 * start would be most of the start. Length, format and the footer's own checksum are looked at each time. `onDamage` hears
 * of each later try to read what the bytes below the footer don't give.
 */
export function openPackedFile(
  feed: FeedName,
  bytes: Uint8Array<ArrayBuffer>,
  pointer: Pick<FilePointer, 'sha256' | 'bytes'>,
  onDamage: (error: unknown) => void = () => undefined,
): FeedRows {
  if (bytes.length !== pointer.bytes) throw new BadFile(`${bytes.length} bytes of ${pointer.bytes}`);
  const file = openPacked(bytes);
  if (file.footer.feed !== feed) throw new BadFile(`made for ${file.footer.feed}`);
  return FeedRows.ofFile(feed, file, pointer.sha256, onDamage);
}

export async function sha256Of(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', bytes);
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
