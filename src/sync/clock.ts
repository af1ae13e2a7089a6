// What time it is at the server, on a device whose own clock may be days off or jump [CK1–CK3].
// Promise: no corrected instant lies before one that the server has already confirmed here.
import type { Time } from './ports.ts';

export interface Reading {
  createdAtMs: number;
  rawAtMs: number;
  bootId: string;
  monoMs: number;
  offsetMs: number;
}

export interface Clock {
  nowMs(): number;
  /** For what ends: lease, promotion, pass, grant [CK3]. */
  latestMs(): number;
  /** For what starts [CK3]. */
  earliestMs(): number;
  read(): Reading;
  /** An answer's server time with the wall clock before and after the request. */
  sample(serverMs: number, beforeMs: number, afterMs: number): void;
  /** What to store, so that the next start knows it. */
  state(): { offsetMs: number; lastInstantMs: number };
  restore(state: { offsetMs: number; lastInstantMs: number }): void;
}

type Sample = { offsetMs: number; roundTripMs: number };

const keptSamples = 8;
// Beyond its own round trip, a reading this far from the best one says that the wall clock was moved.
const jumpMs = 2_000;

/** `bootId` is random per page load: a monotonic reading means nothing outside it. */
export function clockOf(time: Time, bootId: string): Clock {
  let samples: Sample[] = [];
  let offsetMs = 0;
  let lastInstantMs = 0;
  let trusted: { serverMs: number; monoMs: number } | null = null;

  const corrected = (): number => Math.round(time.wallMs() + offsetMs);
  const carried = (): number => Math.round(trusted ? trusted.serverMs + time.monoMs() - trusted.monoMs : lastInstantMs);
  const nowMs = (): number => Math.max(lastInstantMs, corrected());

  return {
    nowMs,
    latestMs: () => Math.max(corrected(), carried(), lastInstantMs),
    earliestMs: () =>
      Math.max(lastInstantMs, trusted || lastInstantMs > 0 ? Math.min(corrected(), carried()) : corrected()),
    read: () => ({ createdAtMs: nowMs(), rawAtMs: Math.round(time.wallMs()), bootId, monoMs: time.monoMs(), offsetMs }),
    sample(serverMs, beforeMs, afterMs) {
      const sample = {
        offsetMs: Math.round(serverMs - (beforeMs + afterMs) / 2),
        roundTripMs: Math.abs(afterMs - beforeMs),
      };
      const moved = samples.some(
        (old) => Math.abs(old.offsetMs - sample.offsetMs) > old.roundTripMs + sample.roundTripMs + jumpMs,
      );
      samples = moved ? [sample] : [...samples, sample].slice(-keptSamples);
      offsetMs = samples.reduce((best, one) => (one.roundTripMs <= best.roundTripMs ? one : best), sample).offsetMs;
      trusted = { serverMs, monoMs: time.monoMs() };
      lastInstantMs = Math.max(lastInstantMs, serverMs);
    },
    state: () => ({ offsetMs, lastInstantMs }),
    restore(state) {
      offsetMs = state.offsetMs;
      lastInstantMs = Math.max(lastInstantMs, state.lastInstantMs);
    },
  };
}
