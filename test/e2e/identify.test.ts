// A person says who they are at a shopper's tablet, by the pass of their own phone, and is gone with the visit. The phone
// is Node; what it shows is typed by a hand scanner, so that all between reader and database is as in a shop.
import { randomUUID } from 'node:crypto';
import type { BrowserContext, Page } from 'playwright';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { launchChromium, type RunningChromium } from '#test/build/browser.ts';
import { offlineErrors, openPage } from '#test/build/page.ts';
import { type OwnPhone, signInPhone } from './own-phone.ts';
import { openShopForTest, serverUrl } from './running.ts';
import type { Item, Shop } from './shop.ts';
import { enrolDemo, handScan } from './tablets.ts';

const storeName = 'Pinheiros';
/** What Chromium prints for an answer that is a no: those are meant here. */
const refused = /responded with a status of (403|404|410)/;
let chromium: RunningChromium;
let tablet: BrowserContext;

beforeAll(async () => {
  chromium = await launchChromium();
  tablet = await chromium.browser.newContext();
  const { page } = await openPage(tablet, serverUrl(), { checkMyself: true });
  await enrolDemo(page, storeName, 'Tablet de clientes');
  await start(page).waitFor({ timeout: 30_000 });
  await page.close();
});
afterAll(() => chromium?.close());

async function openTablet(): Promise<Page> {
  const { page } = await openPage(tablet, serverUrl(), { allow: [refused, offlineErrors] });
  onTestFinished(async () => {
    await tablet.setOffline(false);
    await page.close();
  });
  await start(page).waitFor();
  return page;
}

let people = 0;
/** A new person with these in their history on the web, the newest first. */
async function somebody(
  shop: Shop,
  looked: readonly Item[],
  wishes?: Parameters<typeof signInPhone>[2],
): Promise<OwnPhone> {
  people += 1;
  const phone = await signInPhone(`marina${people}.${Date.now()}@example.com`, 'Marina', wishes);
  for (const [daysAgo, { productId, variantId }] of looked.entries())
    await shop.query(
      `insert into event (home_id, id, name, at_ms, customer, product_id, variant_id)
       values ($1, $2, 'purchase', $3, $1, $4, $5)`,
      [phone.customer, randomUUID(), Date.now() - daysAgo * 86_400_000, productId, variantId],
    );
  return phone;
}

async function someItems(shop: Shop, from: number): Promise<Item[]> {
  const items: Item[] = [];
  for (let n = 0; n < 4; n += 1) items.push(await shop.item({ free: 3, skip: from + n * 6 }));
  return items;
}

const start = (page: Page) => page.getByRole('button', { name: 'Toque para começar' });
const hello = (page: Page) => page.getByRole('heading', { name: 'Olá, Marina.' });
const end = (page: Page) => page.getByRole('button', { name: 'Terminar' }).first().click();
const wiped = (page: Page) => page.getByText('Seus dados foram removidos deste tablet.').waitFor();
const ownReason = (page: Page) => page.getByText('Do seu histórico na loja', { exact: false });
const openData = (page: Page) => page.getByRole('button', { name: 'Marina: seus dados nesta visita' }).click();

async function showPass(page: Page, phone: OwnPhone): Promise<string> {
  const text = await phone.pass();
  await handScan(page, text);
  await hello(page).waitFor();
  return text;
}

