// Acts as people follow them: what this tablet may promise with the network gone, the list that says so, the code with
// which a shopper sees later how it ended, and the file that carries acts to a device that can send them.
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import { offlineErrors, openPage } from '#test/build/page.ts';
import { openBrowser, openShopForTest, person, scratchFolder, serverUrl } from './running.ts';
import { enrolDemo, signIn, untilInstalled } from './tablets.ts';

const storeName = 'Pinheiros';

const shown = async (page: Page): Promise<string> =>
  (await page.locator('.g-plate__code').first().innerText()).replaceAll(/\s/g, '');

test('a promise off line, the list that keeps it, and the code that shows its end on another tablet', async () => {
  const shop = await openShopForTest(storeName);
  const item = await shop.item({ free: 5, skip: 60 });
  const { browser } = await openBrowser();
  const near = await browser.newContext();
  const { page } = await openPage(near, serverUrl(), { allow: [offlineErrors] });
  const { page: other } = await openPage(await browser.newContext(), serverUrl());
  await enrolDemo(page, shop.storeName, 'Tablet de clientes');
  await page.goto(`${serverUrl()}/p/${item.gtin14}`);
  await page.getByTestId('stock-here').waitFor();
  await untilInstalled(page);
  const leased = () =>
    shop.query(`select units::int from lease where home_id = $1 and variant_id = $2 and state = 'live'`, [
      shop.storeId,
      item.variantId,
    ]);
  await expect.poll(leased).toEqual([{ units: 1 }]);
  await expect.poll(() => page.evaluate(countKeptLeases)).toBe(1);

  await near.setOffline(true);
  const sheet = page.getByRole('dialog');
  await page.getByRole('button', { name: /^Separar/ }).click();
  await sheet.getByText('Uma unidade está reservada para este tablet.', { exact: false }).waitFor();
  const code = await shown(page);
  await sheet.getByRole('button', { name: 'Pronto' }).click();
  // The unit that was reserved is used up: the next one is only asked for.
  await page.getByRole('button', { name: /^Separar/ }).click();
  await sheet.getByText('Vamos confirmar quando a rede voltar.', { exact: false }).waitFor();
  await sheet.getByRole('button', { name: 'Pronto' }).click();

  await page.getByRole('button', { name: 'Seus pedidos 2' }).click();
  await page.getByText('2 pedidos esperam neste tablet', { exact: false }).waitFor();
  const row = page
    .getByRole('listitem')
    .filter({ has: page.getByRole('img', { name: `Código: ${[...code].join(' ')}` }) });
  await row.getByText('Na fila, garantido.').waitFor();

  await page.getByRole('button', { name: 'Terminar' }).click();
  await page.getByRole('heading', { name: 'Guarde este código' }).waitFor();
  const claim = await shown(page);
  await page.getByRole('button', { name: 'Tenho um código' }).click();
  await openTicket(page, claim);
  await page.getByText('Só aparecem os pedidos feitos neste tablet.', { exact: false }).waitFor();
  expect(await page.getByRole('listitem').count()).toBe(2);

  await near.setOffline(false);
  await expect.poll(() => shop.holdsOf(item.variantId), { timeout: 15_000 }).toHaveLength(2);
  await enrolDemo(other, shop.storeName, 'Tablet de clientes');
  await other.getByRole('button', { name: 'Tenho um código' }).click();
  await openTicket(other, claim.toLowerCase());
  const seen = other
    .getByRole('listitem')
    .filter({ has: other.getByRole('img', { name: `Código: ${[...code].join(' ')}` }) });
  await seen.getByText('Confirmado às', { exact: false }).waitFor();
});

async function openTicket(page: Page, claim: string): Promise<void> {
  await page.getByLabel('Código da visita').fill(claim);
  await page.getByRole('button', { name: 'Ver como terminou' }).click();
  await page.getByRole('heading', { name: /^Pedidos da visita/ }).waitFor();
}

test('what waits is carried by a file to another device, which sends it once', async () => {
  const shop = await openShopForTest(storeName);
  const item = await shop.item({ free: 5, skip: 61 });
  const { browser } = await openBrowser();
  const near = await browser.newContext();
  const { page } = await openPage(near, serverUrl(), { allow: [offlineErrors] });
  const { page: colleague } = await openPage(await browser.newContext(), serverUrl());
  await Promise.all([page, colleague].map(comeToWork));
  await untilInstalled(page);
  await page.getByRole('button', { name: 'Ver produto' }).click();
  await near.setOffline(true);
  await page.evaluate((path) => window.history.pushState(null, '', path), `/p/${item.gtin14}`);
  await page.getByRole('button', { name: 'Avisar a equipe' }).click();
  const sheet = page.getByRole('dialog');
  await sheet.getByText('Na fila', { exact: false }).waitFor();
  const code = await shown(page);
  await sheet.getByRole('button', { name: 'Pronto' }).click();
  await page.evaluate(() => window.history.pushState(null, '', '/activity'));
  await page.getByRole('heading', { name: 'Enviados e fila' }).waitFor();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Guardar tudo num arquivo' }).click(),
  ]);
  const file = `${scratchFolder()}/acts.json`;
  await download.saveAs(file);
  expect(await readFile(file, 'utf8')).toContain('gondola-acts');

  await colleague.getByRole('button', { name: /Enviados e fila/ }).click();
  await colleague.getByLabel('Abrir arquivo').last().setInputFiles(file);
  await colleague.getByText('1 pedido entrou na fila; nenhum já estava aqui.').waitFor();
  const tasks = () => shop.query(`select code from task where home_id = $1 and code = $2`, [shop.storeId, code]);
  await expect.poll(tasks, { timeout: 15_000 }).toEqual([{ code }]);

  await near.setOffline(false);
  await page.getByText('Confirmado às', { exact: false }).first().waitFor();
  expect(await tasks()).toEqual([{ code }]);
});

async function comeToWork(page: Page): Promise<void> {
  const { number, pin } = person('staff');
  await enrolDemo(page, storeName, 'Tablet da equipe');
  await signIn(page, number, pin);
  await page.getByRole('button', { name: 'Achar pedido' }).waitFor();
}

/** In the page: the leases that this tablet has on its disk. */
function countKeptLeases(): Promise<number> {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open('gondola-replica');
    asked.onerror = () => reject(asked.error);
    asked.onsuccess = () => {
      const rows = asked.result.transaction('row').objectStore('row').getAll();
      rows.onsuccess = () => {
        asked.result.close();
        const kept = rows.result as { table: string; row: object | null }[];
        resolve(kept.filter(({ table, row }) => table === 'lease' && row).length);
      };
    };
  });
}
