// A hand scanner types like a keyboard, only faster. This tells the two apart, key by key. Promise: what a person
// types is never taken, what a scanner types is never left in a field.

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
  /** Keys closer together than this belong to one burst; people need more than 80 ms. */
  readonly gapMs?: number;
  readonly minLength?: number;
  /** The scanner's stand-in for GS where the system swallows control characters. */
  readonly groupSeparatorKey?: string;
};
/**
 * `text` is what was collected so far and `isBurst` whether it already is too fast for a person, so that the key
 * must not reach the page. `read` is set when this key ended a burst.
 */
export type BurstStep = { readonly text: string; readonly isBurst: boolean; readonly read?: string };
export type Burst = {
  press(key: Key): BurstStep;
  /** Silence: no key for `silenceMs`. */
  end(): string | undefined;
  readonly startedAtMs: number;
};

/** After this silence a burst without Enter or Tab is over. */
export const silenceMs = 80;
const groupSeparator = '\u001d';
/** Two keys within 35 ms happen to people who roll two fingers; four in a row do not. */
const certainAt = 4;
const maxLength = 512;

/** A digit whatever the layout: a scanner that knows only the US keyboard types `&é"'` on AZERTY's number row. */
function toCharacter(key: Key, separatorKey: string | undefined): string | undefined {
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(key.code)?.[1];
  if (separatorKey !== undefined && key.key === separatorKey) return groupSeparator;
  // Ctrl+] is how a scanner types ASCII 29.
  if (key.ctrl && (key.code === 'BracketRight' || key.key === ']')) return groupSeparator;
  if (key.ctrl || key.alt || key.meta) return undefined;
  if (key.key === groupSeparator) return groupSeparator;
  if (digit !== undefined && !key.shift && !/^\d$/.test(key.key)) return digit;
  return [...key.key].length === 1 ? key.key : undefined;
}

export function makeBurst({ gapMs = 35, minLength = 6, groupSeparatorKey }: BurstOptions = {}): Burst {
  let text = '';
  let lastAtMs = Number.NEGATIVE_INFINITY;
  let startedAtMs = 0;

  function take(): string | undefined {
    const done = text;
    text = '';
    lastAtMs = Number.NEGATIVE_INFINITY;
    return done.length >= minLength ? done : undefined;
  }

  return {
    press(key) {
      if (key.isComposing || key.isRepeat) {
        take();
        return { text: '', isBurst: false };
      }
      if (/^(Shift|Control|Alt|Meta|CapsLock|AltGraph)$/.test(key.key))
        return { text, isBurst: text.length >= certainAt };
      const isFast = key.atMs - lastAtMs < gapMs;
      if (!isFast) take();
      if (key.key === 'Enter' || key.key === 'Tab') {
        const read = isFast ? take() : undefined;
        return read === undefined ? { text: '', isBurst: false } : { text: read, isBurst: true, read };
      }
      const character = toCharacter(key, groupSeparatorKey);
      if (character === undefined) {
        // A key that types nothing (an arrow, F5, a shortcut): inside a certain burst it is the scanner's and is eaten.
        const isBurst = isFast && text.length >= certainAt;
        if (isBurst) lastAtMs = key.atMs;
        else take();
        return { text, isBurst };
      }
      if (text === '') startedAtMs = key.atMs;
      if (text.length < maxLength) text += character;
      lastAtMs = key.atMs;
      return { text, isBurst: text.length >= certainAt };
    },
    end: take,
    get startedAtMs() {
      return startedAtMs;
    },
  };
}
