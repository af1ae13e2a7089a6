import { afterEach, describe, expect, it, vi } from 'vitest';
import { listenForPokes, type Pokes } from './poke.ts';

let pokes: Pokes | null = null;
afterEach(() => pokes?.stop());

/** A line that the test writes on. */
function lab() {
  const timers: { ms: number; call: () => void }[] = [];
  const lines: { write(text: string): void; end(): void; signal: AbortSignal }[] = [];
  const onPoke = vi.fn<() => void>();
  pokes = listenForPokes({
    wire: {
      post: () => Promise.reject(new Error('unused')),
      file: () => Promise.reject(new Error('unused')),
      async *stream(_path, _body, signal) {
        const queue: (string | null)[] = [];
        let wake = (): void => undefined;
        const push = (piece: string | null): void => {
          queue.push(piece);
          wake();
        };
        signal.addEventListener('abort', () => push(null));
        lines.push({ write: push, end: () => push(null), signal });
        for (;;) {
          const piece = queue.shift();
          if (piece === null) return;
          if (piece !== undefined) yield piece;
          else await new Promise<void>((resolve) => (wake = resolve));
        }
      },
    },
    time: {
      wallMs: () => 0,
      monoMs: () => 0,
      after(ms, call) {
        const timer = { ms, call };
        timers.push(timer);
        return () => void timers.splice(timers.indexOf(timer), 1);
      },
    },
    chance: { bytes: (count) => new Uint8Array(count), fraction: () => 0.5 },
    request: () => Promise.resolve('{}'),
    onPoke,
  });
  return { lines, timers, onPoke, opened: (count: number) => vi.waitFor(() => expect(lines).toHaveLength(count)) };
}

describe('the poke', () => {
  it('[PL5] says pull now, also when its event comes in pieces; a beat says nothing', async () => {
    const { lines, onPoke, opened } = lab();
    await opened(1);
    lines[0]?.write('event: beat\ndata: {}\n\n');
    await vi.waitFor(() => expect(onPoke).toHaveBeenCalledTimes(1));
    lines[0]?.write('event: beat\ndata: {}\n\nevent: po');
    lines[0]?.write('ke\ndata: {"feeds":["store/floor@x"]}\n');
    lines[0]?.write('\nevent: poke\ndata: no json\n\n');
    await vi.waitFor(() => expect(onPoke).toHaveBeenCalledTimes(2));
  });

  it('[PL5] comes back with jitter when the line ends, and pulls at its first sign of life', async () => {
    const { lines, timers, onPoke, opened } = lab();
    await opened(1);
    lines[0]?.end();
    await vi.waitFor(() => expect(timers.map(({ ms }) => ms)).toEqual([2_500]));
    timers[0]?.call();
    await opened(2);
    lines[1]?.write(': ok\n\n');
    await vi.waitFor(() => expect(onPoke).toHaveBeenCalledTimes(1));
  });

  it('[PL5] gives up a line that has been silent for a minute', async () => {
    const { lines, timers, opened } = lab();
    await opened(1);
    expect(timers[0]?.ms).toBe(60_000);
    timers[0]?.call();
    await vi.waitFor(() => expect(lines[0]?.signal.aborted).toBe(true));
  });

  it('asks anew at once when the feeds have changed', async () => {
    const { lines, opened } = lab();
    await opened(1);
    pokes?.restart();
    await vi.waitFor(() => expect(lines[0]?.signal.aborted).toBe(true));
    await opened(2);
  });
});
