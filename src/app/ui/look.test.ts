import { describe, expect, it } from 'vitest';
import { type Look, needsTime, normalLook } from './look.ts';

describe('[K5] three times as long has', () => {
  it.each<Partial<Look>>([
    { text: 'large' },
    { text: 'max' },
    { theme: 'contrast' },
    { reach: 'low' },
    { speech: 'on' },
    { speech: 'twice' },
    { motion: 'none' },
  ])('whoever asks for %o', (asked) => {
    expect(needsTime({ ...normalLook, ...asked })).toBe(true);
  });

  it('nobody else', () => {
    expect(needsTime(normalLook)).toBe(false);
    expect(needsTime({ ...normalLook, theme: 'dark' })).toBe(false);
  });
});
