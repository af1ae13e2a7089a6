// Pictures that a catalogue's own lines name: a path in the folder or an address. The catalogue is read once more for
// them, after its products are there. Promise: a picture that can't be taken is told with its line; the product stays.
import { furtherAtMost } from '#domain/gallery.ts';
import type { Picture } from '#domain/product.ts';
import { BadPicture } from '#server/pictures/re-encode.ts';
import { type Into, onlyOnce } from './chain-rows.ts';
import { gtinOf } from './catalogue-row.ts';
import type { PictureFetcher } from './picture-fetch.ts';
import type { PictureFolder } from './picture-folder.ts';
import type { PictureMemory } from './picture-memory.ts';
import { Seen } from './seen.ts';
import type { Sink } from './sink.ts';
import { productIdOf, variantIdOf } from './source-id.ts';
import { type Pictured, storePictures } from './store-pictures.ts';
import { BadCell, words } from './values.ts';

export interface PictureWays {
  folder: PictureFolder | null;
  fetcher: PictureFetcher;
  memory: PictureMemory;
  signal: AbortSignal;
}

/** A thing and where its pictures are, the first one its own; `more` null: nothing is said of further ones. */
export interface WantedPictures {
  productId: string;
  variantId: string | null;
  source: string;
  more: readonly string[] | null;
}

const atOnce = 4;
const isAddress = (source: string): boolean => /^[a-z][a-z0-9+.-]*:\/\//i.test(source);

/** `saysMore`: the file has a column of further pictures, so that an empty cell means none. A line's null: it made no product. */
export function openPictureLines(
  into: Into,
  ways: PictureWays,
  saysMore: boolean,
  onPictured: (variantId: string) => void,
): Sink<WantedPictures | null> {
  const seen = new Seen();
  return {
    linesPerBatch: 100,
    parse(read) {
      const ids = idsOf(into, read);
      const source = read('picture').trim();
      const more = placesOf(read('pictures'));
      if (ids === null || (source === '' && more.length === 0)) return null;
      if (ids.variantId !== null) onlyOnce(seen, ids.variantId, 'the item');
      return { ...ids, source, more: saysMore ? more.slice(0, furtherAtMost) : null };
    },
    async store(lines, tally, reject) {
      const wanted = lines.flatMap((line, at) => (line === null ? [] : { ...line, at }));
      const taken = await takeAll(wanted, ways, (index, reason) => reject(wanted[index]?.at ?? 0, reason));
      for (const { variantId } of taken) if (variantId !== null) onPictured(variantId);
      await storePictures(into, taken, tally);
    },
  };
}

/** An address may hold commas of its own (w_300,h_300): one parts two of them only where the next one begins. */
function placesOf(text: string): string[] {
  const mark = text.includes('|') || text.includes('://') ? /\||,\s*(?=https?:\/\/)/i : ',';
  return text
    .split(mark)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** A few at once. Those of which nothing could be taken are left out; each reason is told with the index of its thing. */
export async function takeAll(
  wanted: readonly WantedPictures[],
  ways: PictureWays,
  reject: (at: number, reason: string) => void,
): Promise<Pictured[]> {
  const asked = wanted.map(({ source, more }) => [source, ...(more ?? [])]);
  const taken = asked.map((sources) => sources.map((): Picture | string | null => null));
  const waiting = asked.flatMap((sources, at) => sources.map((source, nth) => ({ source, at, nth }))).values();
  const worker = async (): Promise<void> => {
    for (const { source, at, nth } of waiting) {
      if (source === '' || ways.signal.aborted) continue;
      const got = await take(source, ways).catch((error: unknown) => {
        if (error instanceof BadPicture) return error.message;
        if (ways.signal.aborted) return null;
        throw error;
      });
      taken[at]?.splice(nth, 1, got);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  // Half of what a thing has, taken as all of it, would throw away what was there.
  if (ways.signal.aborted) return [];
  return wanted.flatMap(({ productId, variantId, more }, at): Pictured[] => {
    const [first = null, ...further] = taken[at] ?? [];
    for (const reason of [first, ...further]) if (typeof reason === 'string') reject(at, reason);
    const picture = typeof first === 'string' ? null : first;
    const others = further.filter((one) => typeof one === 'object').filter((one) => one !== null);
    return picture === null && others.length === 0
      ? []
      : [{ productId, variantId, picture, more: more === null ? null : others }];
  });
}

async function take(source: string, { folder, fetcher, memory }: PictureWays): Promise<Picture> {
  if (!isAddress(source)) {
    if (folder === null) throw new BadPicture('it is a path, and no folder of pictures was named (--pictures)');
    return memory.pictureOf(await folder.bytesOf(source));
  }
  const before = await memory.fetched(source);
  const answer = await fetcher.fetch(source, before?.etag ?? null);
  if (answer === 'same') {
    if (before) return before.picture;
    throw new BadPicture('the server answered 304');
  }
  const picture = await memory.pictureOf(answer.bytes);
  if (answer.etag !== null) await memory.keepFetched(source, answer.etag, answer.bytes);
  return picture;
}

/** As `catalogueLine` names them; a line that it refuses is null here. */
function idsOf(
  { chain }: Into,
  read: (field: string) => string,
): Pick<WantedPictures, 'productId' | 'variantId'> | null {
  try {
    const item = words(read('item'), 'the item id', 120) || gtinOf(read('gtin'));
    const group = words(read('group'), 'the group', 120) || item;
    return { productId: productIdOf(chain.id, group), variantId: variantIdOf(chain.id, item) };
  } catch (error) {
    if (error instanceof BadCell) return null;
    throw error;
  }
}
