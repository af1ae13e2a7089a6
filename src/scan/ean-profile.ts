// A last look for EAN-13 and UPC-A that are too small or out of focus for edge-to-edge reading: the brightness along
// a line is compared with every number it could be. Promise: the answer is the likeliest valid number of the whole
// line, and it says how much likelier than the next.
import { digitTemplates, parities, samplesPerModule, soften, softnesses } from './ean-templates.ts';

/** Brightness along one line across the bars, one value per pixel. */
export type Profile = Float64Array;
export type ProfileRead = {
  readonly text: string;
  /** Mean squared difference to the best number, 0 … 1 in units of the contrast between ink and paper. */
  readonly error: number;
  /** How many times larger the difference to the second-best valid number is. */
  readonly lead: number;
};

/** Modules: 4 of quiet zone, 3 guard, 42 left, 5 middle, 42 right, 3 guard, 4 of quiet zone. */
const quiet = 4;
const modules = 95;
const frames = softnesses.map((softness) =>
  soften(`000000101${'0'.repeat(42)}01010${'0'.repeat(42)}101000000`, 2, 105, softness),
);
/** Samples of quiet zones and guards, without the modules beside the unknown digits. */
const frameSamples = [
  [0, 6],
  [49, 54],
  [96, 103],
].flatMap(([from = 0, to = 0]) =>
  Array.from({ length: (to - from) * samplesPerModule }, (_, index) => from * samplesPerModule + index),
);

/** Where the code lies: first bar's left edge, last bar's right edge in pixels, and how much the middle is shifted. */
type Place = { readonly start: number; readonly end: number; readonly bow: number };

function sampleAt(profile: Profile, place: Place, module: number): number {
  const part = module / modules;
  const x = place.start + (place.end - place.start) * (part + place.bow * part * (1 - part)) - 0.5;
  const left = Math.floor(x);
  const a = profile[Math.min(profile.length - 1, Math.max(0, left))] ?? 0;
  const b = profile[Math.min(profile.length - 1, Math.max(0, left + 1))] ?? 0;
  return a + (b - a) * (x - left);
}

type Fit = {
  readonly place: Place;
  readonly softness: number;
  readonly ink: number;
  readonly contrast: number;
  readonly match: number;
};

/** How well quiet zones and guards fit at this place: correlation, and the brightness of ink and paper. */
function fitFrame(profile: Profile, place: Place, softness: number): Fit {
  const frame = frames[softness];
  let [n, st, sp, stt, spp, stp] = [0, 0, 0, 0, 0, 0];
  for (const at of frameSamples) {
    const t = frame?.[at] ?? 0;
    const p = sampleAt(profile, place, (at + 0.5) / samplesPerModule - quiet);
    n++;
    st += t;
    sp += p;
    stt += t * t;
    spp += p * p;
    stp += t * p;
  }
  const [ct, cp, ctp] = [stt - (st * st) / n, spp - (sp * sp) / n, stp - (st * sp) / n];
  const contrast = ctp / ct;
  return { place, softness, contrast, ink: (sp - contrast * st) / n, match: ctp / Math.sqrt(ct * cp + 1e-9) };
}

/** Places where brightness falls or rises most steeply, in pixels between samples. */
function edges(profile: Profile): { falling: number[]; rising: number[] } {
  const falling: number[] = [];
  const rising: number[] = [];
  for (let x = 2; x < profile.length - 2; x++) {
    const [before, here, after] = [x - 1, x, x + 1].map((at) => (profile[at + 1] ?? 0) - (profile[at - 1] ?? 0)) as [
      number,
      number,
      number,
    ];
    const bend = before - 2 * here + after;
    const peak = x + 0.5 + (bend === 0 ? 0 : (before - after) / (2 * bend));
    if (here < -4 && here <= before && here < after) falling.push(peak);
    if (here > 4 && here >= before && here > after) rising.push(peak);
  }
  return { falling, rising };
}

