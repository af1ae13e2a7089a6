// The dye on small made-up pictures: what must turn turns, what must stay stays.
import { expect, test } from 'vitest';
import { dye, hexToLab } from './dye.ts';

const pixels = (...hexes: string[]): Uint8Array =>
  Uint8Array.from(
    hexes.flatMap((hex) => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)).concat(255)),
  );
const hexAt = (rgba: Uint8Array, index: number): string =>
  `#${[...rgba.subarray(index * 4, index * 4 + 3)].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
const hueOf = (hex: string): number => {
  const [, a, b] = hexToLab(hex);
  return (Math.atan2(b, a) * 180) / Math.PI;
};

test('one colour becomes the hue of the swatch', () => {
  const blue = dye(pixels('#d8303c', '#d8303c'), { hex: '#2f6fc4' });
  expect(Math.abs(hueOf(hexAt(blue, 0)) - hueOf('#2f6fc4'))).toBeLessThan(4);
});

test('a grey picture is tinted', () => {
  const [, a, b] = hexToLab(hexAt(dye(pixels('#c8c8c8', '#b0b0b0'), { hex: '#d8303c' }), 0));
  expect(Math.hypot(a, b)).toBeGreaterThan(0.1);
});

test('with a hue named, the pot is turned and the leaf is not', () => {
  const before = pixels('#e08050', '#60c040', '#e08050', '#60c040', '#e08050');
  const after = dye(before, { hex: '#2f6fc4', aboutDegrees: 45 });
  expect(hexAt(after, 1)).toBe('#60c040');
  expect(Math.abs(hueOf(hexAt(after, 0)) - hueOf('#2f6fc4'))).toBeLessThan(8);
});

test('transparency and the input are left alone', () => {
  const before = Uint8Array.from([200, 40, 40, 0, 200, 40, 40, 128]);
  const copy = Uint8Array.from(before);
  const after = dye(before, { hex: '#2f6fc4' });
  expect(before).toEqual(copy);
  expect([after[3], after[7]]).toEqual([0, 128]);
});
