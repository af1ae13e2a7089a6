// What an import has already made of which picture, beside the pictures themselves: the same bytes are encoded once,
// and an address that has not changed is not fetched again. Promise: without it everything is only made anew.
import { mkdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { Picture } from '#domain/product.ts';
import { recipe, reEncode } from '#server/pictures/re-encode.ts';
import { sha256Of, writeWhole } from '#server/pictures/store-file.ts';

const Made = z.strictObject({ recipe: z.literal(recipe), picture: Picture });
const Fetched = z.strictObject({ etag: z.string(), bytes: z.string().check(z.regex(/^[0-9a-f]{64}$/)) });

export interface PictureMemory {
  /** The picture of these bytes, made now or before. Throws BadPicture. */
  pictureOf(bytes: Buffer): Promise<Picture>;
  /** The tag under which an address was fetched, when what came of it is still there. */
  fetched(address: string): Promise<{ etag: string; picture: Picture } | null>;
  keepFetched(address: string, etag: string, bytes: Buffer): Promise<void>;
}

export async function openPictureMemory(dataDir: string): Promise<PictureMemory> {
  const [pictures, notes] = [join(dataDir, 'files', 'pictures'), join(dataDir, 'picture-sources')];
  for (const folder of [pictures, notes]) await mkdir(folder, { recursive: true });
  const noteOf = (key: string): string => join(notes, `${sha256Of(key)}.json`);
  const read = async <T>(key: string, schema: z.ZodMiniType<T>): Promise<T | null> => {
    const text = await readFile(noteOf(key), 'utf8').catch(() => null);
    try {
      return text === null ? null : schema.parse(JSON.parse(text));
    } catch {
      return null;
    }
  };
  const known = async (bytesHash: string): Promise<Picture | null> => {
    const picture = (await read(`bytes ${bytesHash}`, Made))?.picture ?? null;
    if (picture === null) return null;
    const files = [picture.sha256, picture.small].map((name) => stat(join(pictures, `${name}.webp`)));
    return Promise.all(files).then(
      () => picture,
      () => null,
    );
  };
  return {
    async pictureOf(bytes) {
      const hash = sha256Of(bytes);
      const before = await known(hash);
      if (before) return before;
      const picture = await reEncode(pictures, bytes);
      await writeWhole(noteOf(`bytes ${hash}`), JSON.stringify({ recipe, picture }));
      return picture;
    },
    async fetched(address) {
      const note = await read(`address ${address}`, Fetched);
      const picture = note && (await known(note.bytes));
      return note && picture ? { etag: note.etag, picture } : null;
    },
    keepFetched: (address, etag, bytes) =>
      writeWhole(noteOf(`address ${address}`), JSON.stringify({ etag, bytes: sha256Of(bytes) })),
  };
}
