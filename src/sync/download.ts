// A packed file from the server into the file store, piece by piece: what has come stays, whatever breaks off.
// Promise: under a file's name lies that file, whole and of that hash, or nothing [PL3].
import type { FileStore } from '#local/file-store.ts';
import { sha256Of } from '#local/packed-file.ts';
import { StorageTrouble, troubleOf } from '#local/storage-trouble.ts';
import type { SnapshotRef } from '#protocol/pull.ts';
import { requestTimeoutMs } from './backoff.ts';
import type { Time, Wire } from './ports.ts';
import { Offline } from './trouble.ts';

export interface DownloadDeps {
  files: FileStore;
  wire: Pick<Wire, 'file'>;
  time: Time;
  signal: AbortSignal;
  /** Hears how many bytes of the file are here. */
  onBytes(doneBytes: number): void;
}

/** What a line that breaks off costs at the most. */
const partBytes = 512 * 1024;

/** Rejects with Offline, or StorageTrouble 'full'. What is here already is not asked for. */
export async function download({ sha256, path, bytes }: SnapshotRef, deps: DownloadDeps): Promise<void> {
  const { files } = deps;
  // A page that was killed while it wrote leaves an empty file under the name: what is here must be what was asked for.
  const kept = await files.read(sha256).catch(() => null);
  if (kept && (await sha256Of(kept)) === sha256) return;
  try {
    const parts = await partsOf(files, sha256);
    let done = parts.reduce((sum, part) => sum + part.length, 0);
    if (done < bytes) {
      const rest = await partsFrom(path, done, deps);
      // Something in between that knows no ranges gives all of it once more.
      if (rest.from === 0) {
        parts.length = 0;
        done = 0;
      }
      for await (const part of rest.parts) {
        await files.write(partName(sha256, done), part);
        parts.push(part);
        done += part.length;
      }
    }
    const whole = new Uint8Array(await new Blob(parts).arrayBuffer());
    if ((await sha256Of(whole)) !== sha256) {
      await removeParts(files);
      throw new Offline('a file of another hash');
    }
    await files.write(sha256, whole).catch(async (error: unknown) => {
      if (troubleOf(error) !== 'full') throw error;
      // All of it is in memory: where there is no room for it twice, its parts make way.
      await removeParts(files);
      await files.write(sha256, whole);
    });
    await removeParts(files);
  } catch (error) {
    if (troubleOf(error) === 'full') throw new StorageTrouble('full', error);
    throw error instanceof Offline ? error : new Offline('a file did not come', null, error);
  }
}

/** As much as came, in parts; also of what breaks off, the last one before the error. Silence of 15 s ends it [BO3]. */
async function partsFrom(
  path: string,
  from: number,
  { wire, time, signal, onBytes }: DownloadDeps,
): Promise<{ from: number; parts: AsyncIterable<Uint8Array<ArrayBuffer>> }> {
  const silent = new AbortController();
  let cancel = time.after(requestTimeoutMs, () => silent.abort());
  const answer = await wire.file(path, from, AbortSignal.any([signal, silent.signal])).catch((error: unknown) => {
    cancel();
    throw error;
  });
  let done = answer.from;
  async function* parts(): AsyncGenerator<Uint8Array<ArrayBuffer>> {
    let pieces: Uint8Array<ArrayBuffer>[] = [];
    let size = 0;
    const joined = async (): Promise<Uint8Array<ArrayBuffer>> => {
      const part = new Uint8Array(await new Blob(pieces).arrayBuffer());
      [pieces, size] = [[], 0];
      return part;
    };
    let trouble: { error: unknown } | null = null;
    try {
      for await (const piece of answer.pieces) {
        cancel();
        cancel = time.after(requestTimeoutMs, () => silent.abort());
        pieces.push(piece);
        size += piece.length;
        done += piece.length;
        onBytes(done);
        if (size >= partBytes) yield await joined();
      }
    } catch (error) {
      trouble = { error };
    } finally {
      cancel();
    }
    if (size > 0) yield await joined();
    if (trouble) throw trouble.error;
  }
  return { from: answer.from, parts: parts() };
}

const partMark = '.part-';
const partName = (sha256: string, from: number): string => `${sha256}${partMark}${from}`;

/** What has come of a file, from its beginning on without a gap. */
async function partsOf(files: FileStore, sha256: string): Promise<Uint8Array<ArrayBuffer>[]> {
  const names = new Set(await files.names());
  const parts: Uint8Array<ArrayBuffer>[] = [];
  for (let done = 0; names.has(partName(sha256, done)); done += parts.at(-1)?.length ?? 0) {
    const part = await files.read(partName(sha256, done)).catch(() => null);
    if (!part || part.length === 0) break;
    parts.push(part);
  }
  return parts;
}

/** Of this file and of those that were never finished. */
export async function removeParts(files: FileStore): Promise<void> {
  for (const name of await files.names()) if (name.includes(partMark)) await files.remove(name);
}
