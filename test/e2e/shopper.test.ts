// What a shopper meets besides a good tag: a hand scanner, a wrong digit, a code nobody knows, another language, a
// browser that keeps nothing. Each says what it is and has a way on.
import type { BrowserContext, Page } from 'playwright';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { launchChromium, type RunningChromium } from '#test/build/browser.ts';
import { offlineErrors, openPage } from '#test/build/page.ts';
import { cableErrors, cableIsOut, openBrowser, openShopForTest, person, scratchFolder, serverUrl } from './running.ts';
import { reais } from './shop.ts';
import { enrolDemo, handScan, press, signIn, untilInstalled } from './tablets.ts';

const storeName = 'Pinheiros';
let chromium: RunningChromium;
let tablet: BrowserContext;

beforeAll(async () => {
  chromium = await launchChromium();
  tablet = await chromium.browser.newContext();
  const { page } = await openPage(tablet, serverUrl(), { checkMyself: true });
  await enrolDemo(page, storeName, 'Tablet de clientes');
  await page.getByRole('button', { name: 'Toque para começar' }).waitFor({ timeout: 30_000 });
  await page.close();
});
afterAll(() => chromium?.close());

/** A page of the enrolled tablet, closed after the test. */
async function openTablet(path = '/'): Promise<Page> {
  const { page } = await openPage(tablet, `${serverUrl()}${path}`);
  onTestFinished(() => page.close());
  return page;
}

test('[F20] a cold start without a network opens the shop, and a deep link its product', async () => {
  const shop = await openShopForTest(storeName);
  const item = await shop.item({ free: 3, skip: 60 });
  const profileDir = scratchFolder();
  const first = await openBrowser({ profileDir });
  const warm = await openPage(first.context, serverUrl());
  await enrolDemo(warm.page, storeName, 'Tablet de clientes');
  await warm.page.getByRole('button', { name: 'Toque para começar' }).waitFor({ timeout: 30_000 });
  await untilInstalled(warm.page);
  await first.close();

  const dark = await openBrowser({ profileDir, args: cableIsOut });
  const cold = await openPage(dark.context, serverUrl(), { allow: [cableErrors, offlineErrors] });
  await cold.page.getByRole('button', { name: 'Toque para começar' }).waitFor();
  await cold.page.goto(`${serverUrl()}/p/${item.gtin14}`);
  await cold.page.getByRole('heading', { name: item.name, exact: true, level: 1 }).waitFor();
  expect(await cold.page.getByTestId('price-tag').innerText()).toContain(reais(item.priceMinor));
  await cold.page.getByText('Sem internet', { exact: false }).first().waitFor({ timeout: 30_000 });
});

test('a hand scanner opens the product with no field focused', async () => {
  const shop = await openShopForTest(storeName);
  const item = await shop.item({ free: 3, skip: 70 });
  const page = await openTablet();
  await page.getByRole('button', { name: 'Toque para começar' }).waitFor();
  await handScan(page, item.gtin14.slice(1));
  await page.getByRole('heading', { name: item.name, exact: true, level: 1 }).waitFor();
});

test('a hand scanner opens the product from inside a field and leaves the field as it was', async () => {
  const shop = await openShopForTest(storeName);
  const item = await shop.item({ free: 3, skip: 70 });
  const page = await openTablet('/search');
  const field = page.getByLabel('Nome, marca ou código');
  await field.fill('zzz');
  await field.evaluate((input: HTMLInputElement) => {
    const values: string[] = [];
    Object.assign(window, { values });
    input.addEventListener('input', () => values.push(input.value));
  });
  await field.focus();
  await handScan(page, item.gtin14.slice(1));
  await page.getByRole('heading', { name: item.name, exact: true, level: 1 }).waitFor();
  const values = await page.evaluate(() => (window as unknown as { values: string[] }).values);
  // The first keys reach the field, until they are too fast for fingers; then it is as it was.
  expect(values.at(-1) ?? 'zzz').toBe('zzz');
  expect(values.filter((value) => value.length > 'zzz'.length + 3)).toEqual([]);
});