test('a pass says the name, three questions stand on no, and yes to the history brings it with its reason', async () => {
  const shop = await openShopForTest(storeName);
  const looked = await someItems(shop, 40);
  const phone = await somebody(shop, looked);
  await shop.query(
    `insert into list_item (home_id, id, rev, list, product_id, variant_id, saved_ms, store)
     values ($1, $2, 1, 'main', $3, $4, $5, null)`,
    [phone.customer, `main/${looked[0]?.variantId}`, looked[0]?.productId, looked[0]?.variantId, Date.now()],
  );
  const asked: string[] = [];
  const page = await openTablet();
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await showPass(page, phone);
  for (const one of await page.getByRole('switch').all()) expect(await one.isChecked()).toBe(false);
  expect(asked, 'nothing is asked of their history before they say yes').not.toContain('/lookup/v1/visit/history');

  await page.getByRole('switch', { name: /Usar minha conta online agora/ }).check();
  await page.getByRole('button', { name: 'Seguir com o que liguei' }).click();
  await ownReason(page).first().waitFor({ timeout: 20_000 });
  const said = await shop.query<{ purpose: string; given: boolean; text: string }>(
    `select purpose, given, text from consent where text like 'Quer ajuda%' order by at_ms desc limit 1`,
  );
  expect(said).toEqual([
    {
      purpose: 'history_now',
      given: true,
      text: 'Quer ajuda do seu histórico? Preço, pontos e desconto são os mesmos sem isso. Usar minha conta online agora. Só para sugerir, até você terminar.',
    },
  ]);

  await openData(page);
  await page
    .getByText('Este tablet sabe o seu primeiro nome e 4 produtos do seu histórico.', { exact: false })
    .waitFor();
  await page.getByRole('heading', { name: 'Sua lista online' }).waitFor();
  await page.getByRole('button', { name: `Separar ${looked[0]?.name} para mim` }).click();
  await page.getByText('Confirmado às', { exact: false }).first().waitFor();
  await page.getByRole('dialog').last().getByRole('button', { name: 'Pronto' }).click();

  await page.getByRole('button', { name: 'Esquecer meu histórico' }).click();
  await page.getByRole('button', { name: 'Sim, esquecer' }).click();
  await page.getByText('Esquecido. Este tablet não tem mais nada do seu histórico', { exact: false }).waitFor();
  await page.getByText('Este tablet sabe o seu primeiro nome. Nada mais.', { exact: false }).waitFor();
  await page.getByRole('dialog').getByRole('button', { name: 'Fechar' }).click();
  expect(await ownReason(page).count()).toBe(0);
  await expect
    .poll(() => shop.query(`select id from event where home_id = $1`, [phone.customer]), { timeout: 15_000 })
    .toEqual([]);

  await end(page);
  await wiped(page);
  expect(await page.content()).not.toContain('Marina');
});

test('one tap without a name says how it went, and a few words may follow', async () => {
  const shop = await openShopForTest(storeName);
  const phone = await somebody(shop, []);
  const page = await openTablet();
  await showPass(page, phone);
  await page.getByRole('button', { name: 'Seguir sem histórico' }).click();
  await end(page);
  await wiped(page);
  await page.getByRole('button', { name: 'Em parte' }).click();
  const field = page.getByLabel('O que faltou, ou o que ajudou?');
  await field.fill('Liguem 11 98765-4321');
  await page.getByText('Tire números de telefone, documentos e e-mails.').waitFor();
  await field.fill('Faltou o 39 preto');
  await page.getByRole('button', { name: 'Enviar' }).click();
  const rated = () =>
    shop.query<{ score: number; answer: string; id: string }>(
      `select score::int as score, answer, id from visit_rating where home_id = $1 and answer = 'Faltou o 39 preto'`,
      [shop.storeId],
    );
  await expect.poll(async () => (await rated()).length, { timeout: 15_000 }).toBe(1);
  const [row] = await rated();
  expect(row?.score).toBe(3);
  const [receipt] = await shop.query<{ lane: string }>(`select lane from receipt where id = $1`, [row?.id]);
  expect(receipt?.lane).toBe('rating');
});

test('[K7] another pass is another person: of the one before nothing is left', async () => {
  const shop = await openShopForTest(storeName);
  const [hers, his] = [await somebody(shop, []), await signInPhone(`rui.${Date.now()}@example.com`, 'Rui')];
  const page = await openTablet();
  await showPass(page, hers);
  await page.getByRole('button', { name: 'Seguir sem histórico' }).click();
  const item = await shop.item({ free: 3, skip: 94 });
  await handScan(page, item.gtin14.slice(1));
  await page.getByRole('heading', { name: item.name, exact: true, level: 1 }).waitFor();
  await handScan(page, await his.pass());
  await page.getByRole('heading', { name: 'Olá, Rui.' }).waitFor();
  expect(await page.content()).not.toContain('Marina');
  await page.getByRole('button', { name: 'Seguir sem histórico' }).click();
  await page.getByText('O que você mostrar aparece aqui.').waitFor();
});

