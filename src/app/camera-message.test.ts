import { expect, it } from 'vitest';
import { cameraTroubles } from '#scan/scanner.ts';
import { troubles } from './camera-message.tsx';

it('each trouble of the camera has words of its own: what is not known is not put on another program', () => {
  const words = cameraTroubles.flatMap((trouble) => troubles[trouble]);
  expect(new Set(words).size).toBe(2 * cameraTroubles.length);
});
