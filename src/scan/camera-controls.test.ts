import { describe, expect, it } from 'vitest';
import { abilitiesOf, focusContinuously, refocus, setTorch, setZoom } from './camera-controls.ts';

/** A track that can what is said and writes down what it was asked for. */
function trackThat(can: object, refuses = false) {
  const asked: unknown[] = [];
  return {
    asked,
    getCapabilities: () => can as MediaTrackCapabilities,
    applyConstraints: (constraints?: MediaTrackConstraints) => {
      asked.push(...(constraints?.advanced ?? []));
      return refuses ? Promise.reject(new DOMException('no', 'OverconstrainedError')) : Promise.resolve();
    },
  };
}

describe('what a camera can do', () => {
  it('is nothing where the browser cannot say', () => {
    const silent = { applyConstraints: () => Promise.resolve() };
    expect(abilitiesOf(silent)).toEqual({ torch: false, zoom: null, refocus: false });
  });

  it('is a light where the track has one, in both ways of saying so', () => {
    expect(abilitiesOf(trackThat({ torch: true })).torch).toBe(true);
    expect(abilitiesOf(trackThat({ torch: [true, false] })).torch).toBe(true);
    expect(abilitiesOf(trackThat({ torch: [false] })).torch).toBe(false);
  });

  it.each([
    [
      { min: 1, max: 8 },
      { one: 1, two: 2 },
    ],
    [
      { min: 100, max: 400 },
      { one: 100, two: 200 },
    ],
    [
      { min: 0.5, max: 10 },
      { one: 1, two: 2 },
    ],
    [{ min: 1, max: 1.5 }, null],
  ])('of a zoom of %o is %o', (zoom, two) => {
    expect(abilitiesOf(trackThat({ zoom })).zoom).toEqual(two);
  });
});

describe('a wish to the camera', () => {
  it('for focus is only said where the track follows by itself', async () => {
    const track = trackThat({ focusMode: ['continuous', 'manual'] });
    await focusContinuously(track);
    const fixed = trackThat({ focusMode: ['manual'] });
    await focusContinuously(fixed);
    expect([track.asked, fixed.asked]).toEqual([[{ focusMode: 'continuous' }], []]);
  });

  it('for focus on a point is taken back to following after a while', async () => {
    const track = trackThat({ focusMode: ['continuous', 'single-shot'], pointsOfInterest: [] });
    const later: (() => void)[] = [];
    expect(await refocus(track, { x: 0.25, y: 0.5 }, (act) => later.push(act))).toBe(true);
    for (const act of later) act();
    expect(track.asked).toEqual([
      { pointsOfInterest: [{ x: 0.25, y: 0.5 }], focusMode: 'single-shot' },
      { focusMode: 'continuous' },
    ]);
  });

  it('that it refuses after all is said to have failed and throws nothing', async () => {
    const track = trackThat({ torch: true, zoom: { min: 1, max: 4 } }, true);
    expect([await setTorch(track, true), await setZoom(track, 2)]).toEqual([false, false]);
  });
});
