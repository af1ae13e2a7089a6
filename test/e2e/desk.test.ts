// The problem desk as a new member of staff meets it: three things went wrong for people who have left, and each entry
// says what happened, who waits and what to press. Nothing is read beforehand; PostgreSQL holds the answers afterwards.
import { expect, test } from 'vitest';
import type { Browser, Page } from 'playwright';
import { demoSeed } from '#server/demo/shop.ts';
import { demoChain } from '#server/demo/stores.ts';
import { offlineErrors, openPage } from '#test/build/page.ts';
import { tabletOf } from '#test/build/page-tablet.ts';
import { openBrowser, openShopForTest, serverUrl } from './running.ts';
import type { Item, Parcel, Shop } from './shop.ts';
import { enrolDemo, press, signIn, untilInstalled } from './tablets.ts';

// No other test works in this store: its desk is this test's alone.
const storeName = 'Vila Madalena';
const { staff, stores } = demoChain(demoSeed);
const bia = staff.find(
  ({ home, row }) => row.role === 'staff' && stores.some(({ id, name }) => id === home && name === storeName),
)!;

interface Entry {
  id: string;
  kind: string;
  state: string;
  how: string | null;
  answer: string | null;
  solvedBy: string | null;
}

const entriesOf = (shop: Shop, kind: string): Promise<Entry[]> =>
  shop.query(
    `select id, kind, state, how, answer, solved_by as "solvedBy" from problem where home_id = $1 and kind = $2`,
    [shop.storeId, kind],
  );

async function comeToWork(page: Page): Promise<void> {
  await enrolDemo(page, storeName, 'Tablet da equipe');
  await signIn(page, bia.row.number, bia.pin);
  await page.getByRole('button', { name: 'Achar pedido' }).waitFor();
}

interface Away {
  goOnline(): Promise<void>;
}

interface Left extends Away {
  page: Page;
  claim: string;
}

/** Marina asks for the last one on a tablet without a network and leaves; somebody else gets it meanwhile. */
async function soldOut(browser: Browser, item: Item, storeName: string): Promise<Left> {
  const [near, far] = [await browser.newContext(), await browser.newContext()];
  const { page: hers } = await openPage(near, serverUrl(), { allow: [offlineErrors] });
  const { page: theirs } = await openPage(far, serverUrl());
  await Promise.all([hers, theirs].map((page) => openProduct(page, item, storeName)));
  await near.setOffline(true);
  await hers.getByRole('button', { name: 'Quero ser avisado' }).click();
  await hers.getByLabel('Nome para chamar').fill('Marina');
  await hers.getByLabel('Celular (opcional)').fill('(11) 98888-7777');
  await hers.getByRole('button', { name: 'Separar e me avisar' }).click();
  await hers.getByRole('dialog').getByRole('button', { name: 'Pronto' }).click();
  await hers.getByRole('button', { name: 'Terminar' }).click();
  await hers.getByRole('heading', { name: 'Guarde este código' }).waitFor();
  const claim = await hers.locator('.g-plate__code').first().innerText();
  await theirs.getByRole('button', { name: /^Separar/ }).click();
  await theirs.getByText('Confirmado às', { exact: false }).first().waitFor();
  return { page: hers, claim, goOnline: () => near.setOffline(false) };
}

/** Marina is back, with the code that she was shown. */
async function readsOnTicket({ page, claim }: Left, words: string | RegExp): Promise<void> {
  await page.goto(serverUrl());
  await page.getByRole('button', { name: 'Tenho um código' }).click();
  await page.getByLabel('Código da visita').fill(claim);
  await page.getByRole('button', { name: 'Ver como terminou' }).click();
  await page.getByText(words).first().waitFor();
}

async function openProduct(page: Page, { gtin14 }: Item, storeName: string): Promise<void> {
  await enrolDemo(page, storeName, 'Tablet de clientes');
  await page.goto(`${serverUrl()}/p/${gtin14}`);
  await page.getByTestId('stock-here').waitFor();
  await untilInstalled(page);
}

