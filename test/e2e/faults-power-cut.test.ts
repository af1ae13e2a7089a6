// Power cuts: SIGKILL to the whole browser at each step between a tap and its receipt. After each of them the same
// profile opens again, and every act that was said to be saved ends once.
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, inject, test } from 'vitest';
import { launchChromium, type RunningChromium } from '#test/build/browser.ts';
import { type FaultProxy, ledTo, openFaultProxy } from '#test/build/fault-proxy.ts';
import { sticksInWrites, type StuckWrite } from '#test/build/stuck-write.ts';
import { type EnrolledPage, expectOnceInOrder, isPush, openTablet, portOf, pushesIn, untilDrained } from './faulty.ts';
import { newScratch, serverUrl } from './running.ts';
import { openShop, type Shop } from './shop.ts';

let proxy: FaultProxy;
let shop: Shop;
let chromium: RunningChromium;
let stuck: StuckWrite;
let at: EnrolledPage;
let enrolled = false;
const scratch = newScratch();
const profileDir = join(scratch.folder, 'tablet');

/** The same tablet, after whatever happened to its browser. */
async function powerUp(): Promise<void> {
  chromium = await launchChromium({ profileDir, args: ledTo(proxy, portOf(serverUrl())) });
  stuck = await sticksInWrites(chromium.context);
  at = await openTablet(chromium.context, serverUrl(), shop, { enrol: !enrolled });
  enrolled = true;
}

beforeAll(async () => {
  proxy = await openFaultProxy(portOf(serverUrl()));
  shop = await openShop(inject('databaseUrl'));
});
beforeEach(powerUp);
afterEach(async () => {
  proxy.fault = () => null;
  proxy.passed.length = 0;
  await chromium?.kill();
});
afterAll(async () => {
  await proxy?.close();
  await shop?.close();
  scratch.remove();
});

const eventsOf = (text: string) => shop.query('select id from task where text = $1', [text]);

test('[F13] [LC1] [I9] before the commit: nothing was said to be saved, and nothing is there, not even half', async () => {
  const before = await at.tablet.act(['safe']);
  await untilDrained(at.tablet);
  let said = false;
  const { reached } = await stuck.at('tap');
  void at.tablet.act(['cut in its commit']).then(
    () => (said = true),
    () => undefined,
  );
  await reached;
  await chromium.kill();
  expect(said).toBe(false);
  await powerUp();
  const after = await at.tablet.act(['after the cut']);
  await untilDrained(at.tablet);
  expect(await eventsOf('cut in its commit')).toEqual([]);
  await expectOnceInOrder(shop, [...before, ...after]);
  // The number that the lost tap had taken was not used up: no gap that looks like a loss [SG3].
  const seqs = await shop.query<{ seq: string }>('select seq from receipt where id = any($1) order by seq', [
    [...before, ...after],
  ]);
  expect(Number(seqs[1]?.seq) - Number(seqs[0]?.seq)).toBe(1);
});

test('[F14] [LC2] [RC1] after the commit, before anything was sent: each of 20 acts is there after the cut', async () => {
  proxy.fault = (path) => (isPush(path) ? 'lost' : null);
  const ids = await at.tablet.act(Array.from({ length: 20 }, (_, tap) => `saved ${tap}`));
  // At once: the last "saved" is a few milliseconds old.
  await chromium.kill();
  proxy.fault = () => null;
  await powerUp();
  await untilDrained(at.tablet);
  await expectOnceInOrder(shop, ids);
});

test('[F15] while the request is on the wire, half of it there', async () => {
  proxy.fault = (path) => (isPush(path) ? 'half held' : null);
  const ids = await at.tablet.act(['first', 'second']);
  await expect.poll(() => pushesIn(proxy)[0]?.stage).toBe('sent');
  // The second may have been tapped when the first was under way already.
  expect((await at.tablet.activity()).find(({ id }) => id === ids[0])?.state).toBe('sending');
  await chromium.kill();
  proxy.fault = () => null;
  await powerUp();
  await untilDrained(at.tablet);
  await expectOnceInOrder(shop, ids);
});

test('[F15] [SV1] after the server has committed, before its answer is here', async () => {
  proxy.fault = (path) => (isPush(path) ? 'answer held' : null);
  const ids = await at.tablet.act(['first', 'second']);
  await expect.poll(() => pushesIn(proxy)[0]?.stage).toBe('answered');
  await chromium.kill();
  proxy.fault = () => null;
  await powerUp();
  await untilDrained(at.tablet);
  await expectOnceInOrder(shop, ids);
});

test('[F16] [SV1] [LC2] after the answer came, before its receipts are stored', async () => {
  proxy.fault = (path) => (isPush(path) ? 'lost' : null);
  const ids = await at.tablet.act(['first', 'second']);
  const { reached } = await stuck.at('receipt');
  proxy.fault = () => null;
  await at.tablet.wake();
  await reached;
  expect(pushesIn(proxy).at(-1)?.stage).toBe('delivered');
  await chromium.kill();
  await powerUp();
  await untilDrained(at.tablet);
  await expectOnceInOrder(shop, ids);
});
