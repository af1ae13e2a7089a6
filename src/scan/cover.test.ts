import { describe, expect, it } from 'vitest';
import { planLook } from './camera-watch.ts';
import { coverOf, visiblePart } from './cover.ts';

const frame = { width: 1920, height: 1080 };

describe('the camera’s picture in its box', () => {
  it('fills it and is cut at the sides in a portrait box', () => {
    expect(coverOf(frame, { width: 800, height: 900 })).toEqual({ scale: 900 / 1080, left: -400, top: 0 });
    expect(visiblePart(frame, { width: 800, height: 900 })).toEqual({ x: 480, y: 0, width: 960, height: 1080 });
  });

  it('is all seen while the box has no size', () => {
    expect(visiblePart(frame, { width: 1, height: 1 })).toEqual({ x: 0, y: 0, ...frame });
  });
});

describe('the part of a frame that is looked at', () => {
  const portrait = { width: 800, height: 900 };
  it('is what a person sees, and each third time the whole frame', () => {
    expect([0, 1, 2, 3].map((turn) => planLook(turn, false, frame, portrait).how)).toEqual([
      'near',
      'near',
      'whole',
      'near',
    ]);
    expect(planLook(0, false, frame, portrait).part.width).toBe(960);
  });

  it('is the whole frame where nearly all of it is seen, and always for a shelf', () => {
    expect(planLook(0, false, frame, { width: 400, height: 230 }).how).toBe('whole');
    expect(planLook(0, true, frame, portrait)).toEqual({ how: 'shelf', part: { x: 0, y: 0, ...frame } });
  });
});
