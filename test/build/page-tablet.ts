// The tablet behind an open page of the built app, for what a screen has no button for: fifty acts at once, an act of
// another version. Nothing in the app knows of it: it is found where React keeps it.
import type { JSHandle, Page } from 'playwright';
import { syncLock } from '#sync/sync.ts';
import type { Activity, Status, Tablet } from '#sync/tablet-port.ts';

export interface Tap {
  /** What its task on the server says: the test's own name for this act. */
  text: string;
  lane?: string;
  kind?: string;
  v?: number;
  /** Instead of a call for staff. */
  open?: object;
  dependsOn?: string[];
}

export interface PageTablet {
  /** Calls staff once per tap, in order; resolves to the ids that were said to be saved. */
  act(taps: readonly (Tap | string)[]): Promise<string[]>;
  status(): Promise<Status>;
  /** All of this visit, newest first; elsewhere of the last days. */
  activity(): Promise<readonly Activity[]>;
  /** What the next sign of life would do: network back, page shown, timer. */
  wake(): Promise<void>;
  /** No cycle is under way or stands in line, in no page of this profile. */
  idle(): Promise<boolean>;
  seen(id: string): Promise<void>;
}

/** Waits until the page's tablet is a device. */
export async function tabletOf(page: Page): Promise<PageTablet> {
  const tablet = await handleOf(page);
  return {
    act: (taps) =>
      tablet.evaluate(
        actAll,
        taps.map((tap) => (typeof tap === 'string' ? { text: tap } : tap)),
      ),
    status: () => tablet.evaluate((one) => one.status.get()),
    activity: () => tablet.evaluate((one) => one.activity.get()),
    wake: () => tablet.evaluate((one) => one.wake()),
    idle: () => page.evaluate(hasNoCycle, syncLock),
    seen: (id) => tablet.evaluate((one, seen) => one.seen(seen as never), id),
  };
}

export async function handleOf(page: Page): Promise<JSHandle<Tablet>> {
  const found = await page.waitForFunction(findTablet);
  return found as JSHandle<Tablet>;
}

/** Runs in the page. null: it is no device yet. */
export function findTablet(): unknown {
  const root = document.getElementById('root');
  const key = Object.keys(root ?? {}).find((name) => name.startsWith('__reactContainer$'));
  type Fiber = { memoizedProps?: { value?: object } | null; child?: Fiber | null };
  let fiber = key ? (root as unknown as Record<string, Fiber>)[key] : null;
  while (fiber) {
    const value = fiber.memoizedProps?.value as Tablet | undefined;
    if (value && 'act' in value) return value.phase.get() === 'ready' ? value : null;
    fiber = fiber.child;
  }
  return null;
}

/** Runs in the page. A wake asks for the lock at once: what it began is seen here until it is over. */
async function hasNoCycle(lock: string): Promise<boolean> {
  const { held = [], pending = [] } = await navigator.locks.query();
  return ![...held, ...pending].some(({ name }) => name === lock);
}

/** Runs in the page. The act is written out, so that any kind and version can be queued. */
async function actAll(tablet: Tablet, taps: readonly Tap[]): Promise<string[]> {
  const ids: string[] = [];
  for (const { text, lane, kind = 'call-staff', v = 1, open, dependsOn = [] } of taps) {
    const asItIs = { parse: (value: unknown) => value };
    const act = {
      kind,
      v,
      home: 'store',
      open: asItIs,
      lane: (_: unknown, visit: string) => lane ?? `visit/${visit}`,
    };
    const input = open ?? { reason: 'call', text, productId: null, variantId: null };
    const options = { dependsOn } as never;
    const { id } = await tablet.act(act as never, input as never, options);
    ids.push(id);
  }
  return ids;
}
