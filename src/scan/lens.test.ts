import { describe, expect, it } from 'vitest';
import { errorToTrouble } from './camera-trouble.ts';
import { betterLens, rankLenses } from './lens.ts';

const lens = (label: string) => ({ id: label, label });

describe('the lens that looks at tags', () => {
  it('is the main one on the back', () => {
    const android = ['camera2 1, facing front', 'camera2 2, facing back', 'camera2 0, facing back'].map(lens);
    expect(rankLenses(android)[0]?.label).toBe('camera2 0, facing back');
  });

  it('is never the ultra-wide when there is another', () => {
    const apple = ['Front Camera', 'Back Ultra Wide Camera', 'Back Dual Wide Camera', 'Back Camera'].map(lens);
    expect(rankLenses(apple)[0]?.label).toBe('Back Camera');
    expect(betterLens(apple, 'Back Ultra Wide Camera')?.label).toBe('Back Camera');
    expect(betterLens(apple, 'Back Camera')).toBeUndefined();
  });

  it('stays the only one there is', () => {
    expect(betterLens([lens('Integrated Webcam')], 'Integrated Webcam')).toBeUndefined();
  });

  it('keeps the order of the system while labels are hidden', () => {
    expect(
      rankLenses([
        { id: 'a', label: '' },
        { id: 'b', label: '' },
      ]).map(({ id }) => id),
    ).toEqual(['a', 'b']);
  });
});

describe('a camera that does not run', () => {
  it.each([
    ['Error getting userMedia, error = NotAllowedError: Permission denied', 'denied'],
    ['Error getting userMedia, error = NotFoundError: Requested device not found', 'absent'],
    ['Error getting userMedia, error = OverconstrainedError', 'absent'],
    ['Error getting userMedia, error = NotReadableError: Could not start video source', 'busy'],
    ['anything else', 'other'],
  ])('%s is told as %s', (sentence, trouble) => {
    expect(errorToTrouble(sentence)).toBe(trouble);
  });

  it('is told from a real error too', () => {
    expect(errorToTrouble(new DOMException('no', 'NotAllowedError'))).toBe('denied');
  });
});
