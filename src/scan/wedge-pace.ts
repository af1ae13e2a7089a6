// How fast this device's hand scanner types. It starts from what every scanner keeps to and follows the one that is
// plugged in. Promise: a learned pace never reaches the speed of fingers.

/** Between two keys of a scanner; people who type 80 words a minute need 150 ms, and roll two or three keys, not six. */
const usualGapMs = 35;
/** No run of keys is a scanner's beyond this, whatever was learned: trained fingers reach 80 ms on digits. */
export const slowestGapMs = 70;
const quickestGapMs = 30;
/** Bluetooth and busy hubs make one gap in a code longer than the others. */
const roomAbove = 1.4;
const remembered = 8;

export type Pace = {
  /** Keys closer together than this are this device's scanner; between 30 and 70. */
  readonly gapMs: number;
  /** True once a scanner was heard here that is slower than scanners usually are. */
  readonly isSlow: boolean;
  /** The longest gap inside a code that turned out to be a product's. */
  learn(longestGapMs: number): void;
  /** What was kept of an earlier day; what was heard since then counts more. */
  resume(gapMs: number): void;
};

/** `known` is what was learned before on this device; `onLearned` hears every change. */
export function makePace(known?: number, onLearned: (gapMs: number) => void = () => undefined): Pace {
  const heard: number[] = [];
  let gapMs = known === undefined ? usualGapMs : inBounds(known);
  return {
    get gapMs() {
      return gapMs;
    },
    get isSlow() {
      return gapMs > usualGapMs;
    },
    learn(longestGapMs) {
      heard.push(longestGapMs);
      if (heard.length > remembered) heard.shift();
      // One code may have come through a hiccup; two are a habit.
      if (heard.length < 2) return;
      const next = inBounds(Math.max(...heard) * roomAbove + 4);
      if (next === gapMs) return;
      gapMs = next;
      onLearned(gapMs);
    },
    resume(kept) {
      if (heard.length < 2) gapMs = inBounds(kept);
    },
  };
}

const inBounds = (ms: number): number =>
  Number.isFinite(ms) ? Math.round(Math.min(slowestGapMs, Math.max(quickestGapMs, ms))) : usualGapMs;
