// The one resolver: whatever was scanned, read by NFC, typed or opened becomes one tag. Promise: it never throws,
// never opens an address and never guesses another product than the one the code names.
import { parseDigitalLink, type LinkFailure } from './gs1-digital-link.ts';
import {
  groupSeparator,
  parseBracketed,
  parseElementString,
  type Element,
  type ElementTrouble,
} from './gs1-element-string.ts';
import { checkDigit, gtinToGtin14, isChecked, isGtinLength, isRestricted, upcEToUpcA, type Gtin14 } from './gtin.ts';
import { isPosterCode } from './poster.ts';
import { factsOf, type PieceFacts } from './tag-facts.ts';

export { corrections, gtin14ToDisplay, type Gtin14 } from './gtin.ts';

export const tagSources = ['camera', 'wedge', 'typed', 'nfc', 'photo', 'link'] as const;
export type TagSource = (typeof tagSources)[number];

/** `symbology` as our reader names it ('EAN13', 'UPCE', 'QRCode' …); `aim` the prefix of ISO/IEC 15424 (']E0'). */
export type TagInput = {
  readonly source: TagSource;
  readonly raw: string;
  readonly symbology?: string | undefined;
  readonly aim?: string | undefined;
};

/** Dangerous or malformed on purpose: shown by name, offered nowhere. */
export const refusals = [
  'too_long',
  'control_characters',
  'scheme',
  'user_info',
  'bad_host',
  'bad_characters',
] as const;
/** Read well, but no product of anybody: the screen with typing, similar things and a call for staff. */
export const unknowns = [
  'empty',
  'text',
  'length',
  'check_digit',
  'element_string',
  'other_key',
  'no_identifier',
  'bad_value',
] as const;

/** `raw` is to be shown and stored: the first 512 characters, with U+FFFD for what no screen or database can hold. */
type Read = { readonly source: TagSource; readonly symbology?: string; readonly aim?: string; readonly raw: string };
export type KnownTag = Read &
  PieceFacts & {
    readonly kind: 'gtin';
    readonly gtin14: Gtin14;
    /** In-store number, price or weight inside: only the chain's own configuration may give it a meaning. */
    readonly restricted?: true;
    /** The other reading of 8 bare digits that are both a right EAN-8 and a right UPC-E. */
    readonly alternative?: Gtin14;
    readonly url?: string;
    readonly host?: string;
    readonly zeroSuppressed?: true;
  };
/** A poster or shelf code of our own; only the chain's catalogue knows whether there is one. */
export type PosterTag = Read & { readonly kind: 'poster'; readonly code: string; readonly host?: string };
export type UnknownTag = Read & {
  readonly kind: 'unknown';
  readonly reason: (typeof unknowns)[number];
  /** check_digit: 1-based place of the check digit and what it should be. */
  readonly position?: number;
  readonly expected?: string;
  /** other_key: the identifier that was there instead of a product's. */
  readonly ai?: string;
  readonly host?: string;
};
export type RefusedTag = Read & {
  readonly kind: 'refused';
  readonly reason: (typeof refusals)[number];
  readonly scheme?: string;
  readonly host?: string;
};
/** What a person holds up to say who they are. `raw` goes to the server as it is: never onto a screen, into an address or an act. */
export type PersonTag = Read & ({ readonly kind: 'pass' } | { readonly kind: 'card' });
export type Tag = KnownTag | PosterTag | PersonTag | UnknownTag | RefusedTag;

