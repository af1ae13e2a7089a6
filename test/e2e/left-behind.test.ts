// What a shopper leaves at a tablet: nothing that anybody could read, however the visit ended [T1, K6, PR16]. Each visit
// says names that occur nowhere else by using the product; then the page, all stores and the browser's files are searched.
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { makeVersion } from '#test/build/app-versions.ts';
import { launchChromium, type RunningChromium } from '#test/build/browser.ts';
import { type Canaries, canariesOf, canaryWords } from '#test/build/canaries.ts';
import { type FaultProxy, ledTo, openFaultProxy } from '#test/build/fault-proxy.ts';
import { handleOf } from '#test/build/page-tablet.ts';
import { searchPage } from '#test/build/page-search.ts';
import { type Searched, searchProfile } from '#test/build/profile-search.ts';
import { type EnrolledPage, isSync, openTablet, portOf, untilDrained } from './faulty.ts';
import { newScratch, serverUrl } from './running.ts';
import { type Item, openShop, type Shop } from './shop.ts';
import { handScan } from './tablets.ts';

let proxy: FaultProxy;
let shop: Shop;
let item: Item;
let chromium: RunningChromium;
let at: EnrolledPage;
const scratch = newScratch();
const profileDir = join(scratch.folder, 'tablet');
const searched: Searched = new Map();
const launch = (folder: string): Promise<RunningChromium> =>
  launchChromium({ profileDir: folder, args: ledTo(proxy, portOf(serverUrl())) });

beforeAll(async () => {
  proxy = await openFaultProxy(portOf(serverUrl()));
  shop = await openShop(inject('databaseUrl'));
  item = await shop.item({ free: 8, skip: 3 });
  chromium = await launch(profileDir);
  at = await openTablet(chromium.context, serverUrl(), shop);
  // What is said in these visits waits on the tablet until all of them are over.
  proxy.fault = (path) => (isSync(path) ? 'lost' : null);
});
afterAll(async () => {
  await chromium?.close();
  await proxy?.close();
  await shop?.close();
  scratch.remove();
});

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
const dialog = (page: Page) => page.getByRole('dialog');
const attract = (page: Page) => button(page, 'Toque para começar').waitFor();

/** Types into the search field and calls somebody, as whoever finds nothing does. */
async function askFor(page: Page, text: string): Promise<void> {
  await page.getByLabel('Nome, marca ou código').fill(text);
  await button(page, 'Avisar a equipe').click();
  await dialog(page).getByRole('button', { name: 'Pronto' }).click();
  await dialog(page).waitFor({ state: 'hidden' });
}

async function openContact(page: Page, { firstName, phone }: Canaries): Promise<void> {
  await button(page, 'Quero ser avisado').click();
  await page.getByLabel('Nome para chamar').fill(firstName);
  await page.getByLabel('Celular (opcional)').fill(phone);
}

/** From the first touch to a product, with everything said on the way that a tablet can be told. */
async function beAShopper(page: Page, canaries: Canaries, { slow = false } = {}): Promise<void> {
  await button(page, 'Toque para começar').click();
  await button(page, 'Procurar').click();
  await askFor(page, canaries.email);
  await page.getByLabel('Nome, marca ou código').fill(canaries.searchText);
  // Long enough to be noted as something that the shop does not have.
  if (slow) await page.waitForTimeout(1_600);
  await handScan(page, canaries.orderNumber);
  await page.getByRole('heading', { name: 'Não conhecemos este código.' }).waitFor();
  await button(page, 'Avisar a equipe').click();
  await dialog(page).getByRole('button', { name: 'Pronto' }).click();
  await handScan(page, item.gtin14.slice(1));
  await page.getByRole('heading', { name: item.name, exact: true, level: 1 }).waitFor();
  await button(page, /^Guardar/).click();
  await openContact(page, canaries);
  await button(page, 'Separar e me avisar').click();
  await dialog(page).getByRole('button', { name: 'Pronto' }).click();
  await dialog(page).waitFor({ state: 'hidden' });
}

/** On the page, in its stores and on the disk while the browser runs; the browser's way back leads nowhere else. */
async function expectNothingLeft(page: Page): Promise<void> {
  await expect.poll(() => addressesOf(page)).toEqual(['/']);
  expect(await searchPage(page, canaryWords)).toEqual([]);
  expect(searchProfile(profileDir, canaryWords, searched)).toEqual([]);
}

