// How a program of the shop ends: asked by a signal, in the reverse order of its start, never
// waiting for ever. A second Ctrl-C changes nothing: the database is already being closed.
export type Ending = {
  signal: AbortSignal;
  /** Resolves with the exit code: 0 when asked by a signal, 1 after an error that nobody caught. */
  asked: Promise<number>;
  forget: () => void;
};

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const LIMIT_MS = 20_000; // a database with much to write needs a while; its own limit is 15 s

export function untilAskedToEnd(): Ending {
  const controller = new AbortController();
  const { promise: asked, resolve } = Promise.withResolvers<number>();
  const end = (): void => {
    resolve(0);
    controller.abort();
  };
  const fail = (error: unknown): void => {
    console.error(error);
    resolve(1);
    controller.abort();
  };
  for (const name of SIGNALS) process.on(name, end);
  process.on('uncaughtException', fail);
  return {
    signal: controller.signal,
    asked,
    forget() {
      for (const name of SIGNALS) process.off(name, end);
      process.off('uncaughtException', fail);
    },
  };
}

/** Runs every closer, last opened first, whatever one of them throws. */
export async function closeInTime(closers: (() => Promise<void> | void)[]): Promise<void> {
  const late = setTimeout(() => process.exit(1), LIMIT_MS);
  for (const close of closers.toReversed()) {
    try {
      await close();
    } catch (error) {
      console.error(error);
    }
  }
  clearTimeout(late);
}
