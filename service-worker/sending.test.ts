import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hold } from '#domain/actions/hold.ts';
import { StorageTrouble } from '#local/storage-trouble.ts';
import type { Outbox } from '#local/outbox.ts';
import { Profile } from '#test/build/browser-lab.ts';
import { openTabletLab, type TabletLab } from '#test/build/tablet-lab.ts';
import { sendWhatWaits } from './sending.ts';

let at: TabletLab;
beforeAll(async () => {
  at = await openTabletLab();
});
afterAll(() => at.close());

const input = () => ({
  productId: at.shop.productId,
  variantId: at.shop.variantIds[1],
  quantity: 1,
  shown: null,
  customer: null,
  siblings: [],
});
const holds = () => at.db.selectFrom('hold').selectAll().execute();

describe('the service worker', () => {
  it('sends what waits when no page is open; the next page shows it as sent', async () => {
    const profile = new Profile();
    const first = await at.tablet({ profile });
    at.lab.fault = () => 'lost';
    await first.act(hold, input());
    await at.closeTablets();
    await expect(sendWhatWaits(profile.tab(at.lab))).rejects.toThrow('no answer');
    at.lab.fault = () => null;
    await sendWhatWaits(profile.tab(at.lab));
    expect(await holds()).toHaveLength(1);
    const again = await at.tablet({ profile });
    expect(again.status.get().pending).toBe(0);
  });

  it('[F19] [TB3] sends what a page or a worker had on the wire when it was ended', async () => {
    const before = (await holds()).length;
    const profile = new Profile();
    const first = await at.tablet({ profile });
    at.lab.fault = () => 'lost';
    const { id } = await first.act(hold, input());
    await at.closeTablets();
    const outbox = await profile.tab(at.lab).storage.openOutbox(
      () => 'unused',
      () => undefined,
    );
    await outbox.change([id], () => ({ state: 'sending', sendClaim: { by: 'an ended worker', atMs: Date.now() } }));
    outbox.close();
    at.lab.fault = () => null;
    await sendWhatWaits(profile.tab(at.lab));
    expect(await holds()).toHaveLength(before + 1);
  });

  it('[SG2] sends on a full disk too, and wants to be called again: nobody has written that it was taken', async () => {
    const before = (await holds()).length;
    const profile = new Profile();
    const first = await at.tablet({ profile });
    at.lab.fault = () => 'lost';
    const held = await first.act(hold, input());
    first.endVisit();
    const { id } = await first.act(hold, input());
    await at.closeTablets();
    const real = profile.tab(at.lab);
    const opened = (): Promise<Outbox> =>
      real.storage.openOutbox(
        () => 'unused',
        () => undefined,
      );
    const outbox = await opened();
    // Its minute is not over.
    await outbox.change([held.id], () => ({
      state: 'sending',
      sendClaim: { by: 'an ended worker', atMs: Date.now() },
    }));
    outbox.close();
    const full = (): Promise<never> => Promise.reject(new StorageTrouble('full'));
    const ports = {
      ...real,
      storage: {
        ...real.storage,
        openOutbox: async () => ({ ...(await opened()), add: full, change: full, saveMeta: full, remove: full }),
      },
    };
    at.lab.fault = () => null;
    await expect(sendWhatWaits(ports)).rejects.toThrow('not taken');
    expect((await holds()).slice(before).map((row) => row.id)).toEqual([id]);
    await sendWhatWaits(real);
    expect(await holds()).toHaveLength(before + 2);
    expect((await at.tablet({ profile })).status.get().pending).toBe(0);
  });
});