/** A code spans at least this many pixels: below, a module is hardly wider than a pixel and nothing is left to compare. */
const minWidth = 110;
/** Of true numbers the error was below 0.02. */
const maxError = 0.025;
const goodMatch = 0.65;
const minContrast = 8; // of 255

/** Paper outside both ends and ink inside them: two glances that spare the whole fit at most pairs of edges. */
function isFramed(profile: Profile, place: Place): boolean {
  const [before, first, last, after] = [-2, 0.5, modules - 0.5, modules + 2].map((module) =>
    sampleAt(profile, place, module),
  ) as [number, number, number, number];
  return before - first > minContrast && after - last > minContrast;
}

/** The best places by their guards. */
function findPlaces(profile: Profile): Fit[] {
  const { falling, rising } = edges(profile);
  const fits: Fit[] = [];
  for (const start of falling) {
    for (const end of rising) {
      const place = { start, end, bow: 0 };
      if (end - start < minWidth || !isFramed(profile, place)) continue;
      const fit = fitFrame(profile, place, 1);
      if (fit.match > goodMatch && fit.contrast > minContrast) fits.push(fit);
    }
  }
  return fits.toSorted((a, b) => b.match - a.match).slice(0, 3);
}

/** Small moves of both ends and the middle, as long as the guards fit better. */
function settle(profile: Profile, first: Fit): Fit {
  let best = first;
  for (const softness of softnesses.keys()) {
    const fit = fitFrame(profile, first.place, softness);
    if (fit.match > best.match) best = fit;
  }
  for (let step = (best.place.end - best.place.start) / modules / 2; step > 0.05; step /= 2) {
    const { start, end, bow } = best.place;
    const bowStep = (step / (end - start)) * 4;
    const moves: Place[] = [
      { start: start - step, end, bow },
      { start: start + step, end, bow },
      { start, end: end - step, bow },
      { start, end: end + step, bow },
      { start, end, bow: bow - bowStep },
      { start, end, bow: bow + bowStep },
    ];
    for (const place of moves) {
      const fit = fitFrame(profile, place, best.softness);
      if (fit.match > best.match) best = fit;
    }
  }
  return best;
}

type Path = { readonly cost: number; readonly digits: string };

/** Adds one digit: for each remainder of the check sum the two cheapest ways that lead there. */
function extend(paths: readonly (readonly Path[])[], costs: readonly number[], weight: number): Path[][] {
  const next: Path[][] = Array.from({ length: 10 }, () => []);
  for (const [sum, ways] of paths.entries()) {
    for (const way of ways) {
      for (const [digit, cost] of costs.entries()) {
        const place = next[(sum + digit * weight) % 10];
        const total = way.cost + cost;
        if (!place || (place.length === 2 && total >= (place[1]?.cost ?? 0))) continue;
        place.push({ cost: total, digits: way.digits + digit });
        place.sort((a, b) => a.cost - b.cost).splice(2);
      }
    }
  }
  return next;
}

type Costs = { readonly L: number[]; readonly G: number[]; readonly R: number[] };
const none: number[] = [];

/** What each digit would cost in each of the twelve cells: squared difference in units of the contrast. */
function cellCosts(profile: Profile, { place, softness, ink, contrast }: Fit): Costs[] {
  const templates = digitTemplates[softness];
  const seen = new Float64Array(7 * samplesPerModule);
  const toCosts = (set: readonly Float64Array[]) =>
    set.map((template) => {
      let sum = 0;
      for (let at = 0; at < seen.length; at++) sum += ((template[at] ?? 0) - (seen[at] ?? 0)) ** 2;
      return sum;
    });
  return Array.from({ length: 12 }, (_, cell) => {
    const from = cell < 6 ? 3 + 7 * cell : 50 + 7 * (cell - 6);
    for (let at = 0; at < seen.length; at++)
      seen[at] = (sampleAt(profile, place, from + (at + 0.5) / samplesPerModule) - ink) / contrast;
    if (!templates) return { L: none, G: none, R: none };
    return cell < 6
      ? { L: toCosts(templates.L), G: toCosts(templates.G), R: none }
      : { L: none, G: none, R: toCosts(templates.R) };
  });
}

