// A folder of pictures: by a path in it, or by files that are named after an item, a SKU, a GTIN or a style.
// Promise: no path leads out of the folder, by dots or by links.
import { readFile, readdir, realpath, stat } from 'node:fs/promises';
import { join, parse, resolve, sep } from 'node:path';
import { furtherAtMost } from '#domain/gallery.ts';
import { StartRefusal } from '#server/start-refusal.ts';
import { BadPicture, bytesAtMost } from '#server/pictures/re-encode.ts';

export interface PictureFolder {
  /** Each name that its files speak of, with its file and the further ones (boot_2.jpg, boot_3.jpg). */
  readonly named: readonly { name: string; path: string; more: readonly string[] }[];
  bytesOf(path: string): Promise<Buffer>;
}

const endings = new Set(['.jpg', '.jpeg', '.png', '.webp', '.avif', '.gif', '.tif', '.tiff']);

/** `meaning`: those of some names that something is called. Throws StartRefusal when there is no such folder. */
export async function openPictureFolder(
  folder: string,
  meaning: (names: readonly string[]) => Promise<ReadonlySet<string>>,
): Promise<PictureFolder> {
  const root = await realpath(folder).catch(() => null);
  const files = root === null ? null : await filesBelow(root).catch(() => null);
  if (root === null || files === null)
    throw new StartRefusal(`${folder} is no folder that can be read.`, 'Check the path after --pictures.');
  const pictures = files.filter((path) => endings.has(parse(path).ext.toLowerCase())).toSorted();
  const names = new Set(pictures.map((path) => parse(path).name));
  // "boot_2" goes with "boot" when there is one; alone, or where an item is called so, it is a picture of its own.
  const numbered = (path: string): string | null => {
    const [, first] = /^(.+)_\d{1,2}$/.exec(parse(path).name) ?? [];
    return first !== undefined && names.has(first) ? first : null;
  };
  const called = await meaning(pictures.filter((path) => numbered(path) !== null).map((path) => parse(path).name));
  const firstOf = (path: string): string | null => (called.has(parse(path).name) ? null : numbered(path));
  const further = Map.groupBy(
    pictures.filter((path) => firstOf(path) !== null),
    (path) => firstOf(path) ?? '',
  );
  const byNumber = (a: string, b: string): number => numberOf(a) - numberOf(b);
  const named = pictures
    .filter((path) => firstOf(path) === null)
    .map((path) => ({ name: parse(path).name, path }))
    .map((one) => ({ ...one, more: (further.get(one.name) ?? []).toSorted(byNumber).slice(0, furtherAtMost) }));
  return {
    named,
    async bytesOf(path) {
      const whole = await realpath(resolve(root, path)).catch(() => null);
      if (whole === null) throw new BadPicture('there is no such file in the folder of pictures');
      if (!whole.startsWith(root.endsWith(sep) ? root : root + sep))
        throw new BadPicture('the path leads out of the folder of pictures');
      const { size, isFile } = await stat(whole).then((found) => ({ size: found.size, isFile: found.isFile() }));
      if (!isFile) throw new BadPicture('it is no file');
      if (size > bytesAtMost) throw new BadPicture('the picture is larger than 20 MB');
      return readFile(whole);
    },
  };
}

const numberOf = (path: string): number => Number(/_(\d+)$/.exec(parse(path).name)?.[1] ?? 0);

async function filesBelow(root: string): Promise<string[]> {
  const found = await readdir(root, { recursive: true, withFileTypes: true });
  return found.filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name).slice(root.length + 1));
}
