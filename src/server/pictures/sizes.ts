// Further sizes and AVIF of a picture, made from its WebP when somebody first asks, and kept. Promise: a name is only
// ever filled from bytes whose SHA-256 it holds, one at a time, so that a shop's tablets never crowd out their syncing.
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { hasSizes, parseFileName } from '#domain/picture-files.ts';
import { sha256Of, writeWhole } from './store-file.ts';

/** `busy`: too many wait already; ask again, or take the WebP that is there. */
export type Made = 'there' | 'none' | 'busy';

export interface Sizes {
  /** Sees to it that the file of this name is there. */
  ensure(name: string): Promise<Made>;
}

const waitAtMost = 40;

export function sizesIn(folder: string): Sizes {
  const making = new Map<string, Promise<Made>>();
  let last: Promise<unknown> = Promise.resolve();
  // One thread: the others are for those who push and pull.
  sharp.concurrency(1);

  return {
    async ensure(name) {
      if (await isThere(join(folder, name))) return 'there';
      const running = making.get(name);
      if (running) return running;
      if (making.size >= waitAtMost) return 'busy';
      const made = last.then(() => make(folder, name)).finally(() => making.delete(name));
      making.set(name, made);
      last = made.catch(() => undefined);
      return made;
    },
  };
}

async function make(folder: string, name: string): Promise<Made> {
  const wanted = parseFileName(name);
  if (wanted === null || (wanted.px === null && wanted.type === 'webp')) return 'none';
  const source = await readFile(join(folder, `${wanted.sha256}.webp`)).catch(() => null);
  if (source === null || sha256Of(source) !== wanted.sha256) return 'none';
  const picture = sharp(source);
  const { width, height } = await picture.metadata();
  if (!hasSizes({ width, height })) return 'none';
  const sized =
    wanted.px === null ? picture : picture.resize(wanted.px, wanted.px, { fit: 'inside', withoutEnlargement: true });
  const encoded =
    wanted.type === 'avif'
      ? sized.avif({ quality: 58, effort: 2 })
      : sized.webp({ quality: 82, alphaQuality: 90, effort: 3 });
  await writeWhole(join(folder, name), await encoded.toBuffer());
  return 'there';
}

const isThere = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );
