// The loop, top to bottom: hello → push → pull → settle, one cycle at a time under the lock all pages share.
// Promise: it always comes back: after a wake, a poke, a failure's back-off, or half a minute [BO1–BO4, TB1].
import type { ActionRecord } from '#local/outbox.ts';
import { StorageTrouble, type Trouble } from '#local/storage-trouble.ts';
import { backoffMs, cycleLimitMs, fallbackMs, pausedMs, probeMs, silentHolderMs } from './backoff.ts';
import { nextDueMs } from './batch.ts';
import type { Clock } from './clock.ts';
import type { Ports } from './ports.ts';
import type { Push } from './push.ts';
import type { Pull } from './pull.ts';
import { pendingCount } from './records.ts';
import { Offline, Refused } from './trouble.ts';

export const syncLock = 'gondola-sync';

export interface SyncDeps {
  ports: Pick<Ports, 'time' | 'chance' | 'lock' | 'page'>;
  clock: Clock;
  push: Pick<Push, 'run'>;
  pull: Pull;
  /** False while this browser is no device: there is nothing to do. */
  enrolled(): boolean;
  records(): readonly ActionRecord[];
  /** Takes over what other pages wrote. */
  refresh(): Promise<void>;
  hello(): Promise<void>;
  settle(): Promise<void>;
  onSending(sending: boolean): void;
  onPaused(paused: null | 'unknown_device' | 'update_first'): void;
  onTrouble(trouble: Trouble): void;
}

export interface Sync {
  wake(): void;
  stop(): Promise<void>;
}

const helloEveryMs = 5 * 60_000;
/** What waited when it was last said and waits no more is said again, but not with every act. */
const helloAgainMs = 30_000;

export function startSync(deps: SyncDeps): Sync {
  const { time, chance, lock, page } = deps.ports;
  let stopped = false;
  let failures = 0;
  let notBeforeMs = 0;
  let helloAtMs = 0;
  let toldPending = 0;
  let greetedMs = 0;
  let running: Promise<void> | null = null;
  let again = false;
  let cancelTimer: () => void = () => undefined;

  const cycle = async (): Promise<void> => {
    const untilMs = time.monoMs() + cycleLimitMs;
    await deps.refresh();
    if (time.monoMs() >= helloAtMs) await greet();
    deps.onPaused(null);
    deps.onSending(true);
    const sent = await deps.push.run(untilMs).finally(() => deps.onSending(false));
    await deps.pull.run(untilMs);
    await deps.settle();
    await tellEmptied();
    if (!sent) throw new Offline('a batch failed');
  };

  const greet = async (): Promise<void> => {
    toldPending = pendingCount(deps.records());
    await deps.hello();
    greetedMs = time.monoMs();
    helloAtMs = greetedMs + helloEveryMs;
  };

  /** A tablet that is switched off after sending is not believed to hold what it has sent [SG1]. */
  const tellEmptied = async (): Promise<void> => {
    if (toldPending === 0 || pendingCount(deps.records()) > 0) return;
    helloAtMs = Math.min(helloAtMs, greetedMs + helloAgainMs);
    if (time.monoMs() >= helloAtMs) await greet();
  };

  /** How long until the next cycle, in ms. */
  const afterTrouble = (error: unknown): number => {
    failures += 1;
    // After any trouble the server is asked by hello first: a failure is an act's own only when it answers [PO2].
    helloAtMs = 0;
    if (error instanceof StorageTrouble) {
      deps.onTrouble(error.trouble);
      return fallbackMs(chance.fraction());
    }
    if (error instanceof Refused && (error.status === 401 || error.status === 403 || error.status === 426)) {
      deps.onPaused(error.status === 426 ? 'update_first' : 'unknown_device');
      return pausedMs(chance.fraction());
    }
    if (!(error instanceof Offline || error instanceof Refused)) console.error('sync', error);
    const retryAfterMs = error instanceof Offline || error instanceof Refused ? error.retryAfterMs : null;
    if (retryAfterMs !== null) {
      // Never all at the very moment that the server named [BO1].
      const waitMs = retryAfterMs + backoffMs(2, chance.fraction());
      notBeforeMs = time.monoMs() + waitMs;
      return waitMs;
    }
    const backMs = backoffMs(failures, chance.fraction());
    if (!page.visible()) return backMs;
    // Somebody may be looking: an act that waits, or a price of this morning, is not left alone for five minutes [BO4].
    return Math.min(
      backMs,
      nextDueMs(deps.records()) < Infinity ? probeMs(chance.fraction()) : fallbackMs(chance.fraction()),
    );
  };

  const afterSuccess = (): number => {
    failures = 0;
    // What waits behind a parked act is not due: it would ask the server four times a second, for as long as that takes.
    const dueInMs = Math.max(250, nextDueMs(deps.records()) - deps.clock.nowMs());
    return Math.min(fallbackMs(chance.fraction()), dueInMs);
  };

  const once = async (): Promise<number> => {
    let waitMs = fallbackMs(chance.fraction());
    if (!deps.enrolled()) return waitMs;
    await lock.run(syncLock, silentHolderMs, async () => {
      try {
        await cycle();
        waitMs = afterSuccess();
      } catch (error) {
        waitMs = afterTrouble(error);
      }
    });
    return waitMs;
  };

  const run = async (): Promise<void> => {
    let waitMs = 0;
    do {
      again = false;
      waitMs = await once().catch((error: unknown) => afterTrouble(error));
    } while (again && !stopped && time.monoMs() >= notBeforeMs);
    running = null;
    if (!stopped) schedule(waitMs);
  };

  const schedule = (ms: number): void => {
    cancelTimer();
    cancelTimer = time.after(ms, wake);
  };

  const wake = (): void => {
    if (stopped) return;
    if (running) {
      again = true;
      return;
    }
    const tooEarlyMs = notBeforeMs - time.monoMs();
    if (tooEarlyMs > 0) return schedule(tooEarlyMs);
    cancelTimer();
    running = run();
  };

  return {
    wake,
    async stop() {
      stopped = true;
      cancelTimer();
      await running;
    },
  };
}
