// Versions that meet: an older tablet before a newer server and the reverse, an open page whose files are gone, a new
// database under an old tab, one step forward and back with fifty acts in the queue. Nothing queued is lost on the way.
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, afterEach, beforeAll, expect, inject, test } from 'vitest';
import { shared } from '#app/text/pt-br/shared.ts';
import { makeVersion } from '#test/build/app-versions.ts';
import { launchChromium, type RunningChromium } from '#test/build/browser.ts';
import { type FaultProxy, ledTo, openFaultProxy } from '#test/build/fault-proxy.ts';
import { tabletOf } from '#test/build/page-tablet.ts';
import {
  type EnrolledPage,
  expectOnceInOrder,
  isPush,
  isSync,
  openTablet,
  portOf,
  pushesIn,
  untilDrained,
} from './faulty.ts';
import { newScratch, serverUrl } from './running.ts';
import { openShop, type Shop } from './shop.ts';

let proxy: FaultProxy;
let shop: Shop;
let chromium: RunningChromium;
const scratch = newScratch();
const versions = { two: '', added: '', broken: '' };

beforeAll(async () => {
  versions.two = makeVersion(join(scratch.folder, 'two'), { name: 'two' });
  versions.added = makeVersion(join(scratch.folder, 'added'), { name: 'added', outbox: 'added' });
  versions.broken = makeVersion(join(scratch.folder, 'broken'), { name: 'broken', outbox: 'broken' });
  proxy = await openFaultProxy(portOf(serverUrl()));
  shop = await openShop(inject('databaseUrl'));
  chromium = await launchChromium({ args: ledTo(proxy, portOf(serverUrl())) });
});
afterEach(() => {
  proxy.fault = () => null;
  proxy.passed.length = 0;
  proxy.appFolder = null;
});
afterAll(async () => {
  await chromium?.close();
  await proxy?.close();
  await shop?.close();
  scratch.remove();
});

const fifty = Array.from({ length: 50 }, (_, tap) => `act ${tap}`);
const queueFifty = async ({ tablet }: EnrolledPage): Promise<string[]> => {
  proxy.fault = (path) => (isSync(path) ? 'lost' : null);
  const ids = await tablet.act(fifty);
  expect((await tablet.status()).pending).toBe(50);
  return ids;
};
const versionOf = ({ page }: EnrolledPage): Promise<string | null> =>
  page.evaluate(() => document.querySelector('meta[name=version]')?.getAttribute('content') ?? null);

async function reloadAnew(page: Page): Promise<void> {
  await page.evaluate(async () => {
    for (const one of await navigator.serviceWorker.getRegistrations()) await one.unregister();
    for (const name of await caches.keys()) await caches.delete(name);
  });
  await page.reload();
}

/** The page opens anew and shows the version that the server has now: the worker's own update is somebody else's test. */
async function openedAnew({ page }: EnrolledPage): Promise<EnrolledPage> {
  await reloadAnew(page);
  return { page, tablet: await tabletOf(page) };
}

test('[F31] [EV1] one version forward and back again with 50 acts in the queue: each is sent once, in order', async () => {
  let at = await openTablet(await chromium.browser.newContext(), serverUrl(), shop);
  const ids = await queueFifty(at);
  proxy.appFolder = versions.two;
  at = await openedAnew(at);
  expect(await versionOf(at)).toBe('two');
  expect((await at.tablet.status()).pending).toBe(50);
  // The newer version sends some of them, and is taken back in the middle of it.
  proxy.fault = (path) => (isPush(path) ? 'answer held' : null);
  await at.tablet.wake();
  await expect.poll(() => pushesIn(proxy).at(-1)?.stage, { timeout: 10_000 }).toBe('answered');
  proxy.appFolder = null;
  at = await openedAnew(at);
  expect(await versionOf(at)).toBeNull();
  proxy.fault = () => null;
  await untilDrained(at.tablet);
  await expectOnceInOrder(shop, ids);
});

