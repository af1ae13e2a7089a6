import { describe, expect, it } from 'vitest';
import { makeBurst, type BurstOptions, type Key } from './wedge-burst.ts';

const key = (character: string, atMs: number, rest: Partial<Key> = {}): Key => ({
  key: character,
  code: /^\d$/.test(character) ? `Digit${character}` : '',
  atMs,
  shift: false,
  ctrl: false,
  alt: false,
  meta: false,
  isComposing: false,
  isRepeat: false,
  ...rest,
});

/** Types `text` with `gapMs` between keys and ends with `last`; returns the steps. */
function type(text: string, gapMs: number, last?: string, options?: BurstOptions) {
  const burst = makeBurst(options);
  let atMs = 1000;
  const steps = [...text].map((character) => burst.press(key(character, (atMs += gapMs))));
  if (last) steps.push(burst.press(key(last, (atMs += gapMs))));
  return { steps, burst, atMs };
}

describe('a hand scanner that types', () => {
  it.each(['Enter', 'Tab'])('is read when it ends with %s', (last) => {
    expect(type('7891000100103', 5, last).steps.at(-1)).toEqual({
      text: '7891000100103',
      isBurst: true,
      read: '7891000100103',
    });
  });

  it.each([
    [5, 85],
    [20, 99],
    [50, 80],
  ])('is read, and presses no button, when it types every %i ms and rests for %i before Enter', (gapMs, restMs) => {
    const { burst, atMs } = type('7891000100103', gapMs);
    expect(burst.press(key('Enter', atMs + restMs))).toMatchObject({ isBurst: true, read: '7891000100103' });
  });

  it('is read after a silence when it ends with nothing', () => {
    expect(type('7891000100103', 20).burst.end()).toBe('7891000100103');
  });

  it('keeps its keys from the page from the fourth on', () => {
    expect(type('7891000', 10).steps.map((step) => step.isBurst)).toEqual([
      false,
      false,
      false,
      true,
      true,
      true,
      true,
    ]);
  });

  it('is read by the physical key where the layout types other signs', () => {
    const burst = makeBurst();
    const azerty = [
      ['&', 'Digit1'],
      ['é', 'Digit2'],
      ['"', 'Digit3'],
      ["'", 'Digit4'],
      ['(', 'Digit5'],
      ['-', 'Digit6'],
    ] as const;
    azerty.forEach(([character, code], index) => burst.press(key(character, 1000 + index * 10, { code })));
    expect(burst.end()).toBe('123456');
  });

  it('keeps brackets that were typed with shift', () => {
    const burst = makeBurst();
    const typed: Key[] = [
      key('(', 1000, { code: 'Digit9', shift: true }),
      key('0', 1010),
      key('1', 1020),
      key(')', 1030, { code: 'Digit0', shift: true }),
      key('7', 1040),
      key('8', 1050),
    ];
    for (const each of typed) burst.press(each);
    expect(burst.end()).toBe('(01)78');
  });

  it.each([
    ['Ctrl and ]', { key: ']', code: 'BracketRight', ctrl: true }],
    ['the control character itself', { key: '\u001d', code: '' }],
  ])('gives GS when it types it as %s', (_, how) => {
    const burst = makeBurst();
    [...'0110AB'].forEach((character, index) => burst.press(key(character, 1000 + index * 10)));
    burst.press(key('', 1060, how));
    burst.press(key('2', 1070));
    expect(burst.end()).toBe('0110AB\u001d2');
  });

  it('gives GS for its configured stand-in', () => {
    expect(type('0110AB~21C', 5, 'Enter', { groupSeparatorKey: () => '~' }).steps.at(-1)?.read).toBe('0110AB\u001d21C');
  });

  it('cannot press a shortcut in the middle of a burst', () => {
    const { burst, atMs } = type('7891000', 10);
    expect(burst.press(key('o', atMs + 10, { ctrl: true })).isBurst).toBe(true);
    expect(burst.press(key('F12', atMs + 20, { code: 'F12' })).isBurst).toBe(true);
    expect(burst.end()).toBe('7891000');
  });

  it('presses no button with the Enter of a code that is too short', () => {
    expect(type('12345', 5, 'Enter').steps.at(-1)).toEqual({ text: '', isBurst: true });
  });

  it('presses nothing with what it types right after a code either: Enter again, spaces, a shortcut', () => {
    const { burst, atMs } = type('7891000100103', 5, 'Enter');
    const after = ['Enter', ' ', ' ', 'F12', 'Enter'].map((each, index) =>
      burst.press(key(each, atMs + 5 * (index + 1))),
    );
    expect(after.map(({ isBurst }) => isBurst)).toEqual([true, true, true, true, true]);
    expect(burst.press(key('a', atMs + 200)).isBurst).toBe(false);
  });

  it('is cut at 512 characters', () => {
    expect(type('1'.repeat(2000), 1, 'Enter').steps.at(-1)?.read).toHaveLength(512);
  });
});

describe('a person who types', () => {
  it('is never taken for a scanner at 80 ms between keys, Enter included', () => {
    const { steps, burst } = type('7891000100103', 80, 'Enter');
    expect(steps.every((step) => !step.isBurst && step.read === undefined)).toBe(true);
    expect(burst.end()).toBeUndefined();
  });

  it('may roll two or three keys together', () => {
    const burst = makeBurst();
    const steps = [0, 12, 25, 140, 150, 290].map((atMs, index) =>
      burst.press(key('abcdef'.charAt(index), 1000 + atMs)),
    );
    expect(steps.some((step) => step.isBurst)).toBe(false);
  });

  it('may hold a key down', () => {
    const burst = makeBurst();
    for (let index = 0; index < 30; index++)
      expect(burst.press(key('1', 1000 + index * 30, { isRepeat: index > 0 })).isBurst).toBe(false);
    expect(burst.end()).toBeUndefined();
  });

  it('may compose an accented word', () => {
    const burst = makeBurst();
    for (let index = 0; index < 8; index++)
      expect(burst.press(key('a', 1000 + index * 5, { isComposing: true })).isBurst).toBe(false);
    expect(burst.end()).toBeUndefined();
  });

  it('may use a shortcut', () => {
    const burst = makeBurst();
    expect(burst.press(key('r', 1000, { ctrl: true })).isBurst).toBe(false);
  });

  it('who types a few fast keys has not scanned: six are needed', () => {
    expect(type('123', 5, 'Enter').steps.at(-1)).toEqual({ text: '', isBurst: false });
    expect(type('12345', 5, 'Enter').steps.at(-1)?.read).toBeUndefined();
  });
});
