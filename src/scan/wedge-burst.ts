// A hand scanner types like a keyboard, only faster. This tells the two apart, key by key. Promise: what a person
// types is never taken, what a scanner types is never left in a field.
import { parseTag } from '#domain/tag.ts';
import { usCharacter } from './us-keyboard.ts';
import { makePace, slowestGapMs, type Pace } from './wedge-pace.ts';

/** One keydown, reduced to what matters. `code` is the physical key, which no layout changes. */
export type Key = {
  readonly key: string;
  readonly code: string;
  readonly atMs: number;
  readonly shift: boolean;
  readonly ctrl: boolean;
  readonly alt: boolean;
  readonly meta: boolean;
  readonly isComposing: boolean;
  readonly isRepeat: boolean;
};
export type BurstOptions = {
  readonly pace?: Pace;
  readonly minLength?: number;
  /** The scanner's stand-in for GS where the system swallows control characters; asked at each key. */
  readonly groupSeparatorKey?: () => string | undefined;
};
/**
 * `text` is what was collected so far and `isBurst` whether it already is too fast for a person, so that the key
 * must not reach the page. `read` is set when this key ended a burst, `isFirst` when it may have begun one.
 */
export type BurstStep = {
  readonly text: string;
  readonly isBurst: boolean;
  readonly read?: string;
  readonly isFirst?: true;
};
export type Burst = {
  press(key: Key): BurstStep;
  /** What was collected is a product's code as it stands. */
  isWhole(): boolean;
  /** Silence: no key for `silenceMs`. */
  end(): string | undefined;
};

/** After this silence a burst without Enter or Tab is over. */
export const silenceMs = 100;
const groupSeparator = '\u001d';
/** Within 20 ms four keys in a row are no fingers'; within 35 ms people roll two or three, and never six. */
const certainAt = { withinMs: 20, keys: 4, fastKeys: 6, slowDigits: 8 };
/** No scanner at its usual pace leaves more between two keys. */
const fastMs = 35;
/** What is no product's code is believed of a slow scanner only when it is long, even and ended by Enter or Tab. */
const slowMinLength = 12;
const evenMs = 25;
const maxLength = 512;
const modifiers = /^(Shift|Control|Alt|Meta|CapsLock|NumLock|AltGraph)$/;

type Typed = { readonly byKey: string; readonly byPlace: string };

