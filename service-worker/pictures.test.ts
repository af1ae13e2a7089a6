import { describe, expect, it, vi } from 'vitest';

import { addPicture, anotherSize, trim } from './pictures.ts';
import type { PictureCache } from './pictures.ts';

/** A cache that keeps its order, as Chromium's does, and may be full. */
function buildCache(names: string[], full = false) {
  const kept = new Map(names.map((name) => [address(name), new Response(name)]));
  const cache: PictureCache = {
    put(request, response) {
      if (full) return Promise.reject(new DOMException('full', 'QuotaExceededError'));
      kept.set(request as string, response);
      return Promise.resolve();
    },
    keys: () => Promise.resolve([...kept.keys()].map((url) => new Request(url))),
    delete: (request) => Promise.resolve(kept.delete((request as Request).url)),
  };
  return { cache, names: () => [...kept.keys()].map((url) => url.split('/').at(-1)) };
}

const address = (name: string): string => `https://shop.example/files/pictures/${name}`;
const roomy = { usedShare: () => Promise.resolve(0.1) };

describe('the store of pictures', () => {
  it('keeps a picture that was seen', async () => {
    const { cache, names } = buildCache(['a']);
    await addPicture(cache, address('b'), new Response('b'), roomy);
    expect(names()).toEqual(['a', 'b']);
  });

  it('keeps its bound in each worker’s life from the first picture on, then at every fiftieth', async () => {
    vi.resetModules();
    const another = await import('./pictures.ts');
    const { cache, names } = buildCache(['a', 'b', 'c', 'd']);
    const add = (name: string) => another.addPicture(cache, address(name), new Response(name), { ...roomy, limit: 3 });
    await add('e');
    expect(names()).toEqual(['c', 'd', 'e']);
    for (let n = 1; n < 50; n++) await add(`p${n}`);
    expect(names()).toHaveLength(52);
    await add('p50');
    expect(names()).toEqual(['p48', 'p49', 'p50']);
  });

  it('drops the oldest beyond its bound', async () => {
    const { cache, names } = buildCache(['a', 'b', 'c', 'd']);
    await trim(cache, { ...roomy, limit: 3 });
    expect(names()).toEqual(['b', 'c', 'd']);
  });

  it('[SG2] gives up its older half when the origin is four fifths full', async () => {
    const { cache, names } = buildCache(['a', 'b', 'c', 'd']);
    await trim(cache, { usedShare: () => Promise.resolve(0.81) });
    expect(names()).toEqual(['c', 'd']);
  });

  it('[SG2] gives up its older half when a picture finds no room, and fails nobody', async () => {
    const { cache, names } = buildCache(['a', 'b', 'c', 'd'], true);
    await addPicture(cache, address('e'), new Response('e'), roomy);
    expect(names()).toEqual(['c', 'd']);
  });
});

describe('a size that is not here', () => {
  const sha = 'a'.repeat(64);
  const cacheOf = (...names: string[]): Pick<Cache, 'match'> => ({
    match: (request) =>
      Promise.resolve(names.map(address).includes(request as string) ? new Response(request as string) : undefined),
  });

  it('is answered by another of the same picture', async () => {
    const answer = await anotherSize(cacheOf(`${sha}-480.avif`, `${sha}.webp`), address(`${sha}.avif`));
    expect(await answer?.text()).toBe(address(`${sha}.webp`));
  });

  it('is never answered by another picture, nor is what is no picture', async () => {
    const cache = cacheOf(`${'b'.repeat(64)}.webp`, 'x.webp');
    expect(await anotherSize(cache, address(`${sha}.avif`))).toBeUndefined();
    expect(await anotherSize(cache, address('x.avif'))).toBeUndefined();
  });
});
