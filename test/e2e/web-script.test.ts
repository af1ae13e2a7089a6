// The script of a web shop's pages, on a foreign origin with a strict content policy, before the real server: consent
// first, each event once, through a network that is cut, and nothing left when it is taken back.
import { execFile } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest';
import { launchChromium, type RunningChromium } from '#test/build/browser.ts';
import { openPage } from '#test/build/page.ts';
import { serverUrl } from './running.ts';
import { type Item, openShop, type Shop } from './shop.ts';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

let pages: Server;
let shopUrl: string;
let key: string;
let chromium: RunningChromium;
let shop: Shop;
let items: Item[];

beforeAll(async () => {
  pages = createServer((request, response) => {
    const isScript = request.url === '/shop.js';
    response.writeHead(200, {
      'content-type': isScript ? 'text/javascript' : 'text/html; charset=utf-8',
      'content-security-policy': `default-src 'none'; img-src data:; script-src 'self' ${serverUrl()}; connect-src ${serverUrl()}; require-trusted-types-for 'script'; base-uri 'none'`,
    });
    response.end(isScript ? shopScript : pageOf());
  });
  await new Promise<void>((resolve) => pages.listen(0, '127.0.0.1', resolve));
  shopUrl = `http://localhost:${(pages.address() as AddressInfo).port}`;
  key = await gondola('channel', 'add', 'site', '--origin', shopUrl);
  shop = await openShop(inject('databaseUrl'));
  items = [await shop.item({ free: 2 }), await shop.item({ free: 2, skip: 1 }), await shop.item({ free: 2, skip: 2 })];
  chromium = await launchChromium();
});
afterAll(async () => {
  await gondola('channel', 'revoke', 'site');
  await chromium?.close();
  await shop?.close();
  await new Promise((resolve) => pages.close(resolve));
});
beforeEach(() => chromium.context.setOffline(false));

const shopScript = `window.dataLayer = window.dataLayer || [];`;
const pageOf = (): string =>
  `<!doctype html><title>Shop</title><link rel="icon" href="data:,"><script src="/shop.js"></script>
   <script src="${serverUrl()}/gondola.js" data-key="${key}" async></script><h1>Shop</h1>`;

/** The first line that the command prints. */
async function gondola(...args: string[]): Promise<string> {
  const command = [join(root, 'src/with-node.mjs'), 'node', join(root, 'src/server/cli.ts'), ...args];
  const { DATABASE_URL: _, ...env } = process.env;
  const { stdout } = await promisify(execFile)(process.execPath, [...command, '--data', inject('dataDir')], { env });
  return stdout.trim().split('\n')[0] ?? '';
}

interface Told {
  name: string;
  visit: string;
  variant_id: string;
  id: string;
}
/** What the server holds of these pages, since a moment. */
const stored = (sinceMs: number): Promise<Told[]> =>
  shop.query<Told>(
    `select name, visit, variant_id, id from event where at_ms >= $1 and action_id is null and variant_id = any($2) order by at_ms, id`,
    [sinceMs, items.map(({ variantId }) => variantId)],
  );

type Window = { gondola(...call: unknown[]): void; dataLayer: unknown[] };
const call = (page: Page, ...args: unknown[]): Promise<void> =>
  page.evaluate((given) => (window as unknown as Window).gondola(...given), args);
const push = (page: Page, item: number, event = 'view_item'): Promise<void> =>
  page.evaluate(
    ([name, id]) =>
      void (window as unknown as Window).dataLayer.push({ event: name, ecommerce: { items: [{ item_id: id }] } }),
    [event, items[item]?.gtin14] as const,
  );
const storageOf = (page: Page): Promise<string[]> =>
  page.evaluate(() => [...Object.keys(localStorage), ...Object.keys(sessionStorage), document.cookie].filter(Boolean));

async function untilLoaded(page: Page): Promise<void> {
  const kind = () => page.evaluate(() => typeof (window as unknown as Window).gondola);
  await expect.poll(kind, { timeout: 15_000 }).toBe('function');
}