export function makeBurst({ pace = makePace(), minLength = 6, groupSeparatorKey }: BurstOptions = {}): Burst {
  let typed: Typed[] = [];
  let lastAtMs = Number.NEGATIVE_INFINITY;
  let longestMs = 0;
  let shortestMs = Number.POSITIVE_INFINITY;
  /** Until then whatever is pressed still comes from the scanner whose keys were kept from the page. */
  let hotUntilMs = Number.NEGATIVE_INFINITY;
  /** Digits typed with Alt held: Windows' way to any character, and how many scanners type GS. */
  let altCode = '';

  const textBy = (way: keyof Typed): string => typed.map((one) => one[way]).join('');
  const isProduct = (raw: string): boolean =>
    raw.length >= minLength && ['gtin', 'poster'].includes(parseTag({ source: 'wedge', raw }).kind);
  const isFast = (): boolean => longestMs < Math.min(pace.gapMs, fastMs);
  /** At the pace of a slow scanner only digits are certain before the end. */
  const isSlowDigits = (): boolean =>
    pace.isSlow && longestMs < pace.gapMs && typed.every(({ byKey, byPlace }) => /^\d$/.test(byKey || byPlace));
  const isCertain = (): boolean =>
    (typed.length >= certainAt.keys && longestMs < certainAt.withinMs) ||
    (typed.length >= certainAt.fastKeys && isFast()) ||
    (typed.length >= certainAt.slowDigits && isSlowDigits());

  function forget(): void {
    typed = [];
    altCode = '';
    lastAtMs = Number.NEGATIVE_INFINITY;
    longestMs = 0;
    shortestMs = Number.POSITIVE_INFINITY;
  }

  /** The code that these keys are, if a scanner typed them; forgets them either way. */
  function take(isEnded: boolean): string | undefined {
    flushAltCode();
    const [byKey, byPlace] = [textBy('byKey'), textBy('byPlace')];
    const product = isProduct(byKey) ? byKey : isProduct(byPlace) ? byPlace : undefined;
    const length = typed.length;
    const isEven = longestMs - shortestMs <= evenMs;
    const isLongAndEven = pace.isSlow && longestMs < pace.gapMs && isEven && length >= slowMinLength && isEnded;
    const isScanner = length >= minLength && (product !== undefined || isFast() || isLongAndEven);
    if (product !== undefined) pace.learn(longestMs);
    forget();
    return isScanner ? (product ?? byKey) : undefined;
  }

  function flushAltCode(): void {
    if (altCode === '') return;
    const number = Number(altCode);
    altCode = '';
    const character = number === 29 || (number >= 32 && number < 127) ? String.fromCharCode(number) : '';
    if (typed.length < maxLength) typed.push({ byKey: character, byPlace: character });
  }

  function add(one: Typed, key: Key): void {
    if (typed.length > 0 || altCode !== '') {
      const gapMs = key.atMs - lastAtMs;
      longestMs = Math.max(longestMs, gapMs);
      shortestMs = Math.min(shortestMs, gapMs);
    }
    lastAtMs = key.atMs;
    if (key.alt && isNumpadDigit(key)) altCode += key.code.slice(-1);
    else {
      flushAltCode();
      if (typed.length < maxLength) typed.push(one);
    }
  }

  function hear(key: Key): BurstStep {
    if (key.isComposing || key.isRepeat) {
      forget();
      return { text: '', isBurst: false };
    }
    if (modifiers.test(key.key)) return { text: textBy('byKey'), isBurst: isCertain() };
    const isLast = key.key === 'Enter' || key.key === 'Tab';
    // A scanner may rest before the key that ends its code: it is no part of its pace, but of its code.
    if (key.atMs - lastAtMs >= (isLast ? silenceMs : slowestGapMs)) forget();
    const wasCertain = isCertain();
    if (isLast) {
      const read = take(true);
      // Too short for a code and too fast for a person: nothing is read, and no button is pressed either.
      return read === undefined ? { text: '', isBurst: wasCertain } : { text: read, isBurst: true, read };
    }
    const one = toTyped(key, groupSeparatorKey?.());
    if (one === undefined && !(key.alt && isNumpadDigit(key))) {
      // A key that types nothing (an arrow, F5, a shortcut): inside a certain burst it is the scanner's and is eaten.
      if (wasCertain) lastAtMs = key.atMs;
      else forget();
      return { text: textBy('byKey'), isBurst: wasCertain };
    }
    const isFirst = typed.length === 0 && altCode === '';
    add(one ?? { byKey: '', byPlace: '' }, key);
    return { text: textBy('byKey'), isBurst: isCertain(), ...(isFirst ? { isFirst } : {}) };
  }

  return {
    press(key) {
      const step = hear(key);
      const isBurst = step.isBurst || (key.atMs < hotUntilMs && !key.isComposing);
      if (isBurst) hotUntilMs = key.atMs + fastMs;
      return { ...step, isBurst };
    },
    isWhole: () => isProduct(textBy('byKey')) || isProduct(textBy('byPlace')),
    end: () => take(false),
  };
}

const isNumpadDigit = (key: Key): boolean => /^Numpad\d$/.test(key.code);

/** What a key typed: by the sign that the system's layout gave it, and by its place on a US keyboard. */
function toTyped(key: Key, separatorKey: string | undefined): Typed | undefined {
  if (separatorKey !== undefined && key.key === separatorKey) return both(groupSeparator);
  // Ctrl+] is how a scanner types ASCII 29.
  if (key.ctrl && (key.code === 'BracketRight' || key.key === ']')) return both(groupSeparator);
  // AltGr is Ctrl and Alt together, and types the brackets of many layouts.
  const isAltGr = key.ctrl && key.alt && [...key.key].length === 1;
  if ((key.ctrl || key.alt || key.meta) && !isAltGr) return undefined;
  if (key.key === groupSeparator) return both(groupSeparator);
  const byPlace = usCharacter(key.code, key.shift);
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(key.code)?.[1];
  // A digit whatever the layout: a scanner that knows only the US keyboard types `&é"'` on AZERTY's number row.
  if (digit !== undefined && !key.shift && !/^\d$/.test(key.key)) return both(digit);
  if ([...key.key].length === 1) return { byKey: key.key, byPlace: byPlace ?? key.key };
  // A dead key or one that the input method has taken shows no sign, but it has its place.
  if (/^(Dead|Process|Unidentified)$/.test(key.key) && byPlace !== undefined) return { byKey: '', byPlace };
  return undefined;
}

const both = (character: string): Typed => ({ byKey: character, byPlace: character });