const likeliest = (cells: readonly Costs[]): number =>
  cells.reduce((sum, { L, G, R }) => sum + Math.min(...L, ...G, ...R), 0);

/** Moves ends, middle, softness and brightness as long as the digits themselves fit better. */
function settleOnDigits(profile: Profile, first: Fit): Fit {
  let best = first;
  let cost = likeliest(cellCosts(profile, best));
  const attempt = (fit: Fit): void => {
    const its = likeliest(cellCosts(profile, fit));
    if (its < cost) [best, cost] = [fit, its];
  };
  for (let step = (best.place.end - best.place.start) / modules / 2; step > 0.06; step /= 2) {
    for (let again = 0; again < 2; again++) {
      const { start, end, bow } = best.place;
      const bowStep = (step / (end - start)) * 4;
      for (const place of [
        { start: start - step, end, bow },
        { start: start + step, end, bow },
        { start, end: end - step, bow },
        { start, end: end + step, bow },
        { start: start - step, end: end - step, bow },
        { start: start + step, end: end + step, bow },
        { start, end, bow: bow - bowStep },
        { start, end, bow: bow + bowStep },
      ])
        attempt({ ...best, place });
      for (const softness of [best.softness - 1, best.softness + 1])
        if (softness >= 0 && softness < softnesses.length) attempt({ ...best, softness });
      for (const share of [0.9, 1.1]) attempt({ ...best, contrast: best.contrast * share });
      for (const share of [-0.05, 0.05]) attempt({ ...best, ink: best.ink + best.contrast * share });
    }
  }
  return best;
}

/** The likeliest valid number at this place, over all first digits and check sums. */
function readAt(profile: Profile, fit: Fit): ProfileRead | undefined {
  const settled = settleOnDigits(profile, fit);
  const cells = cellCosts(profile, settled);
  const ends: Path[] = [];
  for (const [first, parity] of parities.entries()) {
    let paths: Path[][] = Array.from({ length: 10 }, (_, sum) =>
      sum === first ? [{ cost: 0, digits: String(first) }] : [],
    );
    for (const [at, cell] of cells.entries()) {
      const costs = at < 6 ? (parity[at] === 'L' ? cell.L : cell.G) : cell.R;
      paths = extend(paths, costs, at % 2 === 0 ? 3 : 1);
    }
    ends.push(...(paths[0] ?? []));
  }
  const [best, second] = ends.toSorted((a, b) => a.cost - b.cost);
  if (!best || !second) return undefined;
  return { text: best.digits, error: best.cost / (84 * samplesPerModule), lead: second.cost / (best.cost + 1e-9) };
}

/** The same code seen from the other end. */
function reversed(profile: Profile, fit: Fit): Fit {
  const { start, end, bow } = fit.place;
  return { ...fit, place: { start: profile.length - end, end: profile.length - start, bow: -bow } };
}

/** The likeliest number on this line, read in both directions; undefined when nothing on it is framed like an EAN-13. */
export function readProfile(profile: Profile): ProfileRead | undefined {
  const mirrored = profile.toReversed();
  const reads = findPlaces(profile).flatMap((found) => {
    const forward = settle(profile, found);
    const backward = reversed(profile, forward);
    const isForward = likeliest(cellCosts(profile, forward)) <= likeliest(cellCosts(mirrored, backward));
    return (isForward ? readAt(profile, forward) : readAt(mirrored, backward)) ?? [];
  });
  return reads.filter((read) => read.error <= maxError).toSorted((a, b) => b.lead - a.lead)[0];
}
