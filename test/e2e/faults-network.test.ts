// The network's faults, in a real browser before the real server: whatever happens to requests and answers, an act that
// was said to be saved ends once, in its order, and nothing is called sent before its receipt is here.
import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest';
import { launchChromium, type RunningChromium } from '#test/build/browser.ts';
import { type Fault, type FaultProxy, ledTo, openFaultProxy } from '#test/build/fault-proxy.ts';
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
  untilIdle,
} from './faulty.ts';
import { serverUrl } from './running.ts';
import { openShop, type Shop } from './shop.ts';

let proxy: FaultProxy;
let chromium: RunningChromium;
let shop: Shop;
let at: EnrolledPage;

beforeAll(async () => {
  proxy = await openFaultProxy(portOf(serverUrl()));
  shop = await openShop(inject('databaseUrl'));
  chromium = await launchChromium({ args: ledTo(proxy, portOf(serverUrl())) });
  at = await openTablet(chromium.context, serverUrl(), shop, { clock: true });
});
/** Each begins with a tablet that owes nothing, waits for nothing and has just been answered, whatever the one before it left. */
beforeEach(async () => {
  proxy.fault = () => null;
  proxy.onStage = () => undefined;
  await chromium.context.setOffline(false);
  await at.page.reload();
  at.tablet = await tabletOf(at.page);
  await untilDrained(at.tablet);
  await untilIdle(at.tablet);
  expect(await at.tablet.status()).toMatchObject({ link: 'online', pending: 0 });
  proxy.passed.length = 0;
});
afterAll(async () => {
  await chromium?.close();
  await proxy?.close();
  await shop?.close();
});

const states = async (ids: readonly string[]): Promise<string[]> =>
  (await at.tablet.activity()).filter(({ id }) => ids.includes(id)).map(({ state }) => state);
const suffered = (fault: Fault): number => pushesIn(proxy).filter((line) => line.fault === fault).length;

/** This happens to everything from the next push on: a hello that fails before it keeps a push from being tried at all. */
const fromNextPush = (fault: Fault, meets: (path: string) => boolean): FaultProxy['fault'] => {
  let begun = false;
  return (path) => ((begun ||= isPush(path)) && meets(path) ? fault : null);
};

/** Wakes the tablet until so many pushes met the fault; it is never in a hurry by itself. */
async function untilSuffered(fault: Fault, times: number): Promise<void> {
  await expect
    .poll(async () => (await at.tablet.wake(), suffered(fault)), { timeout: 15_000, interval: 100 })
    .toBeGreaterThanOrEqual(times);
}

const untilPushed = async (times: number): Promise<void> => {
  await expect.poll(() => pushesIn(proxy).length, { timeout: 15_000 }).toBe(times);
};

test.each<[string, Fault]>([
  ['[F01] a request that is lost', 'lost'],
  ['[F02] [SV1] an answer that is lost after the commit', 'answer lost'],
  ['[F03] [PU1] an answer that is cut in its middle', 'answer cut'],
  ['[F01] [PU1] a request of which half arrives', 'half request'],
])('%s, three times over: the acts wait, then end once and in order', async (_title, fault) => {
  proxy.fault = (path) => (isPush(path) ? fault : null);
  const ids = await at.tablet.act(['first', 'second', 'third']);
  await untilSuffered(fault, 3);
  expect(new Set(await states(ids))).not.toContain('settled');
  proxy.fault = () => null;
  await untilDrained(at.tablet);
  await expectOnceInOrder(shop, ids);
});

test.each<[string, Fault]>([
  ['[F06] [PU1] the 200 page of a captive portal', 'portal'],
  ['[F07] [PU1] a redirect to a login page', 'login'],
])('%s is no answer: the tablet says that it is off line and keeps its acts', async (_title, fault) => {
  proxy.fault = fromNextPush(fault, () => true);
  const ids = await at.tablet.act(['first', 'second']);
  await untilSuffered(fault, 1);
  await untilIdle(at.tablet);
  expect((await at.tablet.status()).link).toBe('offline');
  expect(await states(ids)).toEqual(['queued', 'queued']);
  await at.page.getByText('Sem internet', { exact: false }).first().waitFor();
  proxy.fault = () => null;
  await untilDrained(at.tablet);
  await expectOnceInOrder(shop, ids);
});

test('[F08] [PO2] an hour of error pages of a proxy parks nothing and drops nothing', async () => {
  proxy.fault = fromNextPush('bad gateway', isSync);
  const ids = await at.tablet.act(['first', 'second']);
  await untilSuffered('bad gateway', 1);
  for (let quarter = 0; quarter < 4; quarter += 1) {
    const before = proxy.passed.length;
    await at.page.clock.fastForward('15:00');
    await expect.poll(() => proxy.passed.length, { timeout: 10_000 }).toBeGreaterThan(before);
  }
  // The visit has ended by itself meanwhile; what it owes has not.
  await untilIdle(at.tablet);
  expect(await at.tablet.status()).toMatchObject({ pending: 2, link: 'offline', paused: null });
  proxy.fault = () => null;
  await untilDrained(at.tablet);
  await expectOnceInOrder(shop, ids);
});

