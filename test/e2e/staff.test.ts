// The floor: a member of staff signs in, finds a web order and hands it over, with the network gone and the power cut
// in between; what PostgreSQL holds afterwards is one hand-over, and the colleague's tablet knows.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Page } from 'playwright';
import { launchChromium, type RunningChromium } from '#test/build/browser.ts';
import { offlineErrors, openPage, type WatchedPage } from '#test/build/page.ts';
import { openBrowser, openShopForTest, person, scratchFolder, serverUrl } from './running.ts';
import type { Parcel, Shop } from './shop.ts';
import { enrolDemo, press, signIn, untilInstalled } from './tablets.ts';

const storeName = 'Pinheiros';
let colleague: RunningChromium;
let colleagues: WatchedPage;

beforeAll(async () => {
  colleague = await launchChromium();
  colleagues = await openPage(colleague.context, serverUrl(), { checkMyself: true, allow: [offlineErrors] });
  await comeToWork(colleagues.page);
});
afterAll(async () => {
  await colleague?.close();
  colleagues.expectQuiet();
});

async function comeToWork(page: Page): Promise<void> {
  const { number, pin } = person('staff');
  await enrolDemo(page, storeName, 'Tablet da equipe');
  await signIn(page, number, pin);
  await page.getByRole('button', { name: 'Achar pedido' }).waitFor();
}

/** From the floor to the order's own page, by its number alone. */
async function findOrder(page: Page, number: string): Promise<void> {
  await page.getByRole('button', { name: 'Achar pedido' }).click();
  await press(page, number);
  await page.getByRole('button', { name: 'Achar', exact: true }).click();
  await page.getByRole('heading', { name: `Entregar ${number}` }).waitFor();
}

async function stockOf(shop: Shop, { lines }: Parcel): Promise<{ id: string; onHand: number; reserved: number }[]> {
  return shop.query(
    `select id, on_hand::int as "onHand", reserved::int from stock where home_id = $1 and id = any($2) order by id`,
    [shop.storeId, lines.map(({ variantId }) => variantId)],
  );
}

const stateOf = async (shop: Shop, { id }: Parcel): Promise<unknown> =>
  (
    await shop.query<{ state: string }>('select state from fulfilment where home_id = $1 and id = $2', [
      shop.storeId,
      id,
    ])
  )[0]?.state;

const receiptsOf = (shop: Shop, { id }: Parcel): Promise<{ status: string }[]> =>
  shop.query(
    `select outcome->>'status' as status from receipt where home_id = $1 and kind = 'hand-over' and action::text like '%' || $2 || '%'`,
    [shop.storeId, id],
  );

test('a hand-over with the network gone and a power cut ends as exactly one, and the colleague sees it', async () => {
  const shop = await openShopForTest(storeName);
  const parcel = await shop.parcel();
  const before = await stockOf(shop, parcel);
  const profileDir = scratchFolder();
  const tablet = await openBrowser({ profileDir });
  const { page } = await openPage(tablet.context, serverUrl(), { allow: [offlineErrors] });
  await comeToWork(page);
  await findOrder(page, parcel.number);
  await findOrder(colleagues.page, parcel.number);

  await untilInstalled(page);
  await tablet.context.setOffline(true);
  await press(page, parcel.proof);
  await page.getByRole('button', { name: `Entregar o pedido ${parcel.number}` }).click();
  await page.getByText('Na fila', { exact: false }).first().waitFor();
  expect(await stateOf(shop, parcel)).toBe('ready');
  expect(await receiptsOf(shop, parcel)).toEqual([]);
  await tablet.kill();

  const again = await openBrowser({ profileDir });
  await openPage(again.context, serverUrl());
  await expect.poll(() => stateOf(shop, parcel), { timeout: 20_000, interval: 25 }).toBe('done');
  const committedMs = Date.now();
  await colleagues.page.getByText('Entregue', { exact: false }).first().waitFor();
  const knewMs = Date.now() - committedMs;
  console.log(`the colleague's tablet knew ${knewMs} ms after the commit`);
  expect(knewMs).toBeLessThan(2_000);

  expect(await receiptsOf(shop, parcel)).toEqual([{ status: 'applied' }]);
  const after = await stockOf(shop, parcel);
  const taken = (id: string): number =>
    parcel.lines.filter(({ variantId }) => variantId === id).reduce((sum, { quantity }) => sum + quantity, 0);
  expect(after).toEqual(
    before.map(({ id, onHand, reserved }) => ({
      id,
      onHand: onHand - taken(id),
      reserved: Math.max(0, reserved - taken(id)),
    })),
  );
});

test('a wrong code is refused in words at once, off line as well, and the parcel stays', async () => {
  const shop = await openShopForTest(storeName);
  const parcel = await shop.parcel({ skip: 1 });
  const before = await receiptsOf(shop, parcel);
  const wrong = parcel.proof.startsWith('9') ? `0${parcel.proof.slice(1)}` : `9${parcel.proof.slice(1)}`;
  const { page } = colleagues;
  await page.getByRole('button', { name: 'Início' }).click();
  await findOrder(page, parcel.number);
  await untilInstalled(page);
  for (const offline of [false, true]) {
    await colleague.context.setOffline(offline);
    if (offline) await page.getByText('Sem internet. Isto é', { exact: false }).first().waitFor();
    await press(page, wrong);
    await page.getByRole('button', { name: `Entregar o pedido ${parcel.number}` }).click();
    await page.getByText('O código não é deste pedido.', { exact: false }).first().waitFor();
  }
  await colleague.context.setOffline(false);
  await page.getByText('Sem internet. Isto é', { exact: false }).first().waitFor({ state: 'hidden' });
  expect(await receiptsOf(shop, parcel)).toEqual(before);
  expect(await stateOf(shop, parcel)).toBe('ready');
});
