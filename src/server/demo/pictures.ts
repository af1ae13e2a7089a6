// The demo shop's pictures: one render per colour, turned (`dye.ts`), cut to the object so that it stands on its
// lower edge, transparent WebP of 512 and at most 256 px, named by content. Made once: a second run only reads the index.
import { readFileSync } from 'node:fs';
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import sharp, { type Sharp, type WebpOptions } from 'sharp';
import * as z from 'zod/mini';
import { Picture } from '#domain/product.ts';
import { boxOf, dominantOf } from '#server/pictures/pixels.ts';
import { storeWebp } from '#server/pictures/store-file.ts';
import { colourByKey } from './colours.ts';
import { departments } from './departments.ts';
import { dye } from './dye.ts';
import type { Family, FamilyColour } from './families/sheet.ts';

const largePx = 512;
/** Effort 0 halves the time of the first start and costs some 6 kB a picture. */
const encoding: WebpOptions = { quality: 84, alphaQuality: 90, effort: 0 };
/** Raise when a picture would come out different: the index of an older recipe is not believed. */
const recipe = 2;

const Index = z.strictObject({ recipe: z.literal(recipe), pictures: z.record(z.string(), Picture) });

export interface Order {
  readonly key: string;
  readonly asset: string;
  readonly hex: string | null;
  readonly aboutDegrees: number | null;
}

/** What a picture is called before its content is known: the render and the colour. */
export const pictureKey = (family: Family, colour: FamilyColour | null): string =>
  colour === null || colour.asItComes ? family.asset : `${family.asset}.${colour.key}`;

function orders(): Order[] {
  return departments
    .flatMap((department) => department.families)
    .flatMap((family) =>
      family.colours.map((colour): Order => ({
        key: pictureKey(family, colour),
        asset: family.asset,
        hex: colour === null || colour.asItComes ? null : (colourByKey.get(colour.key)?.hex ?? null),
        aboutDegrees: family.aboutDegrees,
      })),
    );
}

const assetFolder = join(
  dirname(createRequire(import.meta.url).resolve('@lobehub/fluent-emoji-3d/package.json')),
  'assets',
);

export async function makePicture(folder: string, order: Order): Promise<Picture> {
  const source = sharp(readFileSync(join(assetFolder, `${order.asset}.webp`)))
    .ensureAlpha()
    .raw();
  const { data, info } = await source.toBuffer({ resolveWithObject: true });
  const about = order.aboutDegrees === null ? {} : { aboutDegrees: order.aboutDegrees };
  const rgba = order.hex === null ? data : dye(data, { hex: order.hex, ...about });
  const box = boxOf({ data: rgba, width: info.width, height: info.height });
  if (!box) throw new Error(`${order.asset} is empty`);
  // Drawn tighter at its own 256 px, then doubled with Lanczos: more pixels would hold no more.
  const cut = await sharp(rgba, { raw: { width: info.width, height: info.height, channels: 4 } })
    .extract(box)
    .sharpen()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const object = (): Sharp => sharp(cut.data, { raw: { width: cut.info.width, height: cut.info.height, channels: 4 } });
  const large = await object()
    .resize(largePx, largePx, { fit: 'inside', kernel: 'lanczos3' })
    .webp(encoding)
    .toBuffer({ resolveWithObject: true });
  const small = await object().webp(encoding).toBuffer();
  return {
    sha256: await storeWebp(folder, large.data),
    small: await storeWebp(folder, small),
    width: large.info.width,
    height: large.info.height,
    dominant: dominantOf(rgba),
  };
}

/** The index of an earlier run, when it has every picture and every file is still there. */
async function readIndex(folder: string, keys: readonly string[]): Promise<Map<string, Picture> | null> {
  const text = await readFile(join(folder, 'demo.json'), 'utf8').catch(() => null);
  if (text === null) return null;
  const index = Index.safeParse(JSON.parse(text));
  if (!index.success) return null;
  const pictures = new Map(Object.entries(index.data.pictures));
  if (!keys.every((key) => pictures.has(key))) return null;
  const files = [...pictures.values()].flatMap((picture) => [picture.sha256, picture.small]);
  const found = await Promise.all(
    files.map((name) =>
      stat(join(folder, `${name}.webp`)).then(
        () => true,
        () => false,
      ),
    ),
  );
  return found.every(Boolean) ? pictures : null;
}

/** Makes what is missing in `folder`; `onProgress` hears how many of how many are done. Failures of the disk are thrown. */
export async function makePictures(
  folder: string,
  onProgress?: (done: number, of: number) => void,
): Promise<Map<string, Picture>> {
  await mkdir(folder, { recursive: true });
  const wanted = orders();
  const ready = await readIndex(
    folder,
    wanted.map((order) => order.key),
  );
  if (ready) return ready;
  const pictures = new Map<string, Picture>();
  const waiting = wanted.values();
  // One more than there are cores: while one waits for the disk, the others keep the cores busy.
  // Many pictures at once, each on one thread, beats one picture on many.
  sharp.concurrency(1);
  const workers = Array.from({ length: availableParallelism() + 1 }, async () => {
    for (const order of waiting) {
      pictures.set(order.key, await makePicture(folder, order));
      onProgress?.(pictures.size, wanted.length);
    }
  });
  await Promise.all(workers);
  await writeFile(join(folder, 'demo.json'), JSON.stringify({ recipe, pictures: Object.fromEntries(pictures) }));
  return pictures;
}