/** Bia hands an order over against the wrong code, off line, and goes home. */
async function wrongCode(browser: Browser, parcel: Parcel): Promise<Away> {
  const wrong = parcel.proof.startsWith('9') ? `0${parcel.proof.slice(1)}` : `9${parcel.proof.slice(1)}`;
  const context = await browser.newContext();
  const { page } = await openPage(context, serverUrl(), { allow: [offlineErrors] });
  await comeToWork(page);
  await page.getByRole('button', { name: 'Achar pedido' }).click();
  await press(page, parcel.number);
  await page.getByRole('button', { name: 'Achar', exact: true }).click();
  await page.getByRole('heading', { name: `Entregar ${parcel.number}` }).waitFor();
  await untilInstalled(page);
  await context.setOffline(true);
  // This page would refuse the code at once; one of an earlier version took it off line.
  const [id] = await (
    await tabletOf(page)
  ).act([
    {
      text: '',
      kind: 'hand-over',
      lane: `fulfilment/${parcel.id}`,
      open: { fulfilmentId: parcel.id, proof: wrong },
    },
  ]);
  expect(id).toBeDefined();
  // Locked: what she did is judged by her shift, and nobody here reads how it ended.
  await page.reload();
  await page.getByRole('heading', { name: 'Quem é você?' }).waitFor();
  return { goOnline: () => context.setOffline(false) };
}

/** A tablet's browser throws its memory away with a call in it that never left. */
async function lostMemory(browser: Browser, item: Item, storeName: string): Promise<void> {
  const context = await browser.newContext();
  // Off line is the page, not its service worker: asked to, that one sends the call at once. However often it is reloaded.
  await context.addInitScript(() => {
    const { prototype } = Reflect.get(window, 'SyncManager') as { prototype: { register: unknown } };
    prototype.register = () => Promise.reject(new Error('not in this test'));
  });
  const { page } = await openPage(context, serverUrl(), { allow: [offlineErrors] });
  await openProduct(page, item, storeName);
  await context.setOffline(true);
  await page.getByRole('button', { name: 'Avisar a equipe' }).click();
  await page.getByText('Na fila', { exact: false }).first().waitFor();
  // Closed, not led elsewhere: a page that was left lives on for a moment, and sends as soon as it may.
  await page.close();
  await context.setOffline(false);
  // Of this address, but not the app, which would send it: its service worker answers most addresses with the app.
  const { page: again } = await openPage(context, `${serverUrl()}/health`);
  await again.evaluate(async () => {
    const all = await indexedDB.databases();
    await Promise.all(
      all.map(
        ({ name = '' }) =>
          new Promise((resolve, reject) => {
            const asked = indexedDB.deleteDatabase(name);
            asked.addEventListener('success', resolve);
            asked.addEventListener('error', reject);
          }),
      ),
    );
  });
  await again.goto(serverUrl());
  await enrolDemo(again, storeName, 'Tablet de clientes');
}

