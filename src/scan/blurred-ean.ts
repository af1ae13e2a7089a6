// The lines for the last look: finds which way the bars run and lays lines across them. Promise: a number counts
// only when several lines of the picture agree on it and none speaks for another.
import { readProfile, type Profile } from './ean-profile.ts';
import type { GrayImage } from './gray-image.ts';
import type { RawRead } from './zxing-reader.ts';

const binDegrees = 3;

/** Directions across the bars in degrees, strongest first: where most of the picture's steep brightness points. */
function barDirections({ data, width, height }: GrayImage, count: number): number[] {
  const bins = new Float64Array(180 / binDegrees);
  for (let y = 1; y < height - 1; y += 2) {
    for (let x = 1; x < width - 1; x++) {
      const at = y * width + x;
      const dx = (data[at + 1] ?? 0) - (data[at - 1] ?? 0);
      const dy = (data[at + width] ?? 0) - (data[at - width] ?? 0);
      const strength = dx * dx + dy * dy;
      if (strength < 200) continue;
      const degrees = (Math.atan2(dy, dx) * 180) / Math.PI + 180 + binDegrees / 2;
      const bin = Math.floor(degrees / binDegrees) % bins.length;
      bins[bin] = (bins[bin] ?? 0) + strength;
    }
  }
  const around = (bin: number, reach: number) => {
    let sum = 0;
    for (let by = -reach; by <= reach; by++) sum += bins[(bin + by + bins.length) % bins.length] ?? 0;
    return sum;
  };
  const directions: number[] = [];
  const left = [...bins.keys()].toSorted((a, b) => around(b, 1) - around(a, 1));
  for (const bin of left) {
    const isNew = directions.every((degrees) => Math.abs(((bin * binDegrees - degrees + 270) % 180) - 90) > 15);
    if (isNew && directions.length < count) directions.push(bin * binDegrees);
  }
  return directions;
}

/** Half the number of neighbouring lines that are averaged: bars are long, noise is not. */
const halfBand = 2;

/** Brightness along the line through the middle, `offset` pixels beside it, in direction `degrees`. */
function layLine({ data, width, height }: GrayImage, degrees: number, offset: number): Profile {
  const angle = (degrees * Math.PI) / 180;
  const [dx, dy] = [Math.cos(angle), Math.sin(angle)];
  const [middleX, middleY] = [width / 2 - dy * offset, height / 2 + dx * offset];
  const values: number[] = [];
  const reach = Math.ceil(Math.hypot(width, height) / 2);
  for (let t = -reach; t <= reach; t++) {
    const [x, y] = [middleX + dx * t, middleY + dy * t];
    if (x < 3 || y < 3 || x >= width - 4 || y >= height - 4) continue;
    let sum = 0;
    for (let by = -halfBand; by <= halfBand; by++) {
      const [px, py] = [x - dy * by, y + dx * by];
      const [left, top] = [Math.floor(px), Math.floor(py)];
      const [fx, fy] = [px - left, py - top];
      const at = top * width + left;
      const upper = (data[at] ?? 0) * (1 - fx) + (data[at + 1] ?? 0) * fx;
      const lower = (data[at + width] ?? 0) * (1 - fx) + (data[at + width + 1] ?? 0) * fx;
      sum += upper * (1 - fy) + lower * fy;
    }
    values.push(sum / (2 * halfBand + 1));
  }
  return Float64Array.from(values);
}

/** Of true numbers the lead was above 1.15; of others it stays below 1.1 nearly always. */
const minLead = 1.12;
/** A direction without any hope after this many lines is given up. */
const probes = 12;
/** Further lines beside each hit, in pixels. */
const beside = [-4, -2, 2, 4];
/** Agreeing lines that make an answer, from at least two places: lines side by side share their mistakes. */
const neededLines = 5;
const neededPlaces = 2;
const neededLead = 1.18;

type Vote = { lines: number; places: number; lead: number };

/** Text → what spoke for it, over the two likeliest directions. */
function voteBlurredEan(image: GrayImage): Map<string, Vote> {
  const votes = new Map<string, Vote>();
  for (const degrees of barDirections(image, 2)) {
    const angle = (degrees * Math.PI) / 180;
    const across = Math.abs(image.width * Math.sin(angle)) + Math.abs(image.height * Math.cos(angle));
    const ask = (offset: number, places: number): boolean => {
      const read = readProfile(layLine(image, degrees, offset));
      if (!read || read.lead < minLead) return false;
      const before = votes.get(read.text) ?? { lines: 0, places: 0, lead: 0 };
      votes.set(read.text, {
        lines: before.lines + 1,
        places: before.places + places,
        lead: Math.max(before.lead, read.lead),
      });
      return true;
    };
    for (let probe = 0; probe < probes; probe++) {
      const offset = ((probe + 0.5) / probes - 0.5) * across;
      if (ask(offset, 1)) for (const by of beside) ask(offset + by, 0);
    }
  }
  return votes;
}

/** The one EAN-13 or UPC-A that several lines agree on, if there is one and next to nothing speaks against it. */
export function readBlurredEan(image: GrayImage): RawRead[] {
  const [best, second] = [...voteBlurredEan(image)].toSorted((a, b) => b[1].lines - a[1].lines);
  if (!best) return [];
  const [text, { lines, places, lead }] = best;
  if (lines < neededLines + 2 * (second?.[1].lines ?? 0) || places < neededPlaces || lead < neededLead) return [];
  return [{ text, symbology: 'EAN13', aim: ']E0', lines, corners: [] }];
}
