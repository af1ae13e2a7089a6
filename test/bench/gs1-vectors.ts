// The vectors of GS1's own syntax engine through our readers: each kind of vector by the function that the app uses.
// Promise: a vector with `options` asks for a switch that is off by default, and is not counted.
import { readFileSync } from 'node:fs';
import { digitalLinkOf, parseDigitalLink } from '#domain/gs1-digital-link.ts';
import { aiFormats } from '#domain/gs1-ai-table.ts';
import {
  type Element,
  type ElementTrouble,
  groupSeparator,
  parseBracketed,
  parseElementString,
} from '#domain/gs1-element-string.ts';
import { gtin14ToDisplay, isChecked } from '#domain/gtin.ts';
import { parseTag } from '#domain/tag.ts';
import * as z from 'zod/mini';

const Vector = z.looseObject({
  kind: z.enum([
    'digitalLinkToElementString',
    'elementStringToDigitalLink',
    'bracketedElementString',
    'scanData',
    'checkDigit',
  ]),
  valid: z.boolean(),
  input: z.string(),
  expected: z.optional(z.nullable(z.string())),
  stem: z.optional(z.string()),
  source: z.string(),
});
export type Vector = z.infer<typeof Vector>;

export const readVectors = (path: string): Vector[] =>
  z
    .array(Vector)
    .parse(JSON.parse(readFileSync(path, 'utf8')))
    .filter((vector) => !('options' in vector));

/** "^" stands for FNC1: before everything, and after a value whose length is not predefined. */
function written(elements: readonly Element[] | ElementTrouble): string | null {
  if ('trouble' in elements) return null;
  let text = '^';
  for (const [index, { ai, value }] of elements.entries()) {
    text += ai + value;
    const isLast = index === elements.length - 1;
    if (!isLast && aiFormats.get(ai)?.fixedLength === undefined) text += '^';
  }
  return text;
}

/** What a reader sends with its symbology's prefix, as the engine writes it; null: refused. */
function carried(input: string): string | null {
  const tag = parseTag({ source: 'wedge', raw: input });
  const { aim } = tag;
  if (aim === undefined) return null;
  const text = input.slice(aim.length);
  if (/^\](C1|e\d|d2|Q3|J1)$/.test(aim)) return text === '' ? null : written(parseElementString(text));
  if (tag.kind === 'gtin') return 'url' in tag ? text : gtin14ToDisplay(tag.gtin14);
  const isPlain = tag.kind === 'unknown' && (tag.reason === 'text' || tag.reason === 'empty');
  // Plain text of a symbology that can hold it; a leading "^" is escaped, as it would stand for FNC1.
  return isPlain && /^\](Q1|d1|J0)$/.test(aim) ? text.replace(/^(\\*)\^/, String.raw`$1\^`) : null;
}

export function answerOf({ kind, input, stem }: Vector): string | null {
  switch (kind) {
    case 'digitalLinkToElementString': {
      const link = parseDigitalLink(input, { strict: true });
      return 'trouble' in link ? null : written(link.elements);
    }
    case 'elementStringToDigitalLink': {
      const elements = parseBracketed(input);
      return 'trouble' in elements ? null : digitalLinkOf(stem ?? '', elements);
    }
    case 'bracketedElementString':
      return written(parseBracketed(input));
    case 'scanData':
      return carried(input);
    case 'checkDigit':
      return isChecked(input) ? '' : null;
  }
}

export const isRightAnswer = ({ kind, valid, expected }: Vector, answer: string | null): boolean =>
  valid ? answer !== null && (kind === 'checkDigit' || answer === expected) : answer === null;

/** What a camera or a hand scanner would hand over for a vector. */
export const toScan = ({ input }: Vector): string => input.replaceAll('^', groupSeparator);
