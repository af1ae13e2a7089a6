import { describe, expect, it } from 'vitest';
import { browserSentinel, type Place } from './sentinel.ts';

const place = (text: string | null = null): Place & { text: string | null } => {
  const at = {
    text,
    get: () => at.text,
    set: (next: string) => void (at.text = next),
  };
  return at;
};
const broken: Place = {
  get: () => {
    throw new ReferenceError('localStorage is not defined');
  },
  set: () => {
    throw new ReferenceError('document is not defined');
  },
};

describe('the note outside the databases', () => {
  it('[SG3] lies in both places, and either alone still knows it [F23]', () => {
    const [one, other] = [place(), place()];
    browserSentinel([one, other]).write({ epoch: 'e', pending: 3 });
    for (const left of [one, other])
      expect(browserSentinel([left, place()]).read()).toEqual({ epoch: 'e', pending: 3 });
    expect(browserSentinel([place(), place()]).read()).toBeNull();
  });

  it('[SG3] is the newer of the two, whatever the clock says', () => {
    const [one, other] = [place(), place()];
    browserSentinel([one, other]).write({ epoch: 'e', pending: 5 });
    browserSentinel([one, broken]).write({ epoch: 'e', pending: 2 });
    expect(browserSentinel([one, other]).read()?.pending).toBe(2);
    expect(browserSentinel([other, one]).read()?.pending).toBe(2);
    // The next note brings both to the same.
    browserSentinel([one, other]).write({ epoch: 'e', pending: 2 });
    expect(other.text).toBe(one.text);
  });

  it('[SG3] tells up to which number somebody waited', () => {
    const [one, other] = [place(), place()];
    browserSentinel([one, other]).write({ epoch: 'e', pending: 1, maxSeq: 4 });
    browserSentinel([one, other]).write({ epoch: 'e', pending: 1, maxSeq: 7 });
    expect(browserSentinel([place(), other]).read()).toEqual({ epoch: 'e', pending: 1, maxSeq: 7 });
  });

  it('in a service worker, which has neither place, is nothing and fails nobody', () => {
    const sentinel = browserSentinel([broken, broken]);
    sentinel.write({ epoch: 'e', pending: 1 });
    expect(sentinel.read()).toBeNull();
    expect(browserSentinel().read()).toBeNull();
  });

  it('reads the note of an earlier version, and no nonsense', () => {
    expect(browserSentinel([place('{"epoch":"old","pending":1}')]).read()).toEqual({ epoch: 'old', pending: 1 });
    expect(browserSentinel([place('{"epoch":1}'), place('not JSON')]).read()).toBeNull();
  });
});
