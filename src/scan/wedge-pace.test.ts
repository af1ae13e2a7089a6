import { describe, expect, it } from 'vitest';
import { makeBurst, type Key } from './wedge-burst.ts';
import { makePace, type Pace } from './wedge-pace.ts';

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

/** Types with the given gaps (the last is before Enter) and tells what happened to the keys. */
function type(text: string, gapsMs: readonly number[], pace: Pace, last: 'Enter' | null = 'Enter') {
  const burst = makeBurst({ pace });
  let atMs = 10_000;
  const steps = [...text, ...(last ? [last] : [])].map((character, index) =>
    burst.press(key(character, (atMs += gapsMs[index % gapsMs.length] ?? 0))),
  );
  return { eaten: steps.filter(({ isBurst }) => isBurst).length, read: last ? steps.at(-1)?.read : burst.end() };
}

const ean = '7891000100103';
/** A Bluetooth scanner: one gap in four waits for the radio. */
const bluetooth = [42, 44, 41, 58];

describe('a scanner that is slower than most', () => {
  it('is read at once when its keys are a whole number with a right check digit', () => {
    expect(type(ean, bluetooth, makePace()).read).toBe(ean);
    expect(type(ean, bluetooth, makePace(), null).read).toBe(ean);
    expect(type('7891000100104', bluetooth, makePace()).read).toBeUndefined();
  });

  it('is known after two codes, and its digits are then kept from the page from the eighth on', () => {
    const pace = makePace();
    expect(type(ean, bluetooth, pace).eaten).toBe(1);
    type(ean, bluetooth, pace);
    expect(pace.isSlow).toBe(true);
    expect(pace.gapMs).toBeLessThanOrEqual(70);
    expect(type(ean, bluetooth, pace).eaten).toBe(7);
  });

  it('is then read for long codes that are no product’s, when they are even and end with Enter', () => {
    const pace = makePace(64);
    expect(type('SALA-0042-AB', [40, 45], pace).read).toBe('SALA-0042-AB');
    expect(type('SALA-0042-AB', [40, 45], pace, null).read).toBeUndefined();
    expect(type('SALA-0042-AB', [20, 60], pace).read).toBeUndefined();
    expect(type('SALA-0042-AB', [40, 45], makePace()).read).toBeUndefined();
  });

  it('is told to whoever keeps it, and taken up again', () => {
    const told: number[] = [];
    const pace = makePace(undefined, (gapMs) => told.push(gapMs));
    pace.learn(50);
    expect(told).toEqual([]);
    pace.learn(40);
    expect(told).toEqual([70]);
    expect(makePace(told[0]).gapMs).toBe(70);
  });

  it('of an earlier day counts until two codes were heard today', () => {
    const pace = makePace();
    pace.resume(60);
    expect([pace.gapMs, pace.isSlow]).toEqual([60, true]);
    pace.learn(3);
    pace.learn(4);
    pace.resume(60);
    expect([pace.gapMs, pace.isSlow]).toEqual([30, false]);
  });

  it.each([Number.NaN, -5, 1e9, 0])('never makes the pace of fingers out of what was kept: %s', (kept) => {
    const { gapMs } = makePace(kept);
    expect(gapMs).toBeGreaterThanOrEqual(30);
    expect(gapMs).toBeLessThanOrEqual(70);
  });

  it('of the quick kind makes it stricter, never so strict that a hiccup splits a code', () => {
    const pace = makePace();
    for (let n = 0; n < 4; n++) type(ean, [2], pace);
    expect(pace.gapMs).toBe(30);
    expect(type(ean, [2, 2, 2, 40], pace).read).toBe(ean);
  });
});

/** The same numbers each time. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/**
 * Gaps of somebody who types so many words of five letters a minute: log-normal around the mean, as key logs show, and one
 * pair in six rolled together in 25 to 60 ms.
 */
function fingers(wordsPerMinute: number, count: number, seed: number): number[] {
  const random = seeded(seed);
  const meanMs = 60_000 / (wordsPerMinute * 5);
  const sigma = 0.4;
  return Array.from({ length: count }, () => {
    if (random() < 1 / 6) return 25 + 35 * random();
    const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    return meanMs * Math.exp(sigma * normal - (sigma * sigma) / 2);
  });
}

