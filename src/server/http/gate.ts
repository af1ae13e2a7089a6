// So many at once, a short line, and whoever finds it long is told when to come again: after an outage a whole chain's
// tablets return in the same second [PU3, BO1]. Work that is begun ends in time; the other requests go on beside it.
import { Refused } from './refused.ts';

export interface GateOptions {
  atOnce: number;
  /** How long somebody may stand in line. Well below what a tablet waits for an answer [BO3]. */
  patienceMs: number;
  fraction?: () => number;
  monoMs?: () => number;
}

export interface Gate {
  /** Throws Refused 503 with `retryAfterS` when the line is too long. */
  run<T>(work: () => Promise<T>): Promise<T>;
}

const rememberMs = 10_000;
const longestS = 60;

export function gateOf({
  atOnce,
  patienceMs,
  fraction = Math.random,
  monoMs = () => performance.now(),
}: GateOptions): Gate {
  let running = 0;
  const line: (() => void)[] = [];
  /** What one takes, about: the newest counts most. */
  let eachMs = 50;
  let sentAway: number[] = [];

  const comeAgain = (): Refused => {
    const now = monoMs();
    sentAway = [...sentAway.filter((at) => now - at < rememberMs), now];
    // Spread over the time that all of them will take together.
    const spreadS = (sentAway.length * eachMs) / atOnce / 1000;
    return new Refused(503, 'busy', { retryAfterS: 1 + Math.floor(fraction() * Math.min(longestS, spreadS)) });
  };

  /** The guess at what one takes may be wrong: nobody waits longer than this. */
  const inLine = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const go = (): void => {
        clearTimeout(late);
        resolve();
      };
      const late = setTimeout(() => {
        line.splice(line.indexOf(go), 1);
        reject(comeAgain());
      }, patienceMs);
      line.push(go);
    });

  return {
    async run(work) {
      if (running >= atOnce) {
        if (line.length >= atOnce && (line.length * eachMs) / atOnce > patienceMs) throw comeAgain();
        await inLine();
      } else running += 1;
      const startMs = monoMs();
      try {
        return await work();
      } finally {
        eachMs += (monoMs() - startMs - eachMs) / 10;
        // The place goes from hand to hand: nobody slips in between.
        const next = line.shift();
        if (next) next();
        else running -= 1;
      }
    },
  };
}
