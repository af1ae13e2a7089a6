// One discount engine for server, tablet and display: ten thousand baskets cost the same, to the minor unit, in Node, in a
// real browser's page and in a worker of it; and a discount begins and ends on its instant with the network gone.
import { fileURLToPath } from 'node:url';
import { expect, inject, onTestFinished, test } from 'vitest';
import type { Discount } from '#domain/discount/deal.ts';
import { type HomeId, uuidv7 } from '#domain/ids.ts';
import { put, remove, type Write } from '#domain/tx.ts';
import { openDatabase, openPool } from '#server/database/connection.ts';
import type { Database } from '#server/database/schema.ts';
import { tellServers } from '#server/import/tell-servers.ts';
import { renewOffers } from '#server/shop/renew-offers.ts';
import { hashOfBaskets } from '#test/build/baskets.ts';
import { offlineErrors, openPage } from '#test/build/page.ts';
import { servePage } from '#test/build/page-bundle.ts';
import { commit } from '#test/build/small-shop.ts';
import { openBrowser, openShopForTest, serverUrl } from './running.ts';
import { reais } from './shop.ts';
import { enrolDemo, untilInstalled } from './tablets.ts';

test('[S10] 10,000 baskets with every kind of discount cost the same in three runtimes', async () => {
  const served = await servePage(fileURLToPath(new URL('discount-page', import.meta.url)));
  onTestFinished(() => served.close());
  const { context } = await openBrowser();
  const { page } = await openPage(context, served.origin);
  await page.waitForFunction(() => window.baskets !== undefined);
  const order = { seed: 20_261_123, count: 10_000 };
  const node = await hashOfBaskets(order.seed, order.count);
  const inPage = await page.evaluate((asked) => window.baskets?.inPage(asked), order);
  const inWorker = await page.evaluate((asked) => window.baskets?.inWorker(asked), order);
  expect(inPage).toEqual(node);
  expect(inWorker).toEqual(node);
  // Worth comparing: thousands are reduced, hundreds have a second line.
  expect(node.reduced).toBeGreaterThan(3_000);
  expect(node.own).toBeGreaterThan(1_000);
});

/** Writes discounts as an import does: rows, the offers that follow, a word to the servers. */
async function setDiscounts(chain: HomeId, writes: readonly Write[]): Promise<void> {
  const pool = openPool({ connectionString: inject('databaseUrl'), onTrouble: () => undefined, max: 2 });
  const db = openDatabase<Database>(pool);
  try {
    await commit(db, writes, Date.now());
    await renewOffers(db, { chain, nowMs: Date.now(), sinceRev: null });
    await tellServers(db, [chain]);
  } finally {
    await db.destroy();
  }
}

test('[S10] discounts begin and end on their instants with the network gone', { timeout: 180_000 }, async () => {
  const shop = await openShopForTest();
  const chain = shop.chainId as HomeId;
  const [item] = await shop.query<{ productId: string; gtin14: string }>(
    `select p.id as "productId", v.gtin14 from product p join variant v on v.home_id = p.home_id and v.product_id = p.id
      where p.home_id = $1 and p.source_id = 'disco-parque' order by v.gtin14 limit 1`,
    [chain],
  );
  if (!item) throw new Error('the demo shop has no disco-parque');
  const tablet = await openBrowser();
  const { page } = await openPage(tablet.context, serverUrl(), { allow: [offlineErrors] });
  await enrolDemo(page, shop.storeName, 'Tablet de clientes');
  await untilInstalled(page);
  await page.goto(`${serverUrl()}/p/${item.gtin14}`);
  const tag = page.getByTestId('price-tag');
  await tag.waitFor();
  await expect.poll(() => tag.innerText(), { timeout: 15_000 }).toContain(reais(4_990));

  const firstMs = Date.now() + 18_000;
  const lastMs = firstMs + 6_000;
  const discount = (percent: number, fromMs: number, toMs: number): Discount => ({
    id: uuidv7(fromMs, crypto.getRandomValues(new Uint8Array(10))),
    name: { 'pt-BR': `Agora ${percent}` },
    rule: { kind: 'percent', percent },
    scope: { all: false, productIds: [item.productId], departments: [], tags: [] },
    fromMs,
    toMs,
    weekly: [],
    stacking: { rule: 'best', group: '', priority: 0 },
  });
  const both = [discount(10, Date.now() - 1_000, lastMs), discount(20, firstMs, lastMs)];
  onTestFinished(() =>
    setDiscounts(
      chain,
      both.map(({ id }) => remove('discount', chain, id)),
    ),
  );
  await setDiscounts(
    chain,
    both.map((row) => put('discount', chain, row)),
  );
  // The one that holds now says that the tablet has them both.
  await expect.poll(() => tag.innerText(), { timeout: 15_000 }).toContain(reais(4_491));
  await tablet.context.setOffline(true);
  await page.keyboard.press('Shift');
  expect(Date.now()).toBeLessThan(firstMs);
  // The regular price stands on the tag all the while, struck through: it is the lower one that comes and goes.
  const untilLower = async (isThere: boolean): Promise<number> => {
    const isOnTag = async (): Promise<boolean> => (await tag.innerText()).includes(reais(3_992));
    await expect.poll(isOnTag, { timeout: 30_000, interval: 50 }).toBe(isThere);
    return Date.now();
  };
  const begun = await untilLower(true);
  // A tablet that nobody touches goes back to its first screen.
  await page.keyboard.press('Shift');
  const ended = await untilLower(false);
  expect(await tag.innerText()).toContain(reais(4_990));
  expect(begun).toBeGreaterThanOrEqual(firstMs - 1_000);
  expect(begun).toBeLessThan(firstMs + 3_000);
  expect(ended).toBeGreaterThanOrEqual(lastMs - 1_000);
  expect(ended).toBeLessThan(lastMs + 3_000);
});
