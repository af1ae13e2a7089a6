// A person who never stops tapping, in a real page: holds, calls and releases in a few lanes. What the page says of
// each act goes out of the browser at once, so that a kill can't take it along.
import type { JSHandle } from 'playwright';
import type { Tablet } from '#sync/tablet-port.ts';

export type Told =
  | { what: 'tapped'; id: string; lane: string; n: number; kind: string }
  | { what: 'saved'; id: string }
  | { what: 'not saved'; id: string; why: string }
  | { what: 'state'; id: string; state: string; status: string | null };

export interface Load {
  lanes: readonly { name: string; from: number; productId: string; variantId: string }[];
  /** Between two taps, on average. */
  gapMs: number;
  mostPending: number;
}

/** Taps until the page ends; `told` is called in the page and heard outside. */
export const tapForEver = (tablet: JSHandle<Tablet>, load: Load): Promise<void> => tablet.evaluate(tap, load);

/** Runs in the page. */
function tap(tablet: Tablet, { lanes, gapMs, mostPending }: Load): void {
  const tell = (told: Told): void => (window as unknown as { told(told: Told): void }).told(told);
  const said = new Map<string, string>();
  tablet.activity.subscribe(() => {
    for (const { id, state, outcome } of tablet.activity.get().slice(0, 80)) {
      const now = `${state} ${outcome?.status ?? ''}`;
      if (said.get(id) === now) continue;
      said.set(id, now);
      tell({ what: 'state', id, state, status: outcome?.status ?? null });
    }
  });
  const counts = lanes.map(({ from }) => from);
  const lastHold: (string | null)[] = lanes.map(() => null);
  const onTheirWay = new Set<Promise<void>>();
  const tapIn = (at: number): void => {
    const lane = lanes[at];
    if (!lane) return;
    const n = (counts[at] ?? 0) + 1;
    counts[at] = n;
    const { productId, variantId } = lane;
    const held = lastHold[at] ?? null;
    const kind = held ? 'release-hold' : n % 2 === 0 ? 'hold' : 'call-staff';
    const open = {
      'call-staff': { reason: 'call', text: `${lane.name} ${n}`, productId: null, variantId: null },
      hold: { productId, variantId, quantity: 1, shown: null, customer: null, siblings: [] },
      'release-hold': { holdId: held, variantId },
    }[kind];
    const act = { kind, v: 1, home: 'store', open: { parse: (value: unknown) => value }, lane: () => lane.name };
    const id = tablet.newActionId();
    lastHold[at] = kind === 'hold' ? id : null;
    tell({ what: 'tapped', id, lane: lane.name, n, kind });
    const answered = tablet.act(act as never, open as never, { id, dependsOn: held ? [held as never] : [] }).then(
      () => tell({ what: 'saved', id }),
      (error: unknown) => tell({ what: 'not saved', id, why: String(error) }),
    );
    onTheirWay.add(answered);
    void answered.then(() => onTheirWay.delete(answered));
  };
  const next = (): void => {
    // While nothing goes through, people stop tapping: the rounds are about kills, not about long queues.
    if (tablet.status.get().pending < mostPending) tapIn(Math.floor(Math.random() * lanes.length));
    setTimeout(next, gapMs * 2 * Math.random());
  };
  const stop = async (): Promise<void> => {
    lanes = [];
    await Promise.all(onTheirWay);
  };
  Object.assign(window, { stopTapping: stop });
  next();
}

/** No more taps from now on. Resolves when of each the screen has said whether it is saved: only then it is in the queue. */
export const stopTapping = (tablet: JSHandle<Tablet>): Promise<void> =>
  tablet.evaluate(() => (window as unknown as { stopTapping(): Promise<void> }).stopTapping());
