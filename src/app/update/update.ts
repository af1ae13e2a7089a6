// A new version waits until it harms nobody [EV4], [K8]: it is looked for often, and takes over only while this page
// is idle and nothing is being sent. Promise: a person in the middle of a task never sees a reload.

/** The browser's side, so that the rules run under a virtual clock in tests. */
export type UpdatePorts = {
  worker: {
    /** Looks for a newer version; rejects when the network is gone. */
    check(): Promise<void>;
    /** Lets the waiting version take over. */
    takeOver(): void;
    onWaiting(listener: () => void): void;
    /** A newer version now controls this page, by our word or by that of another page. */
    onTakenOver(listener: () => void): void;
  };
  isOnline(): boolean;
  onVisible(listener: () => void): void;
  after(delayMs: number, run: () => void): void;
  nowMs(): number;
  /** 0 ≤ x < 1. */
  random(): number;
  /** True when nobody is in the middle of something on this page. */
  isIdle(): boolean;
  /** True while an act is on its way to the server. */
  isSending(): Promise<boolean>;
  reload(): void;
};

export type Updates = {
  /** Tells when a version waits (at once if one already does); answers with the way to stop listening. */
  onUpdateReady(listener: () => void): () => void;
  /** For a button: takes over now if nothing is being sent; answers whether it did. */
  activateNow(): Promise<boolean>;
};

const checkEveryMs = 15 * 60_000;
// A shop's tablets start together in the morning; ± 20 % spreads their checks.
const jitterShare = 0.2;
// Waking a tablet by touch makes it visible; no more than one check a minute.
const visibleCheckGapMs = 60_000;
const idleLookMs = 5_000;

/** Starts looking for versions; registering the worker is the caller's. */
export function startUpdates(ports: UpdatePorts): Updates {
  const listeners = new Set<() => void>();
  let ready = false;
  let takenOver = false;
  let checkedAtMs = ports.nowMs();

  const check = async (): Promise<void> => {
    if (!ports.isOnline()) return;
    checkedAtMs = ports.nowMs();
    // No answer is no news: the next check comes by itself.
    await ports.worker.check().catch(() => undefined);
  };
  const checkForEver = (): void => {
    const delayMs = checkEveryMs * (1 - jitterShare + 2 * jitterShare * ports.random());
    ports.after(delayMs, () => {
      void check();
      checkForEver();
    });
  };
  const activate = async (): Promise<boolean> => {
    if (!ready || (await ports.isSending())) return false;
    ports.worker.takeOver();
    return true;
  };
  const activateWhenIdle = async (): Promise<void> => {
    if (ports.isIdle() && (await activate())) return;
    ports.after(idleLookMs, () => void activateWhenIdle());
  };
  const reloadWhenIdle = async (): Promise<void> => {
    if (ports.isIdle() && !(await ports.isSending())) return ports.reload();
    ports.after(idleLookMs, () => void reloadWhenIdle());
  };

  ports.worker.onWaiting(() => {
    if (ready) return;
    ready = true;
    for (const listener of listeners) listener();
    void activateWhenIdle();
  });
  ports.worker.onTakenOver(() => {
    if (takenOver) return;
    takenOver = true;
    void reloadWhenIdle();
  });
  ports.onVisible(() => {
    if (ports.nowMs() - checkedAtMs >= visibleCheckGapMs) void check();
  });
  checkForEver();

  return {
    onUpdateReady(listener) {
      listeners.add(listener);
      if (ready) listener();
      return () => listeners.delete(listener);
    },
    activateNow: activate,
  };
}
