// Deals of several pieces on screen: the product page tells of them, the list adds them up, a coupon gets an honest answer;
// and no screen shows a price of several pieces as that of one.
import type { BrowserContext, Page } from 'playwright';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { launchChromium, type RunningChromium } from '#test/build/browser.ts';
import { offlineErrors, openPage } from '#test/build/page.ts';
import { openShopForTest, serverUrl } from './running.ts';
import { reais, type Shop } from './shop.ts';
import { enrolDemo, untilInstalled } from './tablets.ts';

const storeName = 'Pinheiros';
const couponCode = 'bem vindo 1o';
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

interface Piece {
  variantId: string;
  gtin14: string;
  name: string;
  priceMinor: number;
}

async function piece(shop: Shop, sourceId: string): Promise<Piece> {
  const [found] = await shop.query<Omit<Piece, 'priceMinor'>>(
    `select v.id as "variantId", v.gtin14, p.name->>'pt-BR' as name from product p
       join variant v on v.home_id = p.home_id and v.product_id = p.id
      where p.home_id = $1 and p.source_id = $2 order by v."order", v.id limit 1`,
    [shop.chainId, sourceId],
  );
  const priceMinor = found && (await shop.priceOf(found.variantId));
  if (!found || !priceMinor) throw new Error(`the demo shop has no ${sourceId}`);
  return { ...found, priceMinor };
}

const title = (page: Page, name: string) => page.getByRole('heading', { name, exact: true, level: 1 });
const minorOf = (page: Page, testId: string) => page.getByTestId(testId).locator('[data-minor]').first();
const inList = async (page: Page): Promise<void> => {
  await page.evaluate(() => history.pushState(null, '', '/list'));
  await page.getByTestId('list-total').waitFor();
};
const overflow = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

test('[S10] the page of a product names what goes with it and the price of all, and leads to the other product', async () => {
  const shop = await openShopForTest(storeName);
  const cup = await piece(shop, 'xicara-de-cha-camomila');
  const bowl = await piece(shop, 'tigela-angra');
  const page = await openTablet(`/p/${cup.gtin14}`);
  await title(page, cup.name).waitFor();
  const hint = page.getByTestId('set-hint').first();
  const said = await hint.innerText();
  expect(said).toContain(`Junto com 2 × ${bowl.name}, tudo por R$\u00a0${reais(15_990)}`);
  expect(said).toContain('Até ');
  // The tag is that of one piece.
  const tag = await page.getByTestId('price-tag').innerText();
  expect(tag).toContain(reais(cup.priceMinor));
  expect(tag).not.toContain(reais(15_990));
  await hint.getByRole('button', { name: `Ver ${bowl.name}` }).click();
  await title(page, bowl.name).waitFor();
});

test('[S10] the list adds up tags, tells what is missing for a set, and names the set with what it takes off', async () => {
  const shop = await openShopForTest(storeName);
  const sock = await piece(shop, 'meia-de-la-serra');
  const page = await openTablet(`/p/${sock.gtin14}`);
  await title(page, sock.name).waitFor();
  await page.getByRole('button', { name: 'Guardar', exact: true }).click();
  await page.getByRole('button', { name: 'Está na sua lista', pressed: true }).waitFor();
  await inList(page);
  const total = minorOf(page, 'list-total');
  await expect.poll(() => total.getAttribute('data-minor')).toBe(String(sock.priceMinor));
  expect(await page.getByTestId('next-set').innerText()).toContain('Faltam 2 peças para “Leve 3, pague 2”');
  expect(await page.getByTestId('applied-set').count()).toBe(0);

  const more = page.getByRole('button', { name: `Mais um: ${sock.name}` });
  await more.click();
  await page.getByText('Falta 1 peça para “Leve 3, pague 2”').waitFor();
  await more.click();
  const applied = page.getByTestId('applied-set');
  await applied.waitFor();
  expect(await applied.innerText()).toContain('Leve 3, pague 2');
  expect(await applied.getAttribute('data-minor')).toBe(String(-sock.priceMinor));
  expect(await total.getAttribute('data-minor')).toBe(String(2 * sock.priceMinor));
  // Each row still says what one piece costs.
  expect(await page.locator('.g-list .g-product-row .g-tag').first().getAttribute('data-minor')).toBe(
    String(sock.priceMinor),
  );
  for (const viewport of [
    { width: 1280, height: 800 },
    { width: 390, height: 844 },
    { width: 320, height: 640 },
  ]) {
    await page.setViewportSize(viewport);
    expect(await overflow(page), `${viewport.width}`).toBeLessThanOrEqual(0);
  }
});

test('[S10] a coupon of nobody known changes no price, says so, and is gone with the visit', async () => {
  const shop = await openShopForTest(storeName);
  const sock = await piece(shop, 'meia-de-la-serra');
  const page = await openTablet(`/p/${sock.gtin14}`);
  await title(page, sock.name).waitFor();
  const save = page.getByRole('button', { name: 'Guardar', exact: true });
  await save.click();
  await page.getByRole('button', { name: 'Está na sua lista', pressed: true }).waitFor();
  await inList(page);
  const total = minorOf(page, 'list-total');
  const before = await total.getAttribute('data-minor');
  await page.getByRole('button', { name: 'Tenho um cupom' }).click();
  const field = page.getByLabel('Código do cupom');
  const use = page.getByRole('button', { name: 'Usar o cupom' });
  await field.fill('ab');
  await use.click();
  await page.getByText('Um código tem pelo menos 5 letras ou números.').waitFor();
  await field.fill('NADA-DISSO-9');
  await use.click();
  await page.getByText('Não achamos este código.', { exact: false }).waitFor();
  await field.fill(couponCode);
  await page.keyboard.press('Enter');
  const line = page.getByTestId('coupon');
  await line.waitFor();
  expect(await line.getAttribute('data-state')).toBe('nobody');
  expect(await line.innerText()).toContain('É um cupom pessoal');
  expect(await total.getAttribute('data-minor')).toBe(before);
  expect(await page.getByTestId('own-total').count()).toBe(0);

  await page.getByRole('button', { name: 'Terminar' }).first().click();
  await page.waitForURL((url) => url.pathname === '/');
  await page.evaluate((path) => history.pushState(null, '', path), `/p/${sock.gtin14}`);
  await save.click();
  await page.getByRole('button', { name: 'Está na sua lista', pressed: true }).waitFor();
  await inList(page);
  expect(await page.getByTestId('coupon').count()).toBe(0);
  expect(await page.content()).not.toContain('boas-vindas');
});
