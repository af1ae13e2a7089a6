// Goods as no shop should keep them and some do: one number on two products, a name of five thousand letters that is written
// from right to left, a price in another currency. Each is shown for what it is, and nothing is guessed or added up.
import { expect, inject, onTestFinished, test } from 'vitest';
import { type HomeId, uuidv7 } from '#domain/ids.ts';
import { money } from '#domain/money.ts';
import { offersFor } from '#domain/offer.ts';
import { put, remove, type Write } from '#domain/tx.ts';
import { openDatabase, openPool } from '#server/database/connection.ts';
import type { Database } from '#server/database/schema.ts';
import { tellServers } from '#server/import/tell-servers.ts';
import { buildProduct, buildVariant } from '#test/build/domain.ts';
import { offlineErrors, openPage } from '#test/build/page.ts';
import { commit } from '#test/build/small-shop.ts';
import { openBrowser, openShopForTest, serverUrl } from './running.ts';
import { enrolDemo, handScan, untilInstalled } from './tablets.ts';

const longName = `🧦 ${'جورب صوفي دافئ '.repeat(330)}${'ض'.repeat(60)}`;

async function write(chain: HomeId, writes: readonly Write[]): Promise<void> {
  const pool = openPool({ connectionString: inject('databaseUrl'), onTrouble: () => undefined, max: 2 });
  const db = openDatabase<Database>(pool);
  try {
    await commit(db, writes, Date.now());
    await tellServers(db, [chain]);
  } finally {
    await db.destroy();
  }
}

test('a shared number is asked about, an endless name is cut, and euros are not added to reais', async () => {
  const shop = await openShopForTest();
  const chain = shop.chainId as HomeId;
  const item = await shop.item({ free: 3, skip: 40 });
  const id = () => uuidv7(Date.now(), crypto.getRandomValues(new Uint8Array(10)));
  const product = buildProduct({ id: id(), sourceId: id(), name: { 'pt-BR': longName } });
  const variant = buildVariant({
    id: id(),
    sourceId: id(),
    productId: product.id,
    gtin14: item.gtin14,
    sku: 'ESTRANHO',
    colour: null,
    size: null,
  });
  const offers = offersFor(variant.id, product.id, money(12_345, 'EUR'), [], Date.now());
  const rows = [
    put('product', chain, product),
    put('variant', chain, variant),
    ...offers.map((offer) => put('offer', chain, offer)),
  ];
  onTestFinished(() =>
    write(
      chain,
      rows.map(({ table, id: row }) => remove(table, chain, row)),
    ),
  );
  await write(chain, rows);

  const tablet = await openBrowser();
  const { page } = await openPage(tablet.context, serverUrl(), { allow: [offlineErrors] });
  await enrolDemo(page, shop.storeName, 'Tablet de clientes');
  await untilInstalled(page);
  const which = page.getByTestId('which-product');
  await handScan(page, item.gtin14.slice(1));
  await which.waitFor();
  expect(await which.getByRole('listitem').count()).toBe(2);
  const overflow = () =>
    page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(await overflow()).toBeLessThanOrEqual(0);

  await which.locator('[title]').click();
  const title = page.getByRole('heading', { level: 1 });
  await expect.poll(() => title.textContent()).toBe(longName);
  expect(await title.locator('[dir=auto]').getAttribute('title')).toBe(longName);
  for (const width of [800, 390, 320]) {
    await page.setViewportSize({ width, height: 844 });
    expect(await overflow(), `${width}`).toBeLessThanOrEqual(0);
    const { height } = (await title.boundingBox()) ?? { height: Infinity };
    expect(height, `${width}`).toBeLessThan(260);
    expect(await title.evaluate((one) => Number.parseFloat(getComputedStyle(one).fontSize))).toBeGreaterThan(10);
  }
  await page.setViewportSize({ width: 800, height: 1280 });
  const save = page.getByRole('button', { name: 'Guardar', exact: true });
  await save.click();
  await page.getByRole('button', { name: 'Está na sua lista', pressed: true }).waitFor();

  await handScan(page, item.gtin14.slice(1));
  await which.getByRole('button', { name: item.name, exact: true }).click();
  await page.getByRole('heading', { name: item.name, exact: true, level: 1 }).waitFor();
  await save.click();
  await page.getByRole('button', { name: 'Está na sua lista', pressed: true }).waitFor();
  await page.evaluate(() => history.pushState(null, '', '/list'));
  const total = page.getByTestId('list-total').locator('[data-minor]');
  await expect.poll(() => total.getAttribute('data-minor')).toBe(String(item.priceMinor));
  await page.getByText('1 item tem preço em outra moeda, fora da soma.').waitFor();
  expect(await overflow()).toBeLessThanOrEqual(0);
});