test('[T5] a printed card says the name and opens nothing else', async () => {
  const shop = await openShopForTest(storeName);
  const [owner] = await shop.query<{ number: string; name: string }>(
    `select source_id as number, first_name as name from customer where kind = 'known' and source_id is not null
      order by source_id limit 1`,
  );
  const page = await openTablet();
  await handScan(page, 'GC1NOBODY00');
  await page.getByRole('heading', { name: 'Não conhecemos este cartão.' }).waitFor();
  await handScan(page, `GC1${owner?.number}`);
  await page.getByRole('heading', { name: `Olá, ${owner?.name}.` }).waitFor();
  await page.getByRole('heading', { name: 'Este cartão mostra só o seu nome.' }).waitFor();
  expect(await page.getByRole('switch').count()).toBe(0);
  await page.getByRole('button', { name: 'Seguir' }).click();
  await page.getByRole('button', { name: `${owner?.name}: seus dados nesta visita` }).click();
  await page.getByText('Este tablet sabe o seu primeiro nome. Nada mais.', { exact: false }).waitFor();
  expect(await page.getByRole('switch').count()).toBe(0);
  await page.getByRole('dialog').getByRole('button', { name: 'Terminar' }).click();
  await wiped(page);
});

test('an old code and one that was shown before are refused in plain words, with what to do', async () => {
  const shop = await openShopForTest(storeName);
  const phone = await somebody(shop, []);
  const page = await openTablet();
  await handScan(page, await phone.pass(120_000));
  await page.getByRole('heading', { name: 'Este código já passou.' }).waitFor();
  await page.getByText('Mostre o que está no celular agora.', { exact: false }).waitFor();
  const shown = await showPass(page, phone);
  await page.getByRole('button', { name: 'Seguir sem histórico' }).click();
  await end(page);
  await wiped(page);
  await handScan(page, shown);
  await page.getByRole('heading', { name: 'Este código já foi usado.' }).waitFor();
  await handScan(page, `GP1${'A'.repeat(300)}`);
  await page.getByRole('heading', { name: 'Este passe não confere.' }).waitFor();
  expect(await page.getByRole('button', { name: 'Terminar' }).count()).toBe(0);
});

test('[S34] the pass brings language and letters, and both go back when the visit ends', async () => {
  const shop = await openShopForTest(storeName);
  const phone = await somebody(shop, [], { locale: 'es', text: 'large', theme: 'dark' });
  const page = await openTablet();
  await handScan(page, await phone.pass());
  await page.getByRole('heading', { name: 'Hola, Marina.' }).waitFor();
  const root = page.locator('html');
  expect(await root.getAttribute('lang')).toBe('es');
  expect(await root.getAttribute('data-text')).toBe('large');
  expect(await root.getAttribute('data-theme')).toBe('dark');
  await end(page);
  await wiped(page);
  await page.getByText('O idioma e o contraste voltaram ao normal.', { exact: false }).waitFor();
  expect(await root.getAttribute('lang')).toBe('pt-BR');
  expect(await root.getAttribute('data-text')).toBe('normal');
});

test('what was to be remembered holds at the next visit, is said, and one tap ends it', async () => {
  const shop = await openShopForTest(storeName);
  const phone = await somebody(shop, await someItems(shop, 44));
  const page = await openTablet();
  await showPass(page, phone);
  for (const name of [/Usar minha conta/, /Lembrar na próxima/]) await page.getByRole('switch', { name }).check();
  await page.getByRole('button', { name: 'Seguir com o que liguei' }).click();
  await ownReason(page).first().waitFor({ timeout: 20_000 });
  await end(page);
  await wiped(page);

  await handScan(page, await phone.pass());
  await page.getByText('O seu histórico está ligado, como você deixou.', { exact: false }).waitFor();
  await ownReason(page).first().waitFor({ timeout: 20_000 });
  await page.getByRole('button', { name: 'Desligar' }).click();
  await expect.poll(() => ownReason(page).count()).toBe(0);
});

