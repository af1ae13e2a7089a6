// Two tablets ask for the last one, one of them without a network: one gets it, the other hears why and what else it
// can do, and the way on that it takes works.
import { expect, test } from 'vitest';
import { offlineErrors, openPage } from '#test/build/page.ts';
import { openBrowser, openShopForTest, serverUrl } from './running.ts';
import { enrolDemo, untilInstalled } from './tablets.ts';

test('[F32] of two tablets with the last one, one is told why not and gets another size instead', async () => {
  const shop = await openShopForTest('Pinheiros');
  const item = await shop.lastOne();
  const near = await openBrowser();
  const far = await openBrowser();
  const { page: first } = await openPage(near.context, serverUrl(), { allow: [offlineErrors] });
  const { page: second } = await openPage(far.context, serverUrl());
  for (const page of [first, second]) {
    await enrolDemo(page, shop.storeName, 'Tablet de clientes');
    await page.goto(`${serverUrl()}/p/${item.gtin14}`);
    await page.getByTestId('stock-here').waitFor();
    await untilInstalled(page);
  }

  await near.context.setOffline(true);
  await first.getByRole('button', { name: /^Separar/ }).click();
  await first.getByText('Na fila', { exact: false }).first().waitFor();
  await second.getByRole('button', { name: /^Separar/ }).click();
  await second.getByText('Confirmado às', { exact: false }).first().waitFor();

  await near.context.setOffline(false);
  const sheet = first.getByRole('dialog');
  await sheet.getByText('Precisa escolher.').first().waitFor();
  await sheet.getByText('Outra pessoa levou a última.', { exact: false }).waitFor();
  expect(await shop.holdsOf(item.variantId)).toHaveLength(1);

  const instead = sheet.getByRole('button', { name: /^Levar o/ }).first();
  const size = (await instead.innerText()).replace('Levar o', '').trim();
  await instead.click();
  await sheet.getByText('Confirmado às', { exact: false }).waitFor();
  const held = await shop.query<{ size: string }>(
    `select v.size from hold h join variant v on v.home_id = $2 and v.id = h.variant_id
      where h.home_id = $1 and v.product_id = $3 and h.variant_id <> $4`,
    [shop.storeId, shop.chainId, item.productId, item.variantId],
  );
  expect(held).toEqual([{ size }]);
});
