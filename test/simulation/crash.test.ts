// A page that is killed at any call of its ports, once; the browser then comes back with what was on disk.
// Each seed is a call number: whatever it was, the act that was said to be saved takes effect exactly once.
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { hold } from '#domain/actions/hold.ts';
import { available } from '#domain/stock.ts';
import { Profile, until } from '#test/build/browser-lab.ts';
import { type Crash, crashing } from '#test/build/crashing-ports.ts';
import { openTabletLab, type TabletLab } from '#test/build/tablet-lab.ts';

let at: TabletLab;
beforeAll(async () => {
  at = await openTabletLab();
});
afterAll(() => at.close());

const points = Array.from({ length: 18 }, (_, index) => index + 1);

describe('a page killed at any moment', () => {
  it.each(
    points.flatMap(
      (point) =>
        [
          [point, 'before'],
          [point, 'after'],
        ] as const,
    ),
  )('[I1, I2, I9] at call %i, %s it: nothing saved is lost or doubled', async (point, when) => {
    vi.spyOn(console, 'error').mockReturnValue(undefined);
    await at.renew([0, 40, 0]);
    const profile = new Profile();
    const crash: Crash = { at: 0, when, calls: 0, dead: false };
    const page = await at.tablet({ profile, change: (ports) => crashing(ports, crash) });
    await until(() => page.status.get().link === 'online', 'settled down');

    crash.at = crash.calls + point;
    const input = {
      productId: at.shop.productId,
      variantId: at.shop.variantIds[1],
      quantity: 1,
      shown: null,
      customer: null,
      siblings: [],
    };
    const saved = await page.act(hold, input).then(
      () => true,
      () => false,
    );
    if (!crash.dead) await until(() => crash.dead || page.status.get().pending === 0, 'crashed or done');
    await page.close().catch(() => undefined);

    const again = await at.tablet({ profile });
    await until(() => again.status.get().pending === 0, 'drained');
    const holds = await at.db.selectFrom('hold').selectAll().execute();
    const free = () => available(again.view.get().stock(at.shop.store, at.shop.variantIds[1])!.stock);
    await until(() => free() === 40 - holds.length && again.view.get().predictions.size === 0, 'converged');
    // Not told "saved" yet written is allowed: the person is then shown it. Told "saved" and not there never is.
    if (saved) expect(holds).toHaveLength(1);
    else expect(holds.length).toBeLessThanOrEqual(1);
    const acts = await at.db.selectFrom('event').select('id').where('name', '=', 'act:hold').execute();
    expect(acts).toHaveLength(holds.length);
    vi.restoreAllMocks();
  });
});
