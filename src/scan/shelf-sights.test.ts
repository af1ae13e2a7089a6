import { describe, expect, it } from 'vitest';
import { makeShelfSights } from './shelf-sights.ts';
import type { RawRead } from './zxing-reader.ts';

const read = (text: string, x: number, y = 100, symbology = 'EAN13'): RawRead => ({
  text,
  symbology,
  aim: ']E0',
  lines: 8,
  corners: [x, y, x + 200, y, x + 200, y + 80, x, y + 80],
});

describe('the sights of a shelf', () => {
  it('stay one each while the hand trembles', () => {
    const sights = makeShelfSights();
    for (let look = 0; look < 10; look++) sights.see([read('a', 300 + (look % 2) * 6), read('b', 700)], look * 60);
    const [a, b] = sights.at(540);
    expect([a?.read.text, b?.read.text]).toEqual(['a', 'b']);
    expect(a?.box.x).toBeGreaterThan(298);
    expect(a?.box.x).toBeLessThan(308);
    expect(sights.at(540)).toHaveLength(2);
  });

  it('are carried on with a hand that moves, within 20 pixels at two screens in five seconds', () => {
    const sights = makeShelfSights();
    const at = (ms: number) => ms * 0.5;
    for (let ms = 0; ms <= 900; ms += 100) sights.see([read('a', at(ms))], ms);
    // 80 ms after the last look: the code itself has gone on by 40 pixels.
    expect(Math.abs((sights.at(980)[0]?.box.x ?? 0) - at(980))).toBeLessThan(20);
  });

  it('fade 400 ms after the code was last seen, and are gone 200 ms later', () => {
    const sights = makeShelfSights();
    for (const ms of [0, 60, 120]) sights.see([read('a', 300)], ms);
    expect(sights.at(500)[0]?.isFading).toBe(false);
    expect(sights.at(530)[0]?.isFading).toBe(true);
    expect(sights.at(721)).toEqual([]);
  });

  it('do not blink on a slow tablet when one look misses a code', () => {
    const sights = makeShelfSights();
    for (let look = 0; look < 20; look++) sights.see(look === 18 ? [] : [read('a', 300)], look * 300);
    for (let look = 20; look < 30; look++) sights.see([read('a', 300)], look * 300);
    sights.see([], 30 * 300);
    expect(sights.at(30 * 300 + 250)[0]?.isFading).toBe(false);
  });

  it('keep two tags of the same product apart, whatever order they are read in', () => {
    const sights = makeShelfSights();
    sights.see([read('a', 100), read('a', 700)], 0);
    sights.see([read('a', 705), read('a', 105)], 60);
    const found = sights.at(60);
    expect(new Set(found.map(({ key }) => key)).size).toBe(2);
    expect(found.map(({ box }) => Math.round(box.x / 100) * 100).toSorted((x, y) => x - y)).toEqual([100, 700]);
  });

  it('jump with the picture instead of sliding over it', () => {
    const sights = makeShelfSights();
    sights.see([read('a', 100)], 0);
    sights.see([read('a', 900)], 60);
    expect(sights.at(60)[0]?.box.x).toBe(900);
  });

  it('of a short code wait for a second look', () => {
    const sights = makeShelfSights();
    sights.see([read('96385074', 100, 100, 'EAN8')], 0);
    expect(sights.at(0)).toEqual([]);
    sights.see([read('96385074', 100, 100, 'EAN8')], 60);
    expect(sights.at(60)).toHaveLength(1);
  });
});
