// The server's nudge: a long answer that says "feed X moved". It only makes the next pull come at once [PL5].
// Promise: losing it costs delay, never data; it comes back by itself, spread out in time.
import { Poke } from '#protocol/poke.ts';
import { backoffMs } from './backoff.ts';
import type { Chance, Time, Wire } from './ports.ts';

export interface PokeDeps {
  wire: Wire;
  time: Time;
  chance: Chance;
  /** The signed request, or null while there is nothing to listen to. */
  request(): Promise<string | null>;
  /** The feeds that moved; null: the line is open again, and anything may have. */
  onPoke(feeds: readonly string[] | null): void;
}

export interface Pokes {
  /** Asks anew: the feeds or the key have changed. */
  restart(): void;
  stop(): void;
}

// The server's beat comes every 25 s.
const silenceMs = 60_000;
const idleMs = 5_000;

export function listenForPokes(deps: PokeDeps): Pokes {
  const { wire, time, chance } = deps;
  let stopped = false;
  let failures = 0;
  let current = new AbortController();
  let wakeUp: () => void = () => undefined;

  const pause = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const cancel = time.after(ms, resolve);
      wakeUp = () => {
        cancel();
        resolve();
      };
    });

  const listen = async (connection: AbortController): Promise<void> => {
    const body = await deps.request();
    if (body === null || connection.signal.aborted) return;
    let cancelSilence = time.after(silenceMs, () => connection.abort());
    let rest = '';
    let first = true;
    try {
      for await (const piece of wire.stream('/sync/v1/poke', body, connection.signal)) {
        cancelSilence();
        cancelSilence = time.after(silenceMs, () => connection.abort());
        const events = (rest + piece).split(/\r?\n\r?\n/);
        rest = events.pop() ?? '';
        // What moved while nobody listened is found by a pull at the first sign of life.
        const pokes = events.flatMap((event) => pokeOf(event) ?? []);
        if (first || pokes.length > 0) deps.onPoke(first ? null : pokes.flatMap(({ feeds }) => feeds));
        first = false;
        failures = 0;
      }
    } finally {
      cancelSilence();
    }
  };

  const run = async (): Promise<void> => {
    while (!stopped) {
      current = new AbortController();
      await listen(current).catch(() => undefined);
      failures += 1;
      // A line that was given up on purpose is opened anew at once.
      if (current.signal.aborted) continue;
      await pause(Math.max(idleMs * chance.fraction(), backoffMs(failures, chance.fraction())));
    }
  };
  void run();

  return {
    restart() {
      failures = 0;
      current.abort();
      wakeUp();
    },
    stop() {
      stopped = true;
      current.abort();
      wakeUp();
    },
  };
}

function pokeOf(event: string): Poke | null {
  const fields = Object.fromEntries(
    event.split(/\r?\n/).map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]),
  );
  if (fields['event'] !== 'poke') return null;
  try {
    return Poke.safeParse(JSON.parse(fields['data'] ?? '')).data ?? null;
  } catch {
    return null;
  }
}
