// Pictures with the network gone: what a tablet fetched by itself while it stood unused is there after a power cut.
import { expect, test } from 'vitest';
import { offlineErrors, openPage } from '#test/build/page.ts';
import { cableErrors, cableIsOut, openBrowser, openShopForTest, scratchFolder, serverUrl } from './running.ts';
import { enrolDemo, untilInstalled } from './tablets.ts';

const storeName = 'Pinheiros';

test(
  '[F20] the 200 most seen pictures are there after a cold start without a network',
  { timeout: 240_000 },
  async () => {
    const shop = await openShopForTest(storeName);
    const profileDir = scratchFolder();
    const first = await openBrowser({ profileDir });
    await first.context.clock.install();
    const warm = await openPage(first.context, serverUrl());
    await enrolDemo(warm.page, storeName, 'Tablet de clientes');
    await warm.page.getByRole('button', { name: 'Toque para começar' }).waitFor({ timeout: 30_000 });
    await untilInstalled(warm.page);
    // A minute after the last touch it begins by itself.
    await warm.page.clock.fastForward(61_000);
    const kept = () =>
      warm.page.evaluate(async () => {
        const requests = await caches.open('gondola-pictures').then((cache) => cache.keys());
        return requests.map(({ url }) => new URL(url).pathname);
      });
    // Two sizes of each.
    await expect.poll(async () => (await kept()).length, { timeout: 120_000, interval: 500 }).toBeGreaterThan(400);
    const pictures = await kept();
    await first.kill();
    const hashes = pictures.flatMap((path) => /[0-9a-f]{64}/.exec(path)?.[0] ?? []);
    const [item] = await shop.query<{ gtin14: string; name: string }>(
      `select v.gtin14, p.name->>'pt-BR' as name from variant v join product p on p.home_id = v.home_id and p.id = v.product_id
        where v.home_id = $1 and v.live and coalesce(v.picture, p.picture)->>'sha256' = any($2) order by v.gtin14 limit 1`,
      [shop.chainId, hashes],
    );
    if (!item) throw new Error('none of the kept pictures is of a product');

    const dark = await openBrowser({ profileDir, args: cableIsOut });
    const cold = await openPage(dark.context, serverUrl(), { allow: [cableErrors, offlineErrors] });
    await cold.page.getByRole('button', { name: 'Toque para começar' }).waitFor();
    const missing = await cold.page.evaluate(async (addresses) => {
      const bad: string[] = [];
      for (const address of addresses) {
        const answer = await fetch(address).catch(() => null);
        if (answer?.status !== 200 || (await answer.blob()).size < 100) bad.push(address);
      }
      return bad;
    }, pictures);
    expect(missing).toEqual([]);

    await cold.page.goto(`${serverUrl()}/p/${item.gtin14}`);
    await cold.page.getByRole('heading', { name: item.name, exact: true, level: 1 }).waitFor();
    const shown = cold.page.locator('.g-field__picture');
    await expect
      .poll(() => shown.evaluate((image: HTMLImageElement) => image.complete && image.naturalWidth))
      .toBe(await shown.evaluate((image: HTMLImageElement) => Number(image.getAttribute('width'))));
  },
);