const maxLength = 512; // characters; the longest GS1 message is far below, a hostile QR holds 4,296
const maxNfcLength = 2048;
/** "01" and a GTIN, and one more identifier with the shortest value that a tag bears. */
const leastWithProduct = 19;
/** Control characters other than GS, and those that turn or hide text: none belongs on a tag. */
const hidden =
  /[\u0000-\u001c\u001e\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;
const trimmed = (text: string): string => text.replace(/^[\r\n\t ]+|[\r\n\t ]+$/g, '');

export function parseTag(input: TagInput): Tag {
  const [, prefix, rest] = /^(\][A-Za-z]\d)([\s\S]*)$/.exec(input.raw) ?? [];
  const aim = input.aim ?? prefix;
  const text = trimmed(prefix === undefined ? input.raw : (rest ?? ''));
  const read: Read = {
    source: input.source,
    raw: trimmed(input.raw.slice(0, maxLength)).toWellFormed().replaceAll(hidden, '\ufffd'),
    ...(input.symbology === undefined ? {} : { symbology: input.symbology }),
    ...(aim === undefined ? {} : { aim }),
  };
  if (input.raw.length > (input.source === 'nfc' ? maxNfcLength : maxLength))
    return { ...read, kind: 'refused', reason: 'too_long' };
  if (text.search(hidden) >= 0) return { ...read, kind: 'refused', reason: 'control_characters' };
  if (text === '') return { ...read, kind: 'unknown', reason: 'empty' };

  const person = personKind(input.source, text);
  if (person !== null) return { ...read, kind: person };
  if (isElementString(aim, text)) return elementsToTag(read, parseElementString(text));
  if (/^\(\d{2,4}\)/.test(text)) return elementsToTag(read, parseBracketed(text));
  if (/^[A-Za-z][A-Za-z0-9+.-]*:/.test(text)) return linkToTag(read, text);
  if (text.includes(groupSeparator)) return { ...read, kind: 'refused', reason: 'control_characters' };
  return digitsToTag(read, input.source === 'typed' ? text.replaceAll(/[\s.-]/g, '') : text);
}

/** Held up to a reader; typed or in an address it is text like any other, or a card's number could be guessed here. */
function personKind(source: TagSource, text: string): PersonTag['kind'] | null {
  if (source === 'typed' || source === 'link' || text.length > maxLength) return null;
  return text.startsWith('GP1') ? 'pass' : text.startsWith('GC1') ? 'card' : null;
}

/** By its prefix (]C1 GS1-128, ]e0 DataBar, ]d2 DataMatrix, ]Q3 QR, ]J1 DotCode, ]z… Aztec) or, when a hand scanner sends none, by its shape. */
function isElementString(aim: string | undefined, text: string): boolean {
  if (aim !== undefined) return /^\](C1|e[0-3]|d2|Q3|J1|z[1-9])$/.test(aim) && !text.startsWith('(');
  const bare = text.startsWith(groupSeparator) ? text.slice(1) : text;
  if (text.startsWith(groupSeparator) || (/^01\d{14}/.test(bare) && gtinToGtin14(bare.slice(2, 16)) !== undefined))
    return true;
  // Other identifiers may stand before the product's: then all of it must be right.
  if (!/^\d{2}/.test(text) || text.length < leastWithProduct) return false;
  const elements = parseElementString(text);
  return !('trouble' in elements) && elements.some(({ ai }) => ai === '01');
}

function elementsToTag(read: Read, elements: readonly Element[] | ElementTrouble): KnownTag | UnknownTag {
  if ('trouble' in elements) {
    if (elements.trouble === 'check_digit') return checkDigitTag(read, elements.value ?? '');
    return {
      ...read,
      kind: 'unknown',
      reason: 'element_string',
      ...(elements.ai === undefined ? {} : { ai: elements.ai }),
    };
  }
  const value = (ai: string) => elements.find((element) => element.ai === ai)?.value;
  // 8006 and 8026 are a piece of a product ("2 of 3"): their first 14 digits are the product.
  const digits = value('01') ?? value('02') ?? value('03') ?? (value('8006') ?? value('8026'))?.slice(0, 14);
  const gtin14 = digits === undefined ? undefined : gtinToGtin14(digits);
  if (gtin14 === undefined)
    return { ...read, kind: 'unknown', reason: 'other_key', ...(elements[0] ? { ai: elements[0].ai } : {}) };
  return { ...known(read, gtin14), ...factsOf(elements) };
}

