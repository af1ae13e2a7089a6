// Several hands on one outbox: a frozen tab that holds the lock, two tabs and the service worker at once, a worker
// that is ended in the middle of sending for a page that is closed.
import { afterAll, afterEach, beforeAll, expect, inject, test } from 'vitest';
import { launchChromium, type RunningChromium } from '#test/build/browser.ts';
import { type FaultProxy, ledTo, openFaultProxy } from '#test/build/fault-proxy.ts';
import {
  type EnrolledPage,
  expectOnceInOrder,
  isPush,
  isSync,
  openTablet,
  portOf,
  pushesIn,
  untilDrained,
  untilIdle,
  workerOf,
} from './faulty.ts';
import { serverUrl } from './running.ts';
import { openShop, type Shop } from './shop.ts';

let proxy: FaultProxy;
let shop: Shop;
let chromium: RunningChromium;
let first: EnrolledPage;
let worker: Awaited<ReturnType<typeof workerOf>>;

beforeAll(async () => {
  proxy = await openFaultProxy(portOf(serverUrl()));
  shop = await openShop(inject('databaseUrl'));
  chromium = await launchChromium({ args: ledTo(proxy, portOf(serverUrl())) });
  // A page that is none of the app's: it stays when they are closed.
  const [page] = chromium.context.pages();
  if (!page) throw new Error('no first page');
  first = await openTablet(chromium.context, serverUrl(), shop, { clock: true });
  worker = await workerOf(await chromium.context.newCDPSession(page), serverUrl());
});
afterEach(() => {
  proxy.fault = () => null;
  proxy.passed.length = 0;
});
afterAll(async () => {
  await chromium?.close();
  await proxy?.close();
  await shop?.close();
});

const openAgain = (): Promise<EnrolledPage> => openTablet(chromium.context, serverUrl(), shop, { enrol: false });

test('[F17] [TB3] a frozen tab that holds the lock is passed by after a minute, and what it held ends once', async () => {
  const second = await openAgain();
  // Its first round is over: it would take the first tab's act along.
  await untilIdle(second.tablet);
  proxy.fault = (path) => (isPush(path) ? 'answer held' : null);
  const held = await first.tablet.act(['held by the frozen tab']);
  await expect.poll(() => pushesIn(proxy)[0]?.stage).toBe('answered');
  const freezer = await chromium.context.newCDPSession(first.page);
  await freezer.send('Page.setWebLifecycleState', { state: 'frozen' });
  proxy.fault = () => null;
  const locks = () => second.page.evaluate(async () => (await navigator.locks.query()).held?.map(({ name }) => name));
  expect(await locks()).toEqual(['gondola-sync']);

  const other = await second.tablet.act(['from the tab that is seen']);
  await second.tablet.wake();
  const before = pushesIn(proxy).length;
  await second.page.clock.fastForward(50_000);
  expect(pushesIn(proxy)).toHaveLength(before);
  await second.page.clock.fastForward(12_000);
  await untilDrained(second.tablet);
  await expectOnceInOrder(shop, other);
  await expectOnceInOrder(shop, held);

  await freezer.send('Page.setWebLifecycleState', { state: 'active' });
  await untilDrained(first.tablet);
  await expectOnceInOrder(shop, held);
  await second.page.close();
});

test('[F18] [TB1] [TB2] two tabs and the service worker at once: every act once, each lane in its order', async () => {
  const second = await openAgain();
  proxy.fault = (path) => (isSync(path) ? 'lost' : null);
  const tabs = [first, second];
  const ten = (tab: string) => Array.from({ length: 10 }, (_, tap) => ({ text: `${tab} ${tap}`, lane: `tab/${tab}` }));
  const ids = await Promise.all(tabs.map(({ tablet }, tab) => tablet.act(ten(String(tab)))));
  proxy.fault = (path) => (isPush(path) ? 'doubled' : null);
  await Promise.all([worker.sync(), ...tabs.map(({ tablet }) => tablet.wake()), worker.sync()]);
  await Promise.all(tabs.map(({ tablet }) => untilDrained(tablet)));
  for (const lane of ids) await expectOnceInOrder(shop, lane);
  await second.page.close();
});

test('[F19] [TB3] a worker that is ended while it sends for a closed page: its last chance sends the rest, once', async () => {
  proxy.fault = (path) => (isSync(path) ? 'lost' : null);
  const ids = await first.tablet.act(['first', 'second', 'third']);
  await first.page.close();
  proxy.passed.length = 0;
  proxy.fault = (path) => (isPush(path) ? 'answer held' : null);
  // The closing page counts as open for a moment, and a push that it had begun may still come and be cut.
  const isAnswered = async (): Promise<boolean> => {
    await worker.sync();
    return pushesIn(proxy).some(({ stage }) => stage === 'answered');
  };
  await expect.poll(isAnswered, { timeout: 10_000, interval: 500 }).toBe(true);
  await worker.stop();
  proxy.cutLines();
  proxy.fault = () => null;
  await worker.sync(true);
  await expect.poll(() => pushesIn(proxy).at(-1)?.stage, { timeout: 10_000 }).toBe('delivered');
  await expectOnceInOrder(shop, ids);
  const { length } = pushesIn(proxy);

  const again = await openAgain();
  // The receipts are stored already: the page has nothing left to send.
  await expect.poll(async () => (await again.tablet.status()).link).toBe('online');
  expect((await again.tablet.status()).pending).toBe(0);
  expect(pushesIn(proxy)).toHaveLength(length);
});
