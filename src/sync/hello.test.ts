// The greeting over the real server, with somebody in between who answers from memory.
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { saveToList, mainList } from '#domain/actions/save-to-list.ts';
import type { WireAnswer } from './ports.ts';
import { Profile, until } from '#test/build/browser-lab.ts';
import { openTabletLab, type TabletLab } from '#test/build/tablet-lab.ts';

let at: TabletLab;
beforeAll(async () => {
  at = await openTabletLab();
});
afterEach(() => at.closeTablets());
afterAll(() => at.close());

it('[ID1] the answer to another device is nobody’s: the tablet stays who it is, and is known', async () => {
  let remembered: string | null = null;
  await at.tablet({
    change: (ports) => ({
      ...ports,
      wire: {
        ...ports.wire,
        async post(path, body, signal) {
          const answer = await ports.wire.post(path, body, signal);
          if (path !== '/sync/v1/hello') return answer;
          const text = await answer.text();
          remembered ??= text;
          return { ...answer, header: (name) => answer.header(name), text: () => Promise.resolve(text) };
        },
      },
    }),
  });
  await until(() => remembered !== null, 'greeted');

  const profile = new Profile();
  let isStale = false;
  let told = 0;
  const open = () =>
    at.tablet({
      profile,
      change: (ports) => ({
        ...ports,
        wire: {
          ...ports.wire,
          async post(path, body, signal): Promise<WireAnswer> {
            const answer = await ports.wire.post(path, body, signal);
            if (path !== '/sync/v1/hello' || !isStale) return answer;
            told += 1;
            return { ...answer, header: (name) => answer.header(name), text: () => Promise.resolve(remembered ?? '') };
          },
        },
      }),
    });
  const first = await open();
  const id = first.installation.get()?.device.id;
  await first.close();

  isStale = true;
  const again = await open();
  await until(() => told > 0, 'greeted with another’s answer');
  isStale = false;
  again.wake();
  await until(() => again.status.get().link === 'online' && again.status.get().paused === null, 'known again');
  await again.act(saveToList, {
    productId: at.shop.productId,
    variantId: at.shop.variantIds[0] ?? '',
    store: at.shop.store,
    saved: true,
  });
  await until(() => again.status.get().pending === 0, 'the act was taken');
  expect(again.installation.get()?.device.id).toBe(id);
  const { customerHome } = again.visit.get();
  const [item] = await at.db.selectFrom('list_item').select('list').where('home_id', '=', customerHome).execute();
  expect(item?.list).toBe(mainList);
});