test('[F29] [EV2] [EV3] a newer version brings a table while an old tab is open: the old one writes no more, and says so', async () => {
  const context = await chromium.browser.newContext();
  const old = await openTablet(context, serverUrl(), shop);
  const ids = await queueFifty(old);
  proxy.appFolder = versions.added;
  const { page } = await openTablet(context, serverUrl(), shop, { enrol: false });
  await reloadAnew(page);
  const newer = { page, tablet: await tabletOf(page) };
  expect(await versionOf(newer)).toBe('added');

  await expect(old.tablet.act(['too old'])).rejects.toThrow(/not saved: newer/);
  await expect.poll(async () => (await old.tablet.status()).storage).toBe('newer');
  proxy.fault = () => null;
  await untilDrained(newer.tablet);
  await expectOnceInOrder(shop, ids);

  // Back to the version that does not know the table: it touches nothing and says what is the matter.
  const more = await ((proxy.fault = (path) => (isSync(path) ? 'lost' : null)), newer.tablet.act(['with the table']));
  await old.page.close();
  proxy.appFolder = null;
  await reloadAnew(newer.page);
  await newer.page.getByText(shared['error.newer_tab'], { exact: false }).first().waitFor();
  proxy.appFolder = versions.added;
  const again = await openedAnew(newer);
  expect((await again.tablet.status()).pending).toBe(1);
  proxy.fault = () => null;
  await untilDrained(again.tablet);
  await expectOnceInOrder(shop, more);
});

test('[F30] [EV2] a version whose upgrade throws takes no act and loses none: the one before it sends them', async () => {
  let at = await openTablet(await chromium.browser.newContext(), serverUrl(), shop);
  const ids = await queueFifty(at);
  proxy.appFolder = versions.broken;
  await reloadAnew(at.page);
  await at.page.locator('#root > *').first().waitFor({ state: 'attached' });
  await at.page.getByRole('heading', { name: shared['error.memory'] }).waitFor({ timeout: 20_000 });
  proxy.appFolder = null;
  at = await openedAnew(at);
  expect((await at.tablet.status()).pending).toBe(50);
  proxy.fault = () => null;
  await untilDrained(at.tablet);
  await expectOnceInOrder(shop, ids);
});

test('[F31] [EV4] a deploy takes the files of an open page away: it reloads once into the new version, its acts with it', async () => {
  const context = await chromium.browser.newContext({ serviceWorkers: 'block' });
  const at = await openTablet(context, serverUrl(), shop, { enrol: true, installed: false });
  const ids = await queueFifty(at);
  proxy.appFolder = versions.two;
  proxy.fault = (path) => (isPush(path) ? 'answer held' : null);
  await at.tablet.wake();
  await expect.poll(() => pushesIn(proxy).at(-1)?.stage, { timeout: 10_000 }).toBe('answered');
  // A screen whose code this page has not fetched yet.
  await at.page.evaluate(() => {
    history.pushState(null, '', '/type');
    dispatchEvent(new PopStateEvent('popstate'));
  });
  await expect.poll(() => versionOf(at).catch(() => null), { timeout: 15_000 }).toBe('two');
  proxy.fault = () => null;
  const tablet = await tabletOf(at.page);
  await untilDrained(tablet);
  await expectOnceInOrder(shop, ids);
});

test('[F28] [OC1] a newer tablet before an older server: an act it does not know is refused with a reason, its lane goes on', async () => {
  const at = await openTablet(await chromium.browser.newContext(), serverUrl(), shop);
  const [known, unknown, after] = await at.tablet.act([
    { text: 'known', lane: 'new/one' },
    { text: 'unknown', lane: 'new/one', kind: 'call-staff', v: 99 },
    { text: 'after it', lane: 'new/one' },
  ]);
  await untilDrained(at.tablet);
  await expectOnceInOrder(shop, [known ?? '', after ?? '']);
  const refused = (await at.tablet.activity()).find(({ id }) => id === unknown);
  expect(refused).toMatchObject({ state: 'settled', outcome: { status: 'rejected', code: 'unknown_kind' } });
});