describe('a person who types', () => {
  const words = 'a bota de trilha 7891000100103 custa 389,90 e quero duas em tamanho 39 ';

  it.each([
    [40, 'as it comes', undefined],
    [80, 'as it comes', undefined],
    [40, 'with a slow scanner learned', 70],
    [80, 'with a slow scanner learned', 70],
  ] as const)('[P21] at %s words a minute loses no key of 20,000, %s', (wordsPerMinute, _, known) => {
    const burst = makeBurst({ pace: makePace(known) });
    const gaps = fingers(wordsPerMinute, 20_000, wordsPerMinute);
    let atMs = 0;
    let lost = 0;
    gaps.forEach((gapMs, index) => {
      atMs += gapMs;
      const character = words.charAt(index % words.length);
      const step = burst.press(key(index % 97 === 96 ? 'Enter' : character, atMs));
      if (step.isBurst || step.read !== undefined) lost += 1;
    });
    expect(lost).toBe(0);
  });

  it('may type a whole number with a right check digit, however practised the hand', () => {
    expect(type(ean, [75, 90, 80], makePace(70)).read).toBeUndefined();
  });
});

describe('on any keyboard', () => {
  const press = (keys: readonly Partial<Key>[]): string | undefined => {
    const burst = makeBurst();
    keys.forEach((one, index) => burst.press(key(one.key ?? '', 1000 + index * 8, one)));
    return burst.end();
  };

  it('[P21] a link from a scanner that knows only the US keyboard is read on a Brazilian one', () => {
    const link = 'https://loja.example/01/07891000100103';
    // On ABNT2 the place of : is Ç, that of / is ;.
    const onAbnt2: Record<string, Partial<Key>> = {
      ':': { key: 'Ç', code: 'Semicolon', shift: true },
      '/': { key: ';', code: 'Slash' },
      '.': { key: '.', code: 'Period' },
    };
    const keys = [...link].map(
      (sign) => onAbnt2[sign] ?? { key: sign, code: /\d/.test(sign) ? `Digit${sign}` : `Key${sign.toUpperCase()}` },
    );
    expect(press(keys)).toBe(link);
  });

  it('digits come through AZERTY with and without Shift, and through a keypad whose numbers are off', () => {
    const azerty = ['à', '&', 'é', '"', "'", '(', '-', 'è', '_', 'ç'];
    const plain = [...ean].map((digit) => ({ key: azerty[Number(digit)] ?? '', code: `Digit${digit}` }));
    const shifted = [...ean].map((digit) => ({ key: digit, code: `Digit${digit}`, shift: true }));
    const keypad = [...ean].map((digit) => ({ key: 'End', code: `Numpad${digit}` }));
    expect([press(plain), press(shifted), press(keypad)]).toEqual([ean, ean, ean]);
  });

  it('a dead key in the middle of a link is read by its place', () => {
    const link = "https://loja.example/01/07891000100103?n='a";
    const keys = [...link].map((sign): Partial<Key> => {
      if (sign === "'") return { key: 'Dead', code: 'Quote' };
      if (sign === ':') return { key: ':', code: 'Semicolon', shift: true };
      if (sign === '/') return { key: '/', code: 'Slash' };
      if (sign === '?') return { key: '?', code: 'Slash', shift: true };
      if (sign === '=') return { key: '=', code: 'Equal' };
      if (sign === '.') return { key: '.', code: 'Period' };
      return { key: sign, code: /\d/.test(sign) ? `Digit${sign}` : `Key${sign.toUpperCase()}` };
    });
    expect(press(keys)).toMatch(/^https:\/\/loja\.example\/01\/07891000100103\?n='?a$/);
  });

  it('[P21] GS typed as Alt and 0029 on the keypad separates, as the other ways do', () => {
    const alt = [...'0029'].map((digit) => ({ key: digit, code: `Numpad${digit}`, alt: true }));
    const digits = (text: string) => [...text].map((sign) => ({ key: sign }));
    expect(press([...digits(`01${'07891000100103'}10L1`), ...alt, ...digits('21S9')])).toBe(
      '010789100010010310L1\u001d21S9',
    );
  });

  it('never makes a product out of the places when the signs already are one', () => {
    const keys = [...ean].map((digit) => ({ key: digit, code: `Digit${9 - Number(digit)}` }));
    expect(press(keys)).toBe(ean);
  });
});
