// The notation the demo's families are written in, four lines each and an empty line between:
//   noun pt / en / es · Word | asset[@hue] | price | [pair] sizes or - | colours or - | care | tags | brand
//   pt (en, es) subtitle | description. A colour with * is the picture as it comes; @hue: only that hue is turned.
import type { LocalText } from '#domain/text.ts';
import { careByKey } from '#server/demo/care.ts';
import { colourByKey } from '#server/demo/colours.ts';

export interface Family {
  readonly key: string;
  readonly name: LocalText;
  readonly subtitle: LocalText;
  readonly description: LocalText;
  readonly care: LocalText;
  readonly brand: string;
  readonly tags: readonly string[];
  readonly unit: 'pair' | 'piece';
  readonly priceMinor: number;
  /** File name, without .webp, of the render that stands for it. */
  readonly asset: string;
  readonly aboutDegrees: number | null;
  /** In the order of the choice matrix; one null when the thing has no colours (sizes likewise). */
  readonly colours: readonly (FamilyColour | null)[];
  readonly sizes: readonly (string | null)[];
}

export interface FamilyColour {
  readonly key: string;
  readonly asItComes: boolean;
}

const shape = /^(.+?) \/ (.+?) \/ (.+?) · (.+?) \| (.+)\npt (.+?) \| (.+)\nen (.+?) \| (.+)\nes (.+?) \| (.+)$/;

/** "36-42" → 36 … 42; "28-36/2" → every second; "P,M,G" → as listed; "-" → no sizes. */
function parseSizes(text: string): (string | null)[] {
  if (text === '-') return [null];
  const range = /^(\d+)-(\d+)(?:\/(\d+))?$/.exec(text);
  if (!range) return text.split(',');
  const [from, to, step] = [Number(range[1]), Number(range[2]), Number(range[3] ?? 1)];
  return Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, index) => String(from + index * step));
}

function parseColours(text: string, where: string): (FamilyColour | null)[] {
  if (text === '-') return [null];
  return text.split(' ').map((word) => {
    const key = word.replace('*', '');
    if (!colourByKey.has(key)) throw new Error(`${where}: no colour "${key}"`);
    return { key, asItComes: word.endsWith('*') };
  });
}

/** "Tênis Orla" → "tenis-orla": the family's name in ids, SKUs and pictures. */
export const slug = (text: string): string =>
  text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');

function parseFamily(block: string): Family {
  const parts = shape.exec(block);
  if (!parts) throw new Error(`Not in the sheet's notation:\n${block}`);
  const [
    ,
    pt = '',
    en = '',
    es = '',
    word = '',
    facts = '',
    ptSub = '',
    ptText = '',
    enSub = '',
    enText = '',
    esSub = '',
    esText = '',
  ] = parts;
  const [asset = '', price = '', measure = '', colours = '', careKey = '', tags = '', brand = ''] = facts.split(' | ');
  const [file = '', hue] = asset.split('@');
  const care = careByKey.get(careKey);
  if (!care || brand === '') throw new Error(`${pt} ${word}: care "${careKey}", brand "${brand}"`);
  return {
    key: slug(`${pt} ${word}`),
    name: { 'pt-BR': `${pt} ${word}`, en: `${word} ${en}`, es: `${es} ${word}` },
    subtitle: { 'pt-BR': ptSub, en: enSub, es: esSub },
    description: { 'pt-BR': ptText, en: enText, es: esText },
    care,
    brand,
    tags: tags.split(' '),
    unit: measure.startsWith('pair ') ? 'pair' : 'piece',
    priceMinor: Math.round(Number(price) * 100),
    asset: file,
    aboutDegrees: hue === undefined ? null : Number(hue),
    colours: parseColours(colours, `${pt} ${word}`),
    sizes: parseSizes(measure.replace('pair ', '')),
  };
}

export const parseSheet = (text: string): Family[] => text.trim().split('\n\n').map(parseFamily);
