// Packed files that tablets say they have, read again to tell them only what differs [PL7].
// Promise: memory holds the few that were asked for last; what is no longer the very file of that hash opens nothing.
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FeedName } from '#domain/home.ts';
import { openPacked, type PackedFile } from '#domain/packed/file-reader.ts';

/** Some catalogues of 100,000 products, or some hundred floors. */
const usualMostBytes = 64 * 1024 * 1024;

interface Opened {
  file: PackedFile;
  bytes: number;
}

export function openedFiles(
  folder: string,
  mostBytes = usualMostBytes,
): (feed: FeedName, sha256: string) => Promise<PackedFile | null> {
  /** The one asked for last stands last. */
  const kept = new Map<string, Promise<Opened | null>>();
  let keptBytes = 0;

  const open = async (sha256: string): Promise<Opened | null> => {
    // Swept, half written or not ours: the tablet is told whole rows.
    const bytes = await readFile(join(folder, `${sha256}.bin`)).catch(() => null);
    if (!bytes || createHash('sha256').update(bytes).digest('hex') !== sha256) return null;
    try {
      return { file: openPacked(bytes), bytes: bytes.length };
    } catch {
      return null;
    }
  };

  const drop = async (sha256: string): Promise<void> => {
    const dropped = kept.get(sha256);
    kept.delete(sha256);
    keptBytes -= (await dropped)?.bytes ?? 0;
  };

  return async (feed, sha256) => {
    if (!/^[0-9a-f]{64}$/.test(sha256)) return null;
    let opening = kept.get(sha256);
    const isNew = opening === undefined;
    opening ??= open(sha256);
    kept.delete(sha256);
    kept.set(sha256, opening);
    const opened = await opening;
    if (isNew) keptBytes += opened?.bytes ?? 0;
    if (!opened) await drop(sha256);
    for (const oldest of [...kept.keys()].slice(0, -1)) if (keptBytes > mostBytes) await drop(oldest);
    return opened?.file.footer.feed === feed ? opened.file : null;
  };
}
