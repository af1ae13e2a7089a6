import { expect, test } from 'vitest';
import { normalLook } from '#app/ui/look.ts';
import { wishedLook } from './wished-look.ts';

test('[S34] a pass brings the language, the letters and the colours of its person', () => {
  expect(wishedLook({ locale: 'es', text: 'max', theme: 'contrast' })).toEqual({
    locale: 'es',
    look: { ...normalLook, text: 'max', theme: 'contrast' },
  });
});

test('[S34] a wish that this build does not know, or none, changes nothing', () => {
  expect(wishedLook({ locale: 'tlh', text: 'huge', theme: 'neon' })).toEqual({ locale: null, look: normalLook });
  expect(wishedLook({ locale: null, text: null, theme: null })).toEqual({ locale: null, look: normalLook });
});
