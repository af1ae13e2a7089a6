// Pictures on the disk, named by what they hold. Promise: under a name there is the whole file or none,
// however many write it at once.
import { createHash } from 'node:crypto';
import { rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

let written = 0;

/** Writes beside the name and moves there: nobody ever reads half a file. */
export async function writeWhole(path: string, bytes: Uint8Array | string): Promise<void> {
  const part = `${path}.${process.pid}.${++written}.part`;
  try {
    await writeFile(part, bytes);
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}

export const sha256Of = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');

/** Stores a WebP under the SHA-256 of its bytes; a name that is there is right by definition. */
export async function storeWebp(folder: string, bytes: Buffer): Promise<string> {
  const sha256 = sha256Of(bytes);
  const path = join(folder, `${sha256}.webp`);
  const there = await stat(path).then(
    (found) => found.size === bytes.length,
    () => false,
  );
  if (!there) await writeWhole(path, bytes);
  return sha256;
}