test('a number with a wrong digit is said to be wrong, with the products it may have been', async () => {
  const shop = await openShopForTest(storeName);
  const item = await shop.item({ free: 3, skip: 80 });
  const digits = item.gtin14.slice(1);
  const page = await openTablet('/type');
  await page.getByRole('heading', { name: 'Digite o código.' }).waitFor();
  const wrong = digits.slice(0, -1) + String((Number(digits.at(-1)) + 1) % 10);
  await press(page, wrong);
  await page.getByRole('button', { name: 'Ver produto' }).click();
  await page.getByRole('heading', { name: 'Não conhecemos este código.' }).waitFor();
  await page.getByText('O último número não fecha a conta', { exact: false }).waitFor();
  await page.getByText('O 13º número não confere').waitFor();
  const near = page.getByRole('button', { name: item.name, exact: true });
  await near.first().click();
  await page.getByRole('heading', { name: item.name, exact: true, level: 1 }).waitFor();
});

test('a number nobody knows becomes a task on the staff tablet with one tap', async () => {
  const staff = await chromium.browser.newContext();
  onTestFinished(() => staff.close());
  const { page: floor } = await openPage(staff, serverUrl());
  await enrolDemo(floor, storeName, 'Tablet da equipe');
  const { number, pin } = person('staff');
  await signIn(floor, number, pin);

  const page = await openTablet();
  await page.getByRole('button', { name: 'Toque para começar' }).waitFor();
  await handScan(page, '4006381333931');
  await page.getByRole('heading', { name: 'Não conhecemos este código.' }).waitFor();
  await page.getByText('não é desta loja', { exact: false }).waitFor();
  await page.getByRole('button', { name: 'Avisar a equipe' }).click();
  await page.getByRole('dialog').getByText('A equipe foi avisada.').first().waitFor();
  await floor.getByText('Código novo: 4006381333931').first().waitFor();
});

test('the address on a tag opens the same product as its bars', async () => {
  const shop = await openShopForTest(storeName);
  const item = await shop.item({ free: 3, skip: 90 });
  const page = await openTablet(`/01/${item.gtin14}`);
  await page.getByRole('heading', { name: item.name, exact: true, level: 1 }).waitFor();
  expect(new URL(page.url()).pathname).toBe(`/p/${item.gtin14}`);
});

test('the language changes in the middle of a product, its words and its name', async () => {
  const shop = await openShopForTest(storeName);
  const item = await shop.item({ free: 3, skip: 90 });
  const [names] = await shop.query<{ en: string; es: string }>(
    `select name->>'en' as en, name->>'es' as es from product where home_id = $1 and id = $2`,
    [shop.chainId, item.productId],
  );
  const page = await openTablet(`/p/${item.gtin14}`);
  await page.getByRole('heading', { name: item.name, exact: true, level: 1 }).waitFor();
  for (const [language, name] of [
    ['English', names?.en],
    ['Español', names?.es],
  ] as const) {
    await page.getByRole('button', { name: /Idioma|Language/ }).click();
    // The radio itself is out of sight. Its words are clicked once the sheet stands still.
    await page.getByRole('dialog').getByText(language, { exact: true }).click();
    await page.getByRole('heading', { name: name ?? '', exact: true, level: 1 }).waitFor();
    expect(await page.evaluate(() => document.documentElement.lang)).toBe(language === 'English' ? 'en' : 'es');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
  }
  expect(await page.getByRole('button', { name: /^Separar/ }).count()).toBe(0);
  expect(await page.getByTestId('price-tag').locator('[data-minor]').getAttribute('data-minor')).toBe(
    String(item.priceMinor),
  );
});

test('a browser that may keep nothing says so, and an act is never called saved', async () => {
  const shop = await openShopForTest(storeName);
  const item = await shop.item({ free: 3, skip: 100 });
  const locked = await chromium.browser.newContext();
  onTestFinished(() => locked.close());
  await locked.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('denied by this test', 'SecurityError');
    };
  });
  const { page } = await openPage(locked, serverUrl());
  await enrolDemo(page, storeName, 'Tablet de clientes');
  await page.getByText('Este navegador não deixa guardar nada.', { exact: false }).first().waitFor();
  await handScan(page, item.gtin14.slice(1));
  await page.getByRole('heading', { name: item.name, exact: true, level: 1 }).waitFor();
  await page.getByRole('button', { name: /^Separar/ }).click();
  await page.getByText('Não foi guardado.').first().waitFor();
  expect(await shop.holdsOf(item.variantId)).toEqual([]);
});