function linkToTag(read: Read, text: string): Tag {
  const link = parseDigitalLink(text);
  if ('trouble' in link && link.poster !== undefined)
    return { ...read, kind: 'poster', code: link.poster, ...(link.host === undefined ? {} : { host: link.host }) };
  if ('trouble' in link) return linkFailureToTag(read, link);
  const tag = elementsToTag(read, link.elements);
  if (tag.kind !== 'gtin') return { ...tag, host: link.host };
  return { ...tag, url: link.url, host: link.host, ...(link.zeroSuppressed ? { zeroSuppressed: true as const } : {}) };
}

function linkFailureToTag(read: Read, failure: LinkFailure): Tag {
  const host = failure.host === undefined ? {} : { host: failure.host };
  switch (failure.trouble) {
    case 'bad_scheme':
      return { ...read, kind: 'refused', reason: 'scheme', scheme: failure.scheme ?? '' };
    case 'user_info':
    case 'bad_host':
    case 'control_characters':
    case 'bad_characters':
      return { ...read, kind: 'refused', reason: failure.trouble, ...host };
    case 'check_digit':
      return { ...checkDigitTag(read, failure.value ?? ''), ...host };
    case 'no_identifier':
    case 'bad_value':
      return { ...read, kind: 'unknown', reason: failure.trouble, ...host };
  }
}

/** How many digits each EAN/UPC prefix promises; ]E3 is an EAN-13 with an add-on of 2 or 5, which is dropped. */
const promisedLengths: Record<string, readonly number[]> = { ']E0': [13], ']E3': [15, 18], ']E4': [8] };

function digitsToTag(read: Read, text: string): Tag {
  if (!/^\d+$/.test(text)) return { ...read, kind: 'unknown', reason: 'text' };
  const promised = read.aim === undefined ? undefined : promisedLengths[read.aim];
  if (promised && !promised.includes(text.length)) return { ...read, kind: 'unknown', reason: 'length' };
  // Only a finger or an address names a poster: a short code in bars may be half of a long one.
  if (read.source === 'typed' && isPosterCode(text)) return { ...read, kind: 'poster', code: text };
  const digits = read.aim === ']E3' ? text.slice(0, 13) : text;

  const upcA = upcEToUpcA(digits);
  const fromUpcE = upcA === undefined ? undefined : gtinToGtin14(upcA);
  if (read.symbology === 'UPCE' && digits.length === 8)
    return fromUpcE ? known(read, fromUpcE) : checkDigitTag(read, upcA ?? digits);
  if (!isGtinLength(digits)) return { ...read, kind: 'unknown', reason: 'length' };
  const gtin14 = gtinToGtin14(digits);
  // Bare digits of a hand scanner or of a finger may be a UPC-E; a reader that named its symbology has said. An
  // EAN-8 never begins with 0 outside one shop's own numbers, so there the UPC-E is meant.
  const isBare = read.aim === undefined && read.symbology === undefined;
  if (!isBare || !fromUpcE) return gtin14 ? known(read, gtin14) : checkDigitTag(read, digits);
  if (!gtin14) return known(read, fromUpcE);
  const [first, second] = digits.startsWith('0') ? [fromUpcE, gtin14] : [gtin14, fromUpcE];
  return { ...known(read, first), alternative: second };
}

const known = (read: Read, gtin14: Gtin14): KnownTag => ({
  ...read,
  kind: 'gtin',
  gtin14,
  ...(isRestricted(gtin14) ? { restricted: true as const } : {}),
});

function checkDigitTag(read: Read, digits: string): UnknownTag {
  if (!/^\d{2,}$/.test(digits) || isChecked(digits)) return { ...read, kind: 'unknown', reason: 'length' };
  return {
    ...read,
    kind: 'unknown',
    reason: 'check_digit',
    position: digits.length,
    expected: checkDigit(digits.slice(0, -1)),
  };
}
