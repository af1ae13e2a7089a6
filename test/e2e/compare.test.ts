// Two products side by side: keep one, show another, see only what differs; and the promise beside a number of stock.
import type { BrowserContext, Page } from 'playwright';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { launchChromium, type RunningChromium } from '#test/build/browser.ts';
import { offlineErrors, openPage } from '#test/build/page.ts';
import { openShopForTest, serverUrl } from './running.ts';
import { reais } from './shop.ts';
import { enrolDemo, handScan, untilInstalled } from './tablets.ts';

const storeName = 'Pinheiros';
let chromium: RunningChromium;
let tablet: BrowserContext;

beforeAll(async () => {
  chromium = await launchChromium();
  tablet = await chromium.browser.newContext();
  const { page } = await openPage(tablet, serverUrl(), { checkMyself: true });
  await enrolDemo(page, storeName, 'Tablet de clientes');
  await page.getByRole('button', { name: 'Toque para começar' }).waitFor({ timeout: 30_000 });
  await untilInstalled(page);
  await page.close();
});
afterAll(() => chromium?.close());

async function openTablet(path: string, viewport = { width: 800, height: 1280 }): Promise<Page> {
  const { page } = await openPage(tablet, `${serverUrl()}${path}`, { allow: [offlineErrors], viewport });
  onTestFinished(() => page.close());
  return page;
}

const title = (page: Page, name: string) => page.getByRole('heading', { name, exact: true, level: 1 });
const overflow = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

test('a product that was kept is compared with the next one that is shown, and one of them is chosen', async () => {
  const shop = await openShopForTest(storeName);
  const first = await shop.item({ free: 3, skip: 130 });
  const second = await shop.item({ free: 3, skip: 190 });
  expect(first.productId).not.toBe(second.productId);
  const page = await openTablet(`/p/${first.gtin14}`);
  await title(page, first.name).waitFor();
  await page.getByRole('button', { name: 'Comparar com outro' }).click();
  await page.getByRole('button', { name: 'Mostre o outro produto', pressed: true }).waitFor();

  await handScan(page, second.gtin14.slice(1));
  await title(page, `${first.name} ou ${second.name}`).waitFor();
  expect(await page.getByTestId('price-left').innerText()).toContain(reais(first.priceMinor));
  expect(await page.getByTestId('price-right').innerText()).toContain(reais(second.priceMinor));
  const gap = Math.abs(first.priceMinor - second.priceMinor);
  await page.getByText(gap === 0 ? 'O mesmo preço' : `R$\u00a0${reais(gap)} de diferença`, { exact: false }).waitFor();

  await page.getByRole('button', { name: `Ficar com ${second.name}` }).click();
  await title(page, second.name).waitFor();
});

test('with the network gone two products are compared all the same, and both are kept in the list', async () => {
  const shop = await openShopForTest(storeName);
  const first = await shop.item({ free: 3, skip: 140 });
  const second = await shop.item({ free: 3, skip: 200 });
  const page = await openTablet(`/p/${first.gtin14}`);
  await title(page, first.name).waitFor();
  await tablet.setOffline(true);
  onTestFinished(() => tablet.setOffline(false));
  await page.getByRole('button', { name: 'Comparar com outro' }).click();
  await handScan(page, second.gtin14.slice(1));
  await title(page, `${first.name} ou ${second.name}`).waitFor();
  await page.getByRole('button', { name: 'Guardar os dois' }).click();
  await page.getByRole('button', { name: 'Os dois estão na sua lista', pressed: true }).waitFor();
});

test('what waits to be compared is gone with the visit', async () => {
  const shop = await openShopForTest(storeName);
  const first = await shop.item({ free: 3, skip: 150 });
  const second = await shop.item({ free: 3, skip: 210 });
  const page = await openTablet(`/p/${first.gtin14}`);
  await title(page, first.name).waitFor();
  await page.getByRole('button', { name: 'Comparar com outro' }).click();
  await page.getByRole('button', { name: 'Guardar', exact: true }).click();
  await page.getByRole('button', { name: 'Terminar' }).first().click();
  // A code to keep is shown only while the saved one has not been sent.
  const rest = page.getByRole('button', { name: 'Toque para começar' });
  await page.getByText('Até logo.').or(rest).first().waitFor();
  await handScan(page, second.gtin14.slice(1));
  await title(page, second.name).waitFor();
});

