// Pixels to codes: which looks are taken at a picture and which answers are believed. Promise: a cheap first look
// reads most tags; the others get more looks, and a doubtful answer that anything contradicts is not an answer.
import { readBlurredEan } from './blurred-ean.ts';
import { scaled, turned, within, type GrayImage } from './gray-image.ts';
import { linearFormats, type CodeReader, type Look, type RawRead } from './zxing-reader.ts';

type Pass = { readonly look: Look; readonly turn?: number; readonly enlarge?: number };

/** Fewer lines: reads two tags in three in a quarter of the time. */
const quick: Pass = { look: { quick: true } };
const thorough: Pass = { look: {} };

/**
 * Further looks, in the order of what they add on photographs of real tags: codes held at an angle (the library
 * reads lines of 0 and 90 degrees, some 15 to each side), then blur and noise, then light on dark.
 */
const further: readonly Pass[] = [
  ...[75, 15, 45, 22.5, 67.5].map((turn) => ({ look: { formats: linearFormats }, turn })),
  { look: { denoise: true }, enlarge: 2 },
  { look: { histogram: true }, enlarge: 2 },
  { look: { histogram: true, invert: true } },
  ...[-15, 30, -30].map((turn) => ({ look: { formats: linearFormats }, turn })),
];

/** Further looks work on at most this many pixels a side: beyond it they cost seconds and add nothing. */
const furtherSide = 1600;
/** The comparison with whole numbers is for small and soft codes; its time grows with the square of the side. */
const blurredSide = 1000;
/** Enlarging helps where a bar is one or two pixels wide. */
const enlargeBelowSide = 1000;

function take(reader: CodeReader, image: GrayImage, pass: Pass): RawRead[] {
  let seen = image;
  if (pass.turn !== undefined) seen = turned(image, pass.turn);
  else if (pass.enlarge !== undefined && Math.max(image.width, image.height) <= enlargeBelowSide)
    seen = scaled(image, pass.enlarge);
  return reader.look(seen, pass.look).filter((read) => !isSecondLineOfBook(read));
}

/** Japanese books carry a second EAN-13, 191… or 192…, that says class and price: it names no product. */
const isSecondLineOfBook = (read: RawRead): boolean => read.symbology === 'EAN13' && /^19[12]/.test(read.text);

/**
 * One line of a blurred EAN looks like another number with a right check digit about once in ten: four lines that
 * agree have never been wrong on the photographs measured. Codes that correct their own errors are always sure.
 */
export function isSure(read: RawRead): boolean {
  if (isSquare(read)) return true;
  if (read.symbology.startsWith('DataBar')) return read.lines >= 3;
  return read.lines >= (read.symbology === 'Code128' ? 2 : 4);
}

/** A short code, or one whose check is weak or missing: believed only when it was seen twice. */
export const isWeakSymbology = (symbology: string): boolean => /^(EAN8|UPCE|ITF|DataBar)/.test(symbology);

/**
 * A camera frame: a quick look, a thorough one, then one further look of the `turn`-th kind unless a sure answer came
 * first. A doubtful answer never hides what another look is sure of.
 */
export function decodeFrame(reader: CodeReader, image: GrayImage, turn: number): RawRead[] {
  const sure = take(reader, image, quick).filter(isSure);
  if (sure.length > 0) return sure;
  const reads = take(reader, image, thorough);
  if (reads.some(isSure)) return reads;
  const more = lookFurther(reader, image, turn).map((read) => ({ ...read, corners: [] }));
  return more.some(isSure) || reads.length === 0 ? more : reads;
}

/**
 * A shelf: every sure code of the frame and where it stands. Only the thorough look finds them: of twelve tags in rows
 * the quick one's few lines meet one. What is doubtful may wait for a better frame. `squares`: QR and DataMatrix too.
 */
export const decodeShelf = (reader: CodeReader, image: GrayImage, squares: boolean): RawRead[] =>
  take(reader, image, squares ? thorough : { look: { formats: linearFormats } }).filter(isSure);

export const isSquare = (read: RawRead): boolean => /^(QRCode|DataMatrix)/.test(read.symbology);

/** The slow look for codes out of focus takes as long as ten others: once in two rounds of them. */
function lookFurther(reader: CodeReader, image: GrayImage, turn: number): RawRead[] {
  const pass = further[(turn % (2 * further.length + 1)) % further.length];
  const isSlowTurn = turn % (2 * further.length + 1) === 2 * further.length;
  if (isSlowTurn || !pass)
    return readBlurredEan(within(image, blurredSide)).filter((read) => !isSecondLineOfBook(read));
  return take(reader, within(image, furtherSide), pass);
}

/**
 * A still picture: looks until one gives a sure answer, the last one for EAN-13 out of focus. Doubtful answers wait
 * for the end, and then count only when every look that saw anything saw the same code (weak symbologies: in two).
 */
export function decodeStill(reader: CodeReader, image: GrayImage): RawRead[] {
  const doubtful = new Map<string, { read: RawRead; looks: number }>();
  const small = within(image, furtherSide);
  for (const pass of [quick, thorough, ...further]) {
    const reads = take(reader, further.includes(pass) ? small : image, pass);
    const sure = reads.filter(isSure);
    if (sure.length > 0) return sure;
    // The thorough look repeats the quick one's lines: one voice, not two.
    for (const read of pass === quick ? [] : reads) {
      const known = doubtful.get(read.text);
      doubtful.set(read.text, { read: known?.read ?? read, looks: (known?.looks ?? 0) + 1 });
    }
  }
  const blurred = readBlurredEan(within(image, blurredSide)).filter((read) => !isSecondLineOfBook(read));
  if (blurred.length > 0) return blurred;
  const [only, ...others] = doubtful.values();
  if (!only || others.length > 0) return [];
  return only.looks >= (isWeakSymbology(only.read.symbology) ? 2 : 1) ? [only.read] : [];
}