/** Opens the shop; what its pages ask of our server is counted. */
async function openShopPage(allow: RegExp[] = []): Promise<{ page: Page; asked: string[]; violations: string[] }> {
  const asked: string[] = [];
  const { page } = await openPage(chromium.context, 'about:blank', { allow });
  const violations: string[] = [];
  page.on('console', (message) => {
    if (/content security policy|trusted ?type/i.test(message.text())) violations.push(message.text());
  });
  page.on('request', (request) => {
    if (request.url().startsWith(serverUrl())) asked.push(`${request.method()} ${new URL(request.url()).pathname}`);
  });
  await page.goto(shopUrl);
  await page.waitForLoadState('load');
  await untilLoaded(page);
  return { page, asked, violations };
}

test('before consent nothing is stored or sent; after it each event arrives once; taken back, nothing is left', async () => {
  const sinceMs = Date.now();
  const { page, asked, violations } = await openShopPage();
  await push(page, 0);
  await call(page, 'event', 'view_item', { items: [{ item_id: items[1]?.gtin14 }] });
  await page.waitForTimeout(2_500);
  expect(asked).toEqual(['GET /gondola.js']);
  expect(await storageOf(page)).toEqual([]);

  await call(page, 'consent', true);
  await push(page, 1, 'add_to_cart');
  await call(page, 'event', 'add_to_wishlist', { items: [{ item_id: items[2]?.gtin14 }] });
  await expect.poll(() => stored(sinceMs), { timeout: 15_000 }).toHaveLength(3);
  const found = await stored(sinceMs);
  expect(found.map(({ name, variant_id }) => [name, variant_id])).toEqual([
    ['view_item', items[0]?.variantId],
    ['add_to_cart', items[1]?.variantId],
    ['add_to_wishlist', items[2]?.variantId],
  ]);
  expect(new Set(found.map(({ visit }) => visit)).size).toBe(1);
  expect(await storageOf(page)).toEqual(['gondola']);
  // Not asked for leave first: a plain request of this page, with no cookies.
  expect(new Set(asked)).toEqual(new Set(['GET /gondola.js', 'POST /v1/events']));

  await call(page, 'consent', false);
  const before = asked.length;
  expect(await storageOf(page)).toEqual([]);
  await push(page, 0, 'add_to_cart');
  await page.waitForTimeout(2_500);
  expect(asked).toHaveLength(before);
  expect(await storageOf(page)).toEqual([]);
  expect(await stored(sinceMs)).toHaveLength(3);
  expect(violations).toEqual([]);
});

test('with the network cut in between, and the page left meanwhile, each event still arrives once', async () => {
  const sinceMs = Date.now();
  const { page, violations } = await openShopPage([/net::ERR_/, /Failed to fetch/]);
  await call(page, 'consent', true);
  await push(page, 0);
  await expect.poll(() => stored(sinceMs), { timeout: 15_000 }).toHaveLength(1);
  await chromium.context.setOffline(true);
  await push(page, 1, 'add_to_cart');
  await push(page, 2);
  await page.waitForTimeout(2_500);
  expect(await stored(sinceMs)).toHaveLength(1);
  await chromium.context.setOffline(false);
  // The next page of the shop: what was not delivered goes out from there, once consent is said there too.
  await page.goto(shopUrl);
  await untilLoaded(page);
  await call(page, 'consent', true);
  await expect.poll(() => stored(sinceMs), { timeout: 15_000 }).toHaveLength(3);
  await page.waitForTimeout(2_500);
  const found = await stored(sinceMs);
  expect(found).toHaveLength(3);
  expect(new Set(found.map(({ id }) => id)).size).toBe(3);
  expect(violations).toEqual([]);
});

test('a page of another origin gets nothing in with the same key', async () => {
  const sinceMs = Date.now();
  const { page } = await openPage(chromium.context, shopUrl.replace('localhost', '127.0.0.1'), {
    allow: [/CORS policy/, /net::ERR_FAILED/, /403/],
  });
  await untilLoaded(page);
  const refused = page.waitForEvent('requestfailed', (request) => request.url().endsWith('/v1/events'));
  await call(page, 'consent', true);
  await push(page, 0);
  await refused;
  expect(await stored(sinceMs)).toEqual([]);
});