test('with the network cut after identifying, everything goes on, a no holds at once, and the end is true', async () => {
  const shop = await openShopForTest(storeName);
  const looked = await someItems(shop, 48);
  const phone = await somebody(shop, looked);
  const page = await openTablet();
  await showPass(page, phone);
  await page.getByRole('switch', { name: /Usar minha conta/ }).check();
  await page.getByRole('button', { name: 'Seguir com o que liguei' }).click();
  await ownReason(page).first().waitFor({ timeout: 20_000 });
  await tablet.setOffline(true);
  const item = await shop.item({ free: 3, skip: 90 });
  await handScan(page, item.gtin14.slice(1));
  await page.getByRole('heading', { name: item.name, exact: true, level: 1 }).waitFor();
  await page
    .getByRole('button', { name: /^Por que/ })
    .first()
    .waitFor();
  await openData(page);
  await page.getByRole('switch', { name: /Usar minha conta/ }).uncheck();
  await page.getByText('Este tablet sabe o seu primeiro nome. Nada mais.', { exact: false }).waitFor();
  await page.getByRole('dialog').getByRole('button', { name: 'Fechar' }).click();
  expect(await page.getByRole('button', { name: /^Por que/ }).count()).toBe(0);
  await end(page);
  await wiped(page);
  expect(await page.content()).not.toContain('Marina');

  await tablet.setOffline(false);
  const withdrawn = () =>
    shop.query<{ given: boolean }>(
      `select c.given from consent c join identity i on i.id = 'merge/' || c.home_id
        where i.home_id = $1 and c.purpose = 'history_now' order by c.at_ms desc limit 1`,
      [phone.customer],
    );
  await expect.poll(withdrawn, { timeout: 30_000 }).toEqual([{ given: false }]);
});

test('with no network at all a pass opens the name and the few products it carries itself, once', async () => {
  const shop = await openShopForTest(storeName);
  const phone = await somebody(shop, await someItems(shop, 52));
  await shop.query(
    `insert into consent (home_id, id, rev, purpose, given, text, locale, at_ms, device)
     values ($1, $2, 1, 'history_now', true, 'Sim', 'pt-BR', $3, $4)`,
    [phone.customer, randomUUID(), Date.now(), phone.deviceId],
  );
  const [first, later] = [await phone.pass(), await phone.pass(-1_000)];
  const page = await openTablet();
  await tablet.setOffline(true);
  await handScan(page, first);
  await page.getByText('Olá, Marina. O seu histórico está ligado.', { exact: false }).waitFor({ timeout: 30_000 });
  await ownReason(page).first().waitFor({ timeout: 20_000 });
  await end(page);
  await wiped(page);
  await page.getByRole('button', { name: 'Fechar' }).click();
  await page.getByRole('button', { name: 'Sou cliente' }).click();
  await page.getByText('Sem internet este QR não abre.', { exact: false }).waitFor();
  await handScan(page, first);
  await page.getByRole('heading', { name: 'Este código já foi usado.' }).waitFor({ timeout: 30_000 });
  // Another certificate: this one was never shown.
  await handScan(page, later);
  await page.getByText('Olá, Marina.', { exact: false }).first().waitFor({ timeout: 30_000 });
});

test('[PR3] nobody who answers has said no', async () => {
  const shop = await openShopForTest(storeName);
  const phone = await somebody(shop, []);
  const page = await openTablet();
  await showPass(page, phone);
  await page.getByRole('switch', { name: /Usar minha conta/ }).check();
  await page.getByRole('button', { name: 'Digitar o código' }).waitFor({ timeout: 45_000 });
  await page.getByText('Olá, Marina.', { exact: true }).waitFor();
  expect(
    await shop.query(
      `select c.id from consent c join identity i on i.id = 'merge/' || c.home_id where i.home_id = $1`,
      [phone.customer],
    ),
  ).toEqual([]);
});

test('the phone’s own camera is a way in too: the code on the tablet is taken once', async () => {
  const shop = await openShopForTest(storeName);
  const phone = await somebody(shop, []);
  const page = await openTablet();
  const joined = page.waitForResponse((answer) => answer.url().endsWith('/session/v1/join'));
  await page.getByRole('button', { name: 'Sou cliente' }).click();
  await page.getByRole('img', { name: 'QR para entrar pelo seu celular' }).waitFor();
  const { code } = (await (await joined).json()) as { code: string };
  expect(await phone.post('/session/v1/join/take', { code })).toMatchObject({ storeName: shop.storeName });
  await hello(page).waitFor({ timeout: 20_000 });
  await end(page);
  await wiped(page);
});