test('[F09] [PU3] a 429 with Retry-After is obeyed, whatever wakes the tablet meanwhile', async () => {
  let refused = false;
  proxy.fault = (path) => (isPush(path) && !refused ? { status: 429, retryAfter: '120' } : null);
  const ids = await at.tablet.act(['first']);
  await untilPushed(1);
  refused = true;
  await untilIdle(at.tablet);
  // 110 s in all, and less than 10 s of the real ones.
  for (let tenS = 0; tenS < 11; tenS += 1) {
    await at.page.clock.fastForward(10_000);
    await at.tablet.wake();
    await untilIdle(at.tablet);
  }
  expect(pushesIn(proxy)).toHaveLength(1);
  expect((await at.tablet.status()).pending).toBe(1);
  // Together more than what was asked for and the jitter on top.
  await at.page.clock.fastForward(20_000);
  await untilDrained(at.tablet);
  await expectOnceInOrder(shop, ids);
});

test('[F10] [BO3] a line that hangs is given up after 15 s, and the same acts go up on another', async () => {
  proxy.fault = (path) => (isPush(path) ? 'hang' : null);
  const ids = await at.tablet.act(['first', 'second']);
  await untilPushed(1);
  proxy.fault = () => null;
  expect((await states(ids)).at(-1)).toBe('sending');
  await at.page.clock.fastForward(15_500);
  await untilDrained(at.tablet);
  await expectOnceInOrder(shop, ids);
});

test('[F10] [SV1] a line that hangs after the commit: the acts go up again and take effect once', async () => {
  proxy.fault = (path) => (isPush(path) ? 'answer held' : null);
  const ids = await at.tablet.act(['first', 'second']);
  await expect.poll(() => pushesIn(proxy)[0]?.stage, { timeout: 15_000 }).toBe('answered');
  proxy.fault = () => null;
  await at.page.clock.fastForward(15_500);
  await untilDrained(at.tablet);
  expect(pushesIn(proxy).length).toBeGreaterThan(1);
  await expectOnceInOrder(shop, ids);
});

test('[F04] [SV1] a request that the network doubles takes effect once', async () => {
  proxy.fault = (path) => (isPush(path) ? 'doubled' : null);
  const ids = await at.tablet.act(['first', 'second', 'third']);
  await untilDrained(at.tablet);
  expect(suffered('doubled')).toBeGreaterThanOrEqual(1);
  await expectOnceInOrder(shop, ids);
});

test('[F05] [SV1] an old batch that arrives after newer ones changes nothing', async () => {
  const ids = await at.tablet.act(['first']);
  await untilDrained(at.tablet);
  const [old] = pushesIn(proxy);
  const later = await at.tablet.act(['second', 'third']);
  await untilDrained(at.tablet);
  if (!old) throw new Error('nothing was pushed');
  const receiptsOf = (answer: string) =>
    (JSON.parse(answer) as { receipts: { id: string; status: string }[] }).receipts;
  const again = receiptsOf(await proxy.replay(old));
  expect(again.map(({ id, status }) => [id, status])).toEqual([[ids[0], 'final']]);
  await expectOnceInOrder(shop, [...ids, ...later]);
});

test('[F11] what the browser says about the network is not asked: "off line" with a network, "on line" without', async () => {
  await at.page.evaluate(() => {
    Object.defineProperty(navigator, 'onLine', { configurable: true, get: () => false });
    dispatchEvent(new Event('offline'));
  });
  const ids = await at.tablet.act(['said to be off line']);
  await untilDrained(at.tablet);
  expect((await at.tablet.status()).link).toBe('online');

  await at.page.evaluate(() => Object.defineProperty(navigator, 'onLine', { configurable: true, get: () => true }));
  await chromium.context.setOffline(true);
  const more = await at.tablet.act(['said to be on line']);
  await expect.poll(async () => (await at.tablet.status()).link, { timeout: 10_000 }).toBe('offline');
  await untilIdle(at.tablet);
  expect(await states(more)).toEqual(['queued']);
  await chromium.context.setOffline(false);
  await untilDrained(at.tablet);
  await expectOnceInOrder(shop, [...ids, ...more]);
});

test('[F12] [I10] a network that flaps every 2 s: the queue drains all the same', async () => {
  let up = false;
  let flaps = 0;
  let cutInTheMiddle = 0;
  proxy.fault = () => (up ? null : 'lost');
  const flap = (): void => {
    up = !up;
    flaps += 1;
    proxy.cutLines();
  };
  // The first two times that a push gets through, the network goes while it is under way.
  proxy.onStage = ({ path, stage }) => {
    if (!isPush(path) || stage !== 'sent' || cutInTheMiddle === 2) return;
    cutInTheMiddle += 1;
    flap();
  };
  const ids: string[] = [];
  for (let burst = 0; burst < 6; burst += 1) {
    ids.push(...(await at.tablet.act([1, 2, 3, 4, 5].map((tap) => `${burst} ${tap}`))));
  }
  // Nobody wakes it: it comes back by itself, in five minutes of its own time.
  while (flaps < 150 && (await at.tablet.status()).pending > 0) {
    flap();
    await at.page.clock.fastForward(2_000);
    await untilIdle(at.tablet);
  }
  expect((await at.tablet.status()).pending).toBe(0);
  expect([cutInTheMiddle, flaps > 2]).toEqual([2, true]);
  await expectOnceInOrder(shop, ids);
});
