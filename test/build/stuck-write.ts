// Stops a browser inside a database transaction: the write is made, and the transaction never completes.
// For the two moments of a power cut that no network fault can reach: before a commit, and before a receipt is stored.
import type { BrowserContext } from 'playwright';

/** `tap`: the act's own write. `receipt`: the write of the answer that the server gave. */
export type StuckAt = 'tap' | 'receipt';

export interface StuckWrite {
  /** From the next write of that kind on; `reached` resolves when the browser stands in it. */
  at(what: StuckAt): Promise<{ reached: Promise<void> }>;
}

/** For pages that are opened after this. */
export async function sticksInWrites(context: BrowserContext): Promise<StuckWrite> {
  let reached: () => void = () => undefined;
  await context.exposeFunction('isStuck', () => reached());
  await context.addInitScript(stickInWrites);
  return {
    async at(what) {
      const standing = new Promise<void>((resolve) => (reached = resolve));
      for (const page of context.pages())
        await page.evaluate((value) => Object.assign(window, { stickAt: value }), what);
      return { reached: standing };
    },
  };
}

/** Runs in the page before anything else. */
function stickInWrites(): void {
  type Told = { stickAt?: StuckAt; isStuck(): void };
  const told = window as unknown as Told;
  for (const name of ['add', 'put'] as const) {
    const write = IDBObjectStore.prototype[name];
    IDBObjectStore.prototype[name] = function (value: unknown, key?: IDBValidKey) {
      const asked = key === undefined ? write.call(this, value) : write.call(this, value, key);
      const { receipt, state } = (value ?? {}) as { receipt?: object | null; state?: string };
      // Not the later settling of acts of before.
      const isIt = told.stickAt === (receipt ? 'receipt' : 'tap') && state !== 'settled';
      if (this.name !== 'action' || !isIt) return asked;
      // One question after the other keeps the transaction open.
      const spin = (): void => {
        this.get('nobody').addEventListener('success', spin);
      };
      spin();
      told.isStuck();
      return asked;
    };
  }
}