/** All that the browser's own "back" and "forward" lead to within this origin, each once. */
async function addressesOf(page: Page): Promise<string[]> {
  const session = await page.context().newCDPSession(page);
  const { entries } = await session.send('Page.getNavigationHistory');
  await session.detach();
  const own = entries.flatMap(({ url }) => (url.startsWith(serverUrl()) ? [url.slice(serverUrl().length)] : []));
  return [...new Set(own)];
}

/** A tab of its own for each way: the browser and its files stay, and with them what the one before has left. */
async function newTab(): Promise<Page> {
  const before = at.page;
  at = await openTablet(chromium.context, serverUrl(), shop, { enrol: false });
  await before.close();
  return at.page;
}

/** The same tablet, as it stands there for the next person. */
async function closeGoodbye(page: Page): Promise<void> {
  await button(page, 'Fechar').click();
  await attract(page);
}

/** Where a tablet stays that nobody has sent home: a product's number says nothing of anybody. */
const productAddress: unknown = expect.stringMatching(/^\/p\/\d+$/);
const claims: string[] = [];
const claimShown = async (page: Page): Promise<string> =>
  (await page.locator('.g-plate__code').first().innerText()).replaceAll(/\s/g, '');

test('[T1] "Terminar" leaves nothing, within 300 ms', async () => {
  const { page } = at;
  await beAShopper(page, canariesOf(1), { slow: true });
  await button(page, 'Início').click();
  await button(page, 'Procurar').click();
  await page.getByLabel('Nome, marca ou código').fill(canariesOf(1).searchText);
  const endedMs = await page.evaluate(endVisit);
  console.log(`end of a visit: ${Math.round(endedMs)} ms`);
  // The promise is 300 ms [K6]; other tests have this machine too.
  expect(endedMs).toBeLessThan(1_000);
  claims.push(await claimShown(page));
  await expectNothingLeft(page);
  await closeGoodbye(page);
  await expectNothingLeft(page);
});

test('[T1] nobody touches it any more, with a form half filled in', async () => {
  const page = await newTab();
  await beAShopper(page, canariesOf(2));
  await openContact(page, canariesOf(2));
  await setClockAhead(page, 61_000);
  await closeGoodbye(page);
  await setClockAhead(page, 0);
  await expectNothingLeft(page);
  // Of the code that the one before was given the tablet keeps the name of the lane, in its outbox alone.
  const [claim = 'none'] = claims;
  const places = await searchPage(page, [claim]);
  expect(
    places.filter((place) => !place.startsWith('indexedDB gondola-outbox/') && !place.startsWith('react')),
  ).toEqual([]);
});

test('[T1] [K7] a new identity is a new visit', async () => {
  const page = await newTab();
  await beAShopper(page, canariesOf(3));
  await openContact(page, canariesOf(3));
  // The port's own end, as `identify` begins with: no screen has been asked.
  await (await handleOf(page)).evaluate((tablet) => tablet.endVisit());
  expect(await page.getByLabel('Nome para chamar').count()).toBe(0);
  await expect.poll(() => addressesOf(page)).toEqual(['/', productAddress]);
  expect(await searchPage(page, canaryWords)).toEqual([]);
  expect(searchProfile(profileDir, canaryWords, searched)).toEqual([]);
});

test('[T1] a screen that nobody could see', async () => {
  const page = await newTab();
  await beAShopper(page, canariesOf(4));
  await openContact(page, canariesOf(4));
  await turnTo(page, 'hidden');
  await setClockAhead(page, 46_000);
  await turnTo(page, 'visible');
  await closeGoodbye(page);
  await setClockAhead(page, 0);
  await expectNothingLeft(page);
});

test('[T1] a reload', async () => {
  const page = await newTab();
  await beAShopper(page, canariesOf(5));
  await openContact(page, canariesOf(5));
  await page.reload();
  await page.getByRole('heading', { name: item.name, exact: true, level: 1 }).waitFor();
  expect(await page.getByLabel('Nome para chamar').count()).toBe(0);
  await expect.poll(() => addressesOf(page)).toEqual(['/', productAddress]);
  expect(await searchPage(page, canaryWords)).toEqual([]);
  expect(searchProfile(profileDir, canaryWords, searched)).toEqual([]);
});