test('the same size stands beside the same size, and keys alone lead through', async () => {
  const shop = await openShopForTest(storeName);
  const pairs = await shop.query<{ a: string; b: string; size: string; name: string }>(
    `select a.gtin14 as a, b.gtin14 as b, a.size, p.name->>'pt-BR' as name
       from variant a join variant b on b.home_id = a.home_id and b.product_id <> a.product_id and b.size <> a.size
       join variant c on c.home_id = b.home_id and c.product_id = b.product_id and c.size = a.size and c.colour = b.colour
       join product p on p.home_id = a.home_id and p.id = a.product_id
      where a.home_id = $1 order by a.gtin14, b.gtin14 limit 1`,
    [shop.chainId],
  );
  const [pair] = pairs;
  if (!pair) throw new Error('no two products share a size');
  const page = await openTablet(`/compare/${pair.a}/${pair.b}`, { width: 1280, height: 800 });
  await page.getByTestId('compare').waitFor();
  const choices = page.locator('.g-compare__choice');
  for (const text of await choices.allInnerTexts()) expect(text).toContain(pair.size);
  const chosen = page.getByRole('button', { name: `Ficar com ${pair.name}` });
  await chosen.focus();
  await page.keyboard.press('Enter');
  await title(page, pair.name).waitFor();
});

test('a comparison with a product that is not sold says so', async () => {
  const shop = await openShopForTest(storeName);
  const item = await shop.item({ free: 3, skip: 130 });
  const page = await openTablet(`/compare/${item.gtin14}/00000000000000`);
  await page.getByRole('heading', { name: 'Um destes produtos saiu do catálogo.' }).waitFor();
});

test('beside a number of stock stands what it promises, in whole percent', async () => {
  const shop = await openShopForTest(storeName);
  const item = await shop.item({ free: 3, skip: 130 });
  const page = await openTablet(`/p/${item.gtin14}`);
  const promise = page.getByTestId('stock-here').getByTestId('hand-promise');
  await promise.waitFor();
  const percent = Number(await promise.getAttribute('data-percent'));
  expect(percent).toBeGreaterThan(50);
  expect(percent).toBeLessThan(99);
  expect(await promise.innerText()).toContain(`Na sua mão hoje: ${percent}%`);
});

test('what buyers said stands on the page, as the shop has it', async () => {
  const shop = await openShopForTest(storeName);
  const [rated] = await shop.query<{ gtin14: string; name: string; average: number; count: number; quote: string }>(
    `select v.gtin14, p.name->>'pt-BR' as name, r.average, r.count::int as count, r.quotes->0->>'pt-BR' as quote
       from rating r join product p on p.home_id = r.home_id and p.id = r.id
       join variant v on v.home_id = p.home_id and v.product_id = p.id
      where r.home_id = $1 and r.count > 10 order by v.gtin14 limit 1`,
    [shop.chainId],
  );
  if (!rated) throw new Error('the demo shop has no ratings');
  const page = await openTablet(`/p/${rated.gtin14}`);
  await title(page, rated.name).waitFor();
  const said = await page.getByTestId('reviews').innerText();
  expect(said).toContain(`${rated.average.toFixed(1).replace('.', ',')} de 5`);
  expect(said).toContain(`${rated.count} avaliações`);
  expect(said).toContain(rated.quote);
});

test('colours and sizes are walked with the arrow keys, Enter chooses, and each cell says what is here', async () => {
  const shop = await openShopForTest(storeName);
  const [wide] = await shop.query<{ gtin14: string; name: string }>(
    `select v.gtin14, p.name->>'pt-BR' as name from variant v join product p on p.home_id = v.home_id and p.id = v.product_id
      where v.home_id = $1 and v."order" = 0 and exists (select 1 from variant o where o.home_id = v.home_id
        and o.product_id = v.product_id and o."order" = 101) order by v.gtin14 limit 1`,
    [shop.chainId],
  );
  if (!wide) throw new Error('no product with colours and sizes');
  const page = await openTablet(`/p/${wide.gtin14}`);
  await title(page, wide.name).waitFor();
  const chosen = page.locator('[role=gridcell][aria-selected=true]');
  const before = await chosen.getAttribute('aria-label');
  expect(before).toMatch(/, (\d+ aqui|nesta loja|só online|esgotado)$/);
  await chosen.focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect.poll(() => chosen.getAttribute('aria-label')).not.toBe(before);
  await title(page, wide.name).waitFor();
});

test('nothing of a comparison is wider than the screen, whatever the screen', async () => {
  const shop = await openShopForTest(storeName);
  const first = await shop.item({ free: 3, discounted: true, skip: 10 });
  const second = await shop.item({ free: 3, skip: 190 });
  const page = await openTablet(`/compare/${first.gtin14}/${second.gtin14}`);
  await page.getByTestId('compare').waitFor();
  for (const [width, height] of [
    [800, 1280],
    [1280, 800],
    [390, 844],
    [320, 640],
  ] as const) {
    await page.setViewportSize({ width, height });
    expect(await overflow(page), `at ${width} × ${height}`).toBeLessThanOrEqual(0);
  }
});