test('three problems are solved by what their entries say', async () => {
  const shop = await openShopForTest(storeName);
  const [last, other, parcel] = [
    await shop.lastOne(),
    await shop.item({ free: 3, skip: 40 }),
    await shop.parcel({ skip: 2 }),
  ];
  const { browser } = await openBrowser();
  const [hold, order] = await Promise.all([
    soldOut(browser, last, shop.storeName),
    wrongCode(browser, parcel),
    lostMemory(browser, other, shop.storeName),
  ]);
  await Promise.all([hold.goOnline(), order.goOnline()]);
  await expect.poll(() => entriesOf(shop, 'hold'), { timeout: 15_000 }).toHaveLength(1);
  await expect.poll(() => entriesOf(shop, 'hand-over'), { timeout: 15_000 }).toHaveLength(1);
  await expect.poll(() => entriesOf(shop, 'outbox'), { timeout: 15_000 }).toHaveLength(1);
  // The time that somebody at the tablet would have had to read it goes by.
  await shop.query(
    `update problem set opens_ms = opens_ms - 360000, deadline_ms = deadline_ms - 360000 where home_id = $1`,
    [shop.storeId],
  );

  const { page } = await openPage(await browser.newContext(), serverUrl());
  await comeToWork(page);
  await page.getByRole('button', { name: /Problemas/ }).click();
  await page.getByRole('heading', { name: 'Problemas' }).waitFor();

  // One: another size is here, and Marina can be called. What is done for her is no answer before she has heard of it.
  const hers = page.getByRole('listitem').filter({ hasText: 'Marina pediu' });
  await hers.getByText('Acabou antes de o pedido chegar.', { exact: false }).waitFor();
  expect(await hers.getByRole('link').getAttribute('href')).toBe('tel:11988887777');
  expect(await entriesOf(shop, 'hold')).toMatchObject([{ state: 'open' }]);
  await hers.getByRole('button', { name: /^Separar o .* aqui\)$/ }).click();
  const sheet = page.getByRole('dialog');
  await sheet.getByText('Agora avise Marina.').last().waitFor();
  await sheet.getByText(/está separado até .*, número/).waitFor();
  expect(await sheet.getByRole('link', { name: /^Ligar/ }).getAttribute('href')).toBe('tel:11988887777');
  await sheet.getByRole('button', { name: 'Não atendeu' }).click();
  await hers.getByText('Feito, falta avisar').waitFor();
  await hers.getByText('Ligaram 1 vez', { exact: false }).waitFor();
  await expect.poll(() => entriesOf(shop, 'hold')).toMatchObject([{ state: 'taken', how: 'other_variant' }]);
  // She calls again later, from what the entry says.
  await hers.getByRole('button', { name: /^Ver tudo/ }).click();
  await page.getByRole('heading', { name: 'O que dizer' }).waitFor();
  await page.getByRole('button', { name: 'Falei com Marina' }).click();
  await sheet.getByText('Marina já tem resposta.').last().waitFor();
  await sheet.getByRole('button', { name: /^(Próximo problema|Pronto)$/ }).click();
  await expect
    .poll(() => entriesOf(shop, 'hold'))
    .toMatchObject([
      { state: 'solved', how: 'other_variant', solvedBy: expect.stringContaining(bia.row.name) as string },
    ]);
  const [solved] = await entriesOf(shop, 'hold');
  const held = await shop.query<{ contact: { name: string } }>(
    `select contact from hold where home_id = $1 and id = $2 and state = 'held'`,
    [shop.storeId, solved?.answer],
  );
  expect(held).toMatchObject([{ contact: { name: 'Marina' } }]);

  // She reads it where she kept her code, and nobody else's name.
  await readsOnTicket(hold, /A equipe separou para você: .* Diga o número .* no balcão\./);
  await hold.page.getByText('Resolvido pela equipe.').waitFor();

  // Two: the code was wrong. The entry says who, and what to look for; the order is a look away, and looking takes nothing.
  const theirs = page.getByRole('listitem').filter({ hasText: `Entrega do ${parcel.number} com código errado` });
  await theirs.getByText(/registrou a entrega às .* O código não confere\./).waitFor();
  await theirs.getByRole('button', { name: /^Procurar a caixa/ }).click();
  await page.getByRole('button', { name: 'Ver pedido' }).click();
  await page.getByRole('heading', { name: `Entregar ${parcel.number}` }).waitFor();
  await page.getByRole('button', { name: 'Voltar' }).click();
  await page.getByText('Ninguém cuida ainda').waitFor();
  await page.getByRole('button', { name: 'Eu cuido' }).click();
  await page.getByText(/^Você cuida desde/).waitFor();
  // A slip of the finger is taken back.
  await page.getByRole('button', { name: 'Foi entregue: chamar a gerência' }).click();
  await sheet.getByRole('button', { name: 'Desfazer' }).click();
  await page.getByRole('button', { name: 'A caixa está aqui' }).click();
  await sheet.getByText('A caixa está aqui.').last().waitFor();
  await sheet.getByRole('button', { name: /^(Próximo problema|Pronto)$/ }).click();
  await expect.poll(() => entriesOf(shop, 'hand-over')).toMatchObject([{ state: 'solved', how: 'counted' }]);

  // Three: nobody knows what was lost, so the entry says whom to ask.
  const lost = page.getByRole('listitem').filter({ hasText: '1 pedido perdido' });
  await lost.getByRole('button', { name: /^Perguntar na loja/ }).click();
  await page.getByRole('heading', { name: 'Perguntar na loja' }).waitFor();
  await page.getByRole('button', { name: 'Já perguntei na loja' }).click();
  await sheet.getByText('Fica anotado que você perguntou na loja.').waitFor();
  await sheet.getByRole('button', { name: 'Pronto' }).click();
  await expect.poll(() => entriesOf(shop, 'outbox')).toMatchObject([{ state: 'solved', how: 'told' }]);

  await page.getByRole('heading', { name: 'Tudo resolvido.' }).waitFor();
});
