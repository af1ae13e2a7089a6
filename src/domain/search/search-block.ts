// The bytes of a search index: one header, then six sections whose lengths follow from it. Promise: a block that is cut,
// longer, of another version or changed in any bit is refused when it is opened, and never read.
import { type Locale, locales } from '#domain/text.ts';
import { packedFormat } from '#domain/packed/file-shape.ts';
import { mostPlaces } from './ranking.ts';

const magic = 0x3157_5347; // "GSW1"
/**
 * Also stands for the folding and the stems. It is the packed files' own: a pull names their format, so that no build is given
 * a file whose words it can't search. Who changes the block, the folding or the stems raises `packedFormat`.
 */
const version = packedFormat;
const headerBytes = 36;
const checksumAt = 12;
const summedFrom = 16;
const prime = 0x0100_0193;

export interface Counts {
  readonly locale: Locale;
  /** One more than the highest place of a product. */
  readonly places: number;
  readonly words: number;
  readonly wordBytes: number;
  readonly postingBytes: number;
}

/** Where each section begins. Numbers are little-endian and need no alignment. */
export interface Sections {
  /** words + 1 of u32: where a word's bytes begin. */
  readonly wordStarts: number;
  /** words + 1 of u32: where a word's postings begin. */
  readonly postingStarts: number;
  /** words of u32, by word: its letters (slips.ts). */
  readonly signatures: number;
  /** words of u32: the words in the order of their stems. */
  readonly byStem: number;
  /** places of two bytes: what sells here, words of the name. */
  readonly products: number;
  /** In the order of their bytes. */
  readonly wordBytes: number;
  /** By word, by field, by place (postings.ts). */
  readonly postings: number;
  readonly end: number;
}

export class BrokenSearchBlock extends Error {
  override readonly name = 'BrokenSearchBlock';
}

export function sectionsOf({ places, words, wordBytes, postingBytes }: Counts): Sections {
  const wordStarts = headerBytes;
  const postingStarts = wordStarts + 4 * (words + 1);
  const signatures = postingStarts + 4 * (words + 1);
  const byStem = signatures + 4 * words;
  const products = byStem + 4 * words;
  const bytes = products + 2 * places;
  const postings = bytes + wordBytes;
  const end = postings + postingBytes;
  return { wordStarts, postingStarts, signatures, byStem, products, wordBytes: bytes, postings, end };
}

export const viewOf = (block: Uint8Array): DataView => new DataView(block.buffer, block.byteOffset, block.byteLength);

/** FNV-1a by 32 bits: any one changed word gives another sum. */
function checksumOf(view: DataView): number {
  const words = (view.byteLength - summedFrom) >> 2;
  let sum = 0x811c_9dc5;
  // Two megabytes are summed when a tablet starts, before the code is warm: an array is read several times faster than
  // a view then. Every machine that runs this is little-endian; another would refuse the block, not misread it.
  if ((view.byteOffset + summedFrom) % 4 === 0) {
    const numbers = new Uint32Array(view.buffer, view.byteOffset + summedFrom, words);
    for (let index = 0; index < words; index++) sum = Math.imul(sum ^ (numbers[index] ?? 0), prime);
  } else
    for (let index = 0; index < words; index++)
      sum = Math.imul(sum ^ view.getUint32(summedFrom + 4 * index, true), prime);
  for (let at = summedFrom + 4 * words; at < view.byteLength; at++) sum = Math.imul(sum ^ view.getUint8(at), prime);
  return sum >>> 0;
}

/** The header comes last: it sums up the sections, which are written by then. */
export function sealBlock(block: Uint8Array, counts: Counts): void {
  const view = viewOf(block);
  const { locale, places, words, wordBytes, postingBytes } = counts;
  const header = [magic, version, block.byteLength, 0, locales.indexOf(locale), places, words, wordBytes, postingBytes];
  for (const [index, number] of header.entries()) view.setUint32(index * 4, number, true);
  view.setUint32(checksumAt, checksumOf(view), true);
}

/** Throws BrokenSearchBlock. */
export function openBlock(view: DataView): { counts: Counts; sections: Sections } {
  const refuse = (why: string): never => {
    throw new BrokenSearchBlock(`The search index can't be opened: ${why}.`);
  };
  if (view.byteLength < headerBytes) return refuse('it is shorter than its header');
  const header = Array.from({ length: headerBytes / 4 }, (_, index) => view.getUint32(index * 4, true));
  const [mark, itsVersion, length, sum, language = -1, places = 0, words = 0, wordBytes = 0, postingBytes = 0] = header;
  if (mark !== magic) return refuse('it is no search index');
  if (itsVersion !== version) return refuse(`it has version ${itsVersion}, this program reads ${version}`);
  if (length !== view.byteLength) return refuse(`it has ${view.byteLength} bytes of ${length}`);
  const locale = locales[language];
  if (locale === undefined || places > mostPlaces) return refuse('its header is wrong');
  const counts: Counts = { locale, places, words, wordBytes, postingBytes };
  const sections = sectionsOf(counts);
  if (sections.end !== view.byteLength) return refuse('its sections do not fill it');
  if (sum !== checksumOf(view)) return refuse('its checksum is wrong');
  const isAscending = (start: number, last: number): boolean => {
    let before = 0;
    for (let index = 0; index <= words; index++) {
      const next = view.getUint32(start + 4 * index, true);
      if (next < before) return false;
      before = next;
    }
    return before === last;
  };
  if (!isAscending(sections.wordStarts, wordBytes) || !isAscending(sections.postingStarts, postingBytes))
    return refuse('its words overlap');
  for (let index = 0; index < words; index++)
    if (view.getUint32(sections.byStem + 4 * index, true) >= words) return refuse('its stems lead nowhere');
  return { counts, sections };
}
