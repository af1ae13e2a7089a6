// The store of pictures: bounded, and the first thing to go when the tablet runs out of room [SG2].
// Promise: a picture never costs the place that an action of a person needs.

import { otherNames, parseFileName } from '#domain/picture-files.ts';

/** The page may delete this cache by name when the quota runs short. */
export const pictureCacheName = 'gondola-pictures';

// About 60 MB at 40 kB a picture; a store's shelf has some 400 products of three sizes.
const maxPictures = 1_500;
// Reading all keys costs a few ms at this size, so the bound is kept at every 50th picture only, and at a worker's first
// one: few workers live through fifty.
const checkEvery = 50;
const fullShare = 0.8;

export type PictureCache = Pick<Cache, 'put' | 'keys' | 'delete'>;
export type Room = { usedShare(): Promise<number>; limit?: number };

/** The same picture in another size or type: off line better than none, while the server is busy better than waiting. */
export async function anotherSize(cache: Pick<Cache, 'match'>, url: string): Promise<Response | undefined> {
  const folder = url.slice(0, url.lastIndexOf('/') + 1);
  const name = parseFileName(url.slice(folder.length));
  for (const other of name ? otherNames(name) : []) {
    const kept = await cache.match(folder + other);
    if (kept) return kept;
  }
  return undefined;
}

/** In this worker's life. */
let added = 0;

/** Stores one picture; with no room for it, frees half of the pictures instead of failing. */
export async function addPicture(
  cache: PictureCache,
  url: string,
  picture: Response,
  room: Room = browserRoom,
): Promise<void> {
  try {
    await cache.put(url, picture);
  } catch {
    // Quota: the picture was already answered to the page; only the copy is given up.
    await keepNewest(cache, 0.5);
    return;
  }
  if (added % checkEvery === 0) await trim(cache, room);
  added += 1;
}

/** Drops the oldest pictures beyond the bound, and half of all when the origin is nearly full. */
export async function trim(cache: PictureCache, room: Room): Promise<void> {
  if ((await room.usedShare()) > fullShare) return keepNewest(cache, 0.5);
  const limit = room.limit ?? maxPictures;
  const keys = await cache.keys();
  await dropAll(cache, keys.slice(0, Math.max(0, keys.length - limit)));
}

async function keepNewest(cache: PictureCache, share: number): Promise<void> {
  const keys = await cache.keys();
  await dropAll(cache, keys.slice(0, Math.ceil(keys.length * (1 - share))));
}

// Cache.keys() answers in the order of insertion: the first are the oldest.
async function dropAll(cache: PictureCache, requests: readonly Request[]): Promise<void> {
  for (const request of requests) await cache.delete(request);
}

const browserRoom: Room = {
  async usedShare() {
    const { usage = 0, quota = 1 } = await navigator.storage.estimate();
    return usage / Math.max(1, quota);
  },
};
