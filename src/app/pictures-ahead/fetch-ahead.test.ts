import { beforeEach, describe, expect, test } from 'vitest';
import type { PictureShape } from '#app/ui/picture.tsx';
import { addressesOf, type AheadPorts, fetchAhead } from './fetch-ahead.ts';

const shape = (name: string): PictureShape => ({ src: `/files/pictures/${name}.webp`, alt: '' });
const nameOf = ({ src }: PictureShape): string => src.slice('/files/pictures/'.length, -'.webp'.length);

let asked: string[];
let running: number;
let pauses: number[];
let ports: AheadPorts;
/** What happens with the nth pause. */
let onPause: (n: number) => void;
beforeEach(() => {
  asked = [];
  pauses = [];
  running = 0;
  onPause = () => undefined;
  ports = {
    wanted: () => Promise.resolve(['a', 'b', 'c', 'd'].map(shape)),
    kept: () => Promise.resolve(new Set()),
    mayFetch: () => true,
    hasRoom: () => Promise.resolve(true),
    async fetch(one) {
      running += 1;
      expect(running).toBe(1);
      await Promise.resolve();
      asked.push(nameOf(one));
      running -= 1;
      return true;
    },
    pause(ms) {
      pauses.push(ms);
      // A loop that would never end is a failure, not a hanging test.
      if (pauses.length > 1_000) throw new Error('it waits for ever');
      onPause(pauses.length);
      return Promise.resolve();
    },
  };
});

describe('a round of fetching ahead', () => {
  test('asks for what is missing, one after the other, in the order of the list', async () => {
    ports.kept = () => Promise.resolve(new Set(['/files/pictures/b.webp', '/files/pictures/other.webp']));
    expect(await fetchAhead(ports)).toEqual({ end: 'whole', fetched: 3, wanted: 4 });
    expect(asked).toEqual(['a', 'c', 'd']);
  });

  test('waits while somebody is here or the line is down, and goes on where it was', async () => {
    let free = true;
    ports.mayFetch = () => free;
    const { fetch } = ports;
    ports.fetch = async (one) => {
      if (nameOf(one) === 'b') free = false;
      return fetch(one);
    };
    onPause = (n) => {
      if (n < 10) expect(asked.length).toBeLessThanOrEqual(2);
      if (n === 10) free = true;
    };
    expect(await fetchAhead(ports)).toMatchObject({ end: 'whole', fetched: 4 });
    expect(asked).toEqual(['a', 'b', 'c', 'd']);
  });

  test('looks at nothing before it may: no list is made while somebody is served', async () => {
    let made = false;
    let free = false;
    ports.mayFetch = () => free;
    ports.wanted = () => {
      made = true;
      return Promise.resolve([]);
    };
    onPause = (n) => {
      expect(made).toBe(false);
      free = n === 3;
    };
    await fetchAhead(ports);
    expect(made).toBe(true);
  });

  test('[SG2] takes nothing of the last fifth of the room', async () => {
    const many = Array.from({ length: 50 }, (_, n) => shape(`p${n}`));
    ports.wanted = () => Promise.resolve(many);
    ports.hasRoom = () => Promise.resolve(asked.length < 20);
    expect(await fetchAhead(ports)).toEqual({ end: 'no room', fetched: 20, wanted: 50 });
  });

  test('passes over a picture that can not be had, and leaves after three in a row', async () => {
    const bad = new Set(['b']);
    const { fetch } = ports;
    ports.fetch = async (one) => (await fetch(one)) && !bad.has(nameOf(one));
    expect(await fetchAhead(ports)).toEqual({ end: 'whole', fetched: 3, wanted: 4 });
    for (const name of ['a', 'c']) bad.add(name);
    asked = [];
    expect(await fetchAhead(ports)).toEqual({ end: 'failing', fetched: 0, wanted: 4 });
    expect(asked).toEqual(['a', 'b', 'c']);
  });
});

test('a picture of several sizes is here when one of them is', () => {
  const sources = {
    avif: '/p/x-480.avif 480w, /p/x.avif 1080w',
    webp: '/p/x-480.webp 480w, /p/x.webp 1080w',
    sizes: '480px',
  };
  expect(addressesOf({ src: '/p/x.webp', alt: '', sources })).toEqual([
    '/p/x.webp',
    '/p/x-480.avif',
    '/p/x.avif',
    '/p/x-480.webp',
    '/p/x.webp',
  ]);
});
