// A screen of the shop: approved by its code, given a card by the manager, repainted when the price changes, and
// playing on from a cold start with the cable out.
import { expect, test } from 'vitest';
import type { Page } from 'playwright';
import { offlineErrors, openPage } from '#test/build/page.ts';
import { cableErrors, cableIsOut, openBrowser, openShopForTest, person, scratchFolder, serverUrl } from './running.ts';
import { enrolDemo, signIn, untilInstalled } from './tablets.ts';

const wall = { width: 1920, height: 1080 };

async function openTile(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Início' }).click();
  await page.getByRole('button', { name }).first().click();
}

async function pick(page: Page, name: string): Promise<void> {
  await page.getByLabel('Buscar produto').fill(name);
  await page.getByRole('list').getByRole('button', { name, exact: true }).first().click();
}

test('a screen is approved by its code, paints the price, follows its change and plays without a network', async () => {
  const shop = await openShopForTest('Pinheiros');
  const item = await shop.firstVariant({ skip: 8 });
  const { number, pin } = person('manager');

  const desk = await openBrowser();
  const { page: manager } = await openPage(desk.context, serverUrl());
  await enrolDemo(manager, shop.storeName, 'Gerência');
  await signIn(manager, number, pin);
  await manager.getByRole('button', { name: 'Aparelhos' }).first().click();

  const profileDir = scratchFolder();
  const screen = await openBrowser({ profileDir });
  const { page: display } = await openPage(screen.context, serverUrl(), { viewport: wall });
  const code = await display.getByRole('group', { name: 'Código deste aparelho' }).locator('p').innerText();
  await manager.getByLabel('Código mostrado no aparelho').fill(code.replaceAll(/\s/g, ''));
  await manager.getByRole('radio', { name: 'Tela', exact: true }).check();
  await manager.getByRole('radio', { name: /Parede/ }).check();
  await manager.getByLabel('Nome do aparelho').fill('Parede da entrada');
  await manager.getByRole('button', { name: 'Aprovar' }).click();
  await display.locator('[data-surface-name=display]').waitFor({ state: 'attached', timeout: 30_000 });

  await openTile(manager, 'Telas');
  await manager.getByRole('button', { name: 'Parede da entrada' }).click();
  await pick(manager, item.name);
  await manager.getByRole('button', { name: 'Publicar', exact: true }).click();
  const painted = display.getByTestId('display').locator('[data-minor]');
  await expect.poll(() => painted.getAttribute('data-minor'), { timeout: 10_000 }).toBe(String(item.priceMinor));
  expect(await display.getByRole('heading', { name: item.name, exact: true, level: 1 }).isVisible()).toBe(true);
  await manager.getByRole('button', { name: 'Pronto' }).click();

  const newMinor = item.priceMinor + 700;
  await openTile(manager, 'Mudar preço');
  await pick(manager, item.name);
  await manager.getByLabel('Preço novo').fill((newMinor / 100).toFixed(2).replace('.', ','));
  await manager.getByRole('button', { name: 'Mudar o preço' }).click();
  await expect.poll(() => shop.priceOf(item.variantId), { timeout: 10_000, interval: 10 }).toBe(newMinor);
  const committedMs = Date.now();
  await expect.poll(() => painted.getAttribute('data-minor'), { timeout: 5_000, interval: 10 }).toBe(String(newMinor));
  console.log(`the screen showed the new price ${Date.now() - committedMs} ms after the commit`);

  await untilInstalled(display);
  await screen.close();
  const dark = await openBrowser({ profileDir, args: cableIsOut });
  const cold = await openPage(dark.context, serverUrl(), { viewport: wall, allow: [cableErrors, offlineErrors] });
  const stillPainted = cold.page.getByTestId('display').locator('[data-minor]');
  await expect.poll(() => stillPainted.getAttribute('data-minor'), { timeout: 15_000 }).toBe(String(newMinor));
  expect(await cold.page.getByRole('heading', { name: item.name, exact: true, level: 1 }).isVisible()).toBe(true);
});
