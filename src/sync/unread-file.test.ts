// A tablet over the real server whose browser does not give it its packed files.
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { hold } from '#domain/actions/hold.ts';
import { Profile, until } from '#test/build/browser-lab.ts';
import { openTabletLab, type TabletLab } from '#test/build/tablet-lab.ts';
import { openTablet } from './tablet.ts';

let at: TabletLab;
beforeAll(async () => {
  at = await openTabletLab();
});
beforeEach(() => at.renew());
afterEach(() => at.closeTablets());
afterAll(() => at.close());

it('costs the products for as long, and nothing else: acts are saved and sent, and the catalogue comes back', async () => {
  const said = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const profile = new Profile();
  await at.pack();
  await at.tablet({ profile });
  await at.closeTablets();
  const kept = profile.files;
  expect(await kept.names()).not.toEqual([]);
  let isBroken = true;
  const refuse = () => Promise.reject(new DOMException('not now', 'NotReadableError'));
  profile.files = { ...kept, read: (name) => (isBroken ? refuse() : kept.read(name)) };

  const tablet = openTablet(profile.tab(at.lab));
  try {
    await until(() => tablet.phase.get() === 'ready', 'opened');
    const [productId, variantId] = [at.shop.productId, at.shop.variantIds[1] ?? ''];
    await tablet.act(hold, { productId, variantId, quantity: 1, shown: null, customer: null, siblings: [] });
    await until(async () => (await at.db.selectFrom('hold').selectAll().execute()).length === 1, 'sent');
    expect(tablet.catalogue.get()).toBeNull();
    isBroken = false;
    tablet.wake();
    await until(() => tablet.catalogue.get() !== null, 'the catalogue');
    expect(tablet.catalogue.get()?.variantsByGtin('09520000000001')).toHaveLength(1);
    await until(() => tablet.status.get().pending === 0, 'settled');
  } finally {
    await tablet.close();
    said.mockRestore();
  }
});
