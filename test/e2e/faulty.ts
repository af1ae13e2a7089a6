// A tablet of the demo shop behind a network that fails on command, and the questions each fault ends with: is every
// act that was said to be saved in the database, once, and in the order of its taps?
import type { CDPSession, Page } from 'playwright';
import { expect } from 'vitest';
import type { RunningChromium } from '#test/build/browser.ts';
import type { FaultProxy } from '#test/build/fault-proxy.ts';
import { openPage } from '#test/build/page.ts';
import { type PageTablet, tabletOf } from '#test/build/page-tablet.ts';
import type { Shop } from './shop.ts';
import { enrolDemo, untilInstalled } from './tablets.ts';

export const portOf = (url: string): number => Number(new URL(url).port);

/** What Chromium prints of a request that a fault ended; the faults are what these tests are about. */
export const faultErrors = /Failed to load resource|net::ERR_|Failed to fetch|blocked by CORS|Content Security Policy/;

export interface OpenTabletOptions {
  path?: string;
  /** The page's clock can be moved on. */
  clock?: boolean;
  enrol?: boolean;
  /** Wait for its service worker. */
  installed?: boolean;
  prepare?: (page: Page) => Promise<unknown>;
}

export interface EnrolledPage {
  page: Page;
  tablet: PageTablet;
}

/** A page of a shopper's tablet, its worker installed; `prepare` runs when the page is made and nothing is loaded. */
export async function openTablet(
  context: RunningChromium['context'],
  url: string,
  shop: Shop,
  { path = '/', clock = false, enrol = true, installed = enrol, prepare }: OpenTabletOptions = {},
): Promise<EnrolledPage> {
  if (clock) await context.clock.install();
  const { page } = await openPage(context, 'about:blank', { checkMyself: true, allow: [faultErrors] });
  await prepare?.(page);
  await page.goto(url + path);
  if (enrol) {
    await enrolDemo(page, shop.storeName, 'Tablet de clientes');
  }
  if (installed) await untilInstalled(page);
  return { page, tablet: await tabletOf(page) };
}

export const isSync = (path: string): boolean => path.startsWith('/sync/');
export const isPush = (path: string): boolean => path === '/sync/v1/push';
export const pushesIn = (proxy: FaultProxy) => proxy.passed.filter(({ path }) => isPush(path));

/** Every act of this tablet has its outcome. */
export async function untilDrained(tablet: PageTablet, withinMs = 20_000): Promise<void> {
  await tablet.wake();
  await expect.poll(async () => (await tablet.status()).pending, { timeout: withinMs, interval: 50 }).toBe(0);
}

/** What the last wake began is over. */
export async function untilIdle(tablet: PageTablet): Promise<void> {
  await expect.poll(() => tablet.idle(), { timeout: 20_000, interval: 20 }).toBe(true);
}

/** [I1, I2, I3] Each of these acts has one event and one task, and the server took them in this order. */
export async function expectOnceInOrder(shop: Shop, ids: readonly string[]): Promise<void> {
  const events = await shop.query<{ action_id: string }>('select action_id from event where action_id = any($1)', [
    ids,
  ]);
  expect(events.map(({ action_id }) => action_id).toSorted()).toEqual([...ids].toSorted());
  const tasks = await shop.query<{ id: string }>('select id from task where id = any($1) order by rev', [ids]);
  expect(tasks.map(({ id }) => id)).toEqual(ids);
}

/** What Chromium knows of the app's service worker; `session` is of any page of the same profile. */
export async function workerOf(
  session: CDPSession,
  origin: string,
): Promise<{ sync(lastChance?: boolean): Promise<void>; stop(): Promise<void> }> {
  const known = new Promise<string>((resolve) => {
    session.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const found = registrations.find(({ scopeURL, isDeleted }) => scopeURL.startsWith(origin) && !isDeleted);
      if (found) resolve(found.registrationId);
    });
  });
  await session.send('ServiceWorker.enable');
  const registrationId = await known;
  return {
    sync: async (lastChance = false) => {
      await session.send('ServiceWorker.dispatchSyncEvent', {
        origin,
        registrationId,
        tag: 'gondola-outbox',
        lastChance,
      });
    },
    stop: async () => {
      await session.send('ServiceWorker.stopAllWorkers');
    },
  };
}
