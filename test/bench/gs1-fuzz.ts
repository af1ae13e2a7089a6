// Real messages, mutated: every plane of Unicode, cut, doubled, joined, turned around. Promise: seeded; of each string the
// resolver must come back at once, without an error, and with no product whose digits do not stand in it.
import { isChecked, upcEToUpcA } from '#domain/gtin.ts';
import { parseTag, type TagInput, tagSources } from '#domain/tag.ts';
import { type Rng, rngOf } from '#test/simulation/rng.ts';
import { toScan, type Vector } from './gs1-vectors.ts';

export interface FuzzOrder {
  rounds: number;
  seed: number;
}

export interface FuzzResult {
  rounds: number;
  seed: number;
  /** How the strings ended. */
  ends: Record<string, number>;
  slowestMs: number;
  over5Ms: string[];
  threw: string[];
  otherProduct: string[];
}

const limitMs = 5;
const kept = 20;
const aims = [']C1', ']e0', ']d2', ']Q3', ']Q1', ']J1', ']E0', ']E4', ']I1', undefined, undefined, undefined] as const;
/** Pieces that a parser trips over. */
const pieces = ['\u001d', '\u0000', '%', '%00', '%zz', '(', ')', '\\(', '/01/', '?17=', '&', '=', '@', '//', '\u202e'];

/** A character of any plane, lone surrogates included. */
const anyCharacter = (rng: Rng): string => {
  const plane = rng.int(17);
  return String.fromCodePoint(plane * 0x10000 + rng.int(0x10000));
};

function mutated(rng: Rng, real: readonly string[]): string {
  let text = rng.pick(real);
  for (let steps = rng.between(1, 6); steps > 0; steps -= 1) {
    const at = rng.int(text.length + 1);
    const upTo = Math.min(text.length, at + rng.int(6));
    const put = (piece: string): string => text.slice(0, at) + piece + text.slice(upTo);
    switch (rng.int(8)) {
      case 0:
        text = put(anyCharacter(rng));
        break;
      case 1:
        text = put(Array.from({ length: rng.int(5) }, () => anyCharacter(rng)).join(''));
        break;
      case 2:
        text = put(String(rng.int(10)));
        break;
      case 3:
        text = put(rng.pick(pieces));
        break;
      case 4:
        text = put('');
        break;
      case 5:
        text += text.slice(at);
        break;
      case 6:
        text = text.slice(0, at) + rng.pick(real);
        break;
      default:
        text = [...text].toReversed().join('');
    }
  }
  return rng.chance(0.01) ? text.repeat(rng.between(2, 400)) : text;
}

const decoded = (text: string): string =>
  text.replaceAll(/(?:%[\da-f]{2})+/gi, (bytes) => {
    try {
      return decodeURIComponent(bytes);
    } catch {
      return bytes;
    }
  });

/** True when the number stands in the text as one of the forms that it may be written in. */
export function holdsNumber(raw: string, gtin14: string): boolean {
  const texts = [raw, decoded(raw), raw.replaceAll(/[\s.-]/g, '')];
  const forms = [14, 13, 12, 8]
    .filter((length) => /^0*$/.test(gtin14.slice(0, 14 - length)))
    .map((n) => gtin14.slice(-n));
  if (texts.some((text) => forms.some((form) => text.includes(form)))) return true;
  return texts.some((text) =>
    [...text.matchAll(/(?=(\d{8}))/g)].some(([, digits = '']) => upcEToUpcA(digits)?.padStart(14, '0') === gtin14),
  );
}

function quickestMs(input: TagInput): number {
  return Math.min(
    ...Array.from({ length: 9 }, () => {
      const startedMs = performance.now();
      parseTag(input);
      return performance.now() - startedMs;
    }),
  );
}

/** A name for what went wrong that can be run again. */
const shown = (input: TagInput): string => JSON.stringify({ ...input, raw: input.raw.slice(0, 200) });

export const fuzzResolver = (vectors: readonly Vector[], order: FuzzOrder): FuzzResult =>
  fuzzMessages(vectors.map(toScan), order);

/** `messages`: what real tags hold; mutated `rounds` times. */
export function fuzzMessages(messages: readonly string[], { rounds, seed }: FuzzOrder): FuzzResult {
  const rng = rngOf(seed, 'fuzz');
  const real = messages.filter((text) => text !== '');
  const result: FuzzResult = { rounds, seed, ends: {}, slowestMs: 0, over5Ms: [], threw: [], otherProduct: [] };
  const note = (list: string[], input: TagInput): void => {
    if (list.length < kept) list.push(shown(input));
  };
  for (let round = 0; round < rounds; round += 1) {
    const input: TagInput = { source: rng.pick(tagSources), raw: mutated(rng, real), aim: rng.pick(aims) };
    try {
      const startedMs = performance.now();
      const tag = parseTag(input);
      let tookMs = performance.now() - startedMs;
      // A pause of the machine shows here too: only a string that is slow again is slow.
      if (tookMs >= limitMs) tookMs = quickestMs(input);
      result.slowestMs = Math.max(result.slowestMs, tookMs);
      if (tookMs >= limitMs) note(result.over5Ms, input);
      const end = 'reason' in tag ? `${tag.kind} ${tag.reason}` : tag.kind;
      result.ends[end] = (result.ends[end] ?? 0) + 1;
      if (tag.kind === 'poster' && !input.raw.replaceAll(/[\s.-]/g, '').includes(tag.code))
        note(result.otherProduct, input);
      if (tag.kind !== 'gtin') continue;
      const numbers = [tag.gtin14, ...(tag.alternative === undefined ? [] : [tag.alternative])];
      if (!numbers.every((number) => isChecked(number) && holdsNumber(input.raw, number)))
        note(result.otherProduct, input);
    } catch {
      note(result.threw, input);
    }
  }
  return result;
}