test('[T1] a crash of the page, and one of the whole browser: what was said came through all the same', async () => {
  await newTab();
  await beAShopper(at.page, canariesOf(6));
  await openContact(at.page, canariesOf(6));
  const session = await at.page.context().newCDPSession(at.page);
  const crashed = at.page.waitForEvent('crash');
  void session.send('Page.crash').catch(() => undefined);
  await crashed;
  at = await openTablet(chromium.context, serverUrl(), shop, { enrol: false });
  await attract(at.page);
  await expectNothingLeft(at.page);

  await beAShopper(at.page, canariesOf(7), { slow: true });
  await openContact(at.page, canariesOf(7));
  await chromium.kill();
  expect(searchProfile(profileDir, canaryWords)).toEqual([]);

  proxy.fault = () => null;
  chromium = await launch(profileDir);
  at = await openTablet(chromium.context, serverUrl(), shop, { enrol: false });
  await attract(at.page);
  await expectNothingLeft(at.page);
  await untilDrained(at.tablet);
  const held = await shop.query<{ contact: object }>(
    `select contact from hold where home_id = $1 and contact->>'phone' like '11 98417-36%' order by contact->>'phone'`,
    [shop.storeId],
  );
  const visits = [1, 2, 3, 4, 5, 6, 7].map(canariesOf);
  expect(held.map(({ contact }) => contact)).toEqual(
    visits.map(({ firstName, phone }) => ({ name: firstName, phone })),
  );
  const asked = await shop.query<{ text: string }>(`select text from task where home_id = $1`, [shop.storeId]);
  const texts = new Set(asked.map(({ text }) => text));
  for (const { email, orderNumber } of visits) for (const text of [email, orderNumber]) expect(texts).toContain(text);

  // With the code that the first of them was given, and with no name.
  await button(at.page, 'Tenho um código').click();
  await at.page.getByLabel('Código da visita').fill(claims[0] ?? '');
  await button(at.page, 'Ver como terminou').click();
  await at.page.getByRole('heading', { name: /^Pedidos da visita/ }).waitFor();
  await at.page.getByText('Confirmado às', { exact: false }).first().waitFor();
  expect(await searchPage(at.page, canaryWords)).toEqual([]);
  await chromium.close();
  expect(searchProfile(profileDir, canaryWords)).toEqual([]);
});

test('[T1] the same search finds every name when nothing is sealed', async () => {
  proxy.appFolder = makeVersion(join(scratch.folder, 'unsealed'), { name: 'unsealed', sealing: 'off' });
  const folder = join(scratch.folder, 'unsealed-tablet');
  const leaky = await launch(folder);
  try {
    proxy.fault = () => null;
    const { page } = await openTablet(leaky.context, serverUrl(), shop, { installed: false });
    await attract(page);
    proxy.fault = (path) => (isSync(path) ? 'lost' : null);
    const canaries = canariesOf(8);
    await beAShopper(page, canaries);
    await button(page, 'Terminar').click();
    await closeGoodbye(page);
    const { firstName, phone, email, orderNumber } = canaries;
    const said = [firstName, phone, email, orderNumber];
    const places = await searchPage(page, said);
    for (const word of said)
      expect(places).toContainEqual(
        expect.stringMatching(new RegExp(`^indexedDB gondola-outbox/action: .*${word}`, 'i')),
      );
    await leaky.kill();
    const traces = searchProfile(folder, said);
    for (const word of said)
      expect(traces).toContainEqual(expect.objectContaining({ word, file: expect.stringContaining('IndexedDB') }));
  } finally {
    await leaky.close();
  }
});

/** What the browser tells a page when its screen is locked or lit again. */
const turnTo = (page: Page, state: 'hidden' | 'visible'): Promise<void> =>
  page.evaluate((now) => {
    Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => now });
    document.dispatchEvent(new Event('visibilitychange'));
  }, state);

/** As if so much time had passed since the page was opened. Playwright's own clock would change the instants of keys too. */
const setClockAhead = (page: Page, ms: number): Promise<void> =>
  page.evaluate((ahead) => {
    const { now } = Performance.prototype;
    performance.now = () => now.call(performance) + ahead;
  }, ms);

/** Runs in the page: from the touch until the next person's screen is painted and the way back leads nowhere. */
async function endVisit(): Promise<number> {
  const end = [...document.querySelectorAll('button')].find(({ innerText }) => innerText.trim() === 'Terminar');
  const startMs = performance.now();
  end?.click();
  const isOver = (): boolean =>
    document.querySelector('.g-bye') !== null &&
    navigation.entries().every(({ url }) => new URL(url ?? '').pathname === '/');
  while (!isOver()) await new Promise((resolve) => setTimeout(resolve, 1));
  return performance.now() - startMs;
}
