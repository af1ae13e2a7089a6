// What a browser can do to what a tablet keeps: no room, thrown away, not opening, copied. Whatever was said to be saved
// is sent, and what could not be saved is said so.
import { cpSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { outcome } from '#app/text/pt-br/outcome.ts';
import { shared } from '#app/text/pt-br/shared.ts';
import { staff } from '#app/text/pt-br/staff.ts';
import { launchChromium, type RunningChromium } from '#test/build/browser.ts';
import { type FaultProxy, ledTo, openFaultProxy } from '#test/build/fault-proxy.ts';
import { emptyDisk, fillDisk, limitDisk } from '#test/build/full-disk.ts';
import { openPage } from '#test/build/page.ts';
import { tabletOf } from '#test/build/page-tablet.ts';
import {
  type EnrolledPage,
  expectOnceInOrder,
  faultErrors,
  isSync,
  openTablet,
  portOf,
  untilDrained,
} from './faulty.ts';
import { newScratch, serverUrl } from './running.ts';
import { type Item, openShop, type Shop } from './shop.ts';
import { enrolDemo } from './tablets.ts';

let proxy: FaultProxy;
let shop: Shop;
const scratch = newScratch();
const launch = (profileDir?: string): Promise<RunningChromium> =>
  launchChromium({ args: ledTo(proxy, portOf(serverUrl())), ...(profileDir ? { profileDir } : {}) });

beforeAll(async () => {
  proxy = await openFaultProxy(portOf(serverUrl()));
  shop = await openShop(inject('databaseUrl'));
});
afterAll(async () => {
  await proxy?.close();
  await shop?.close();
  scratch.remove();
});

/** What the server was last told by the device of an act. */
const reportAbout = async (id: string) => {
  const [report] = await shop.query<{ persisted: boolean | null; lost: object | null }>(
    'select persisted, lost from device_report where device = (select device from receipt where id = $1)',
    [id],
  );
  return report;
};

/** How many ballast records lie in the outbox. */
const ballastOf = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      new Promise<number>((resolve, reject) => {
        const asked = indexedDB.open('gondola-outbox');
        asked.addEventListener('error', () => reject(new Error('not opened')));
        asked.addEventListener('success', () => {
          const counted = asked.result.transaction('ballast').objectStore('ballast').count();
          counted.addEventListener('success', () => {
            asked.result.close();
            resolve(counted.result);
          });
        });
      }),
  );

describe('a full disk', () => {
  let chromium: RunningChromium;
  let context: BrowserContext;
  let at: EnrolledPage;
  let item: Item;

  beforeAll(async () => {
    chromium = await launch();
    context = await chromium.browser.newContext();
    item = await shop.item({ free: 6, skip: 20 });
    at = await openTablet(context, serverUrl(), shop, {
      path: `/p/${item.gtin14}`,
      prepare: (page) => limitDisk(page, serverUrl(), 30_000_000),
    });
    await at.page.getByTestId('stock-here').waitFor();
  });
  afterAll(() => chromium?.close());

  test('[F21] [SG2] the ballast makes room for the act at hand; with no room left it is "not saved", and said so', async () => {
    proxy.fault = (path) => (isSync(path) ? 'lost' : null);
    expect(await ballastOf(at.page)).toBe(1);
    const ids: string[] = [];
    let refused: unknown = null;
    // A browser's own accounts of a full disk are not exact: more than one act may still fit.
    for (let turn = 0; turn < 6 && refused === null; turn += 1) {
      await fillDisk(at.page);
      await at.tablet.act([`fits ${turn}`]).then(
        (saved) => ids.push(...saved),
        (error: unknown) => (refused = error),
      );
    }
    expect(String(refused)).toContain('not saved: full');
    expect(ids.length).toBeGreaterThan(0);
    expect(await ballastOf(at.page)).toBe(0);

    await at.page.getByRole('button', { name: /^Separar/ }).click();
    await at.page.getByText(outcome['outcome.not_saved']).first().waitFor();
    await at.page.getByRole('dialog').getByRole('button', { name: shared['do.ok'] }).click();
    await at.page.getByText(shared['error.storage_full'], { exact: false }).first().waitFor();
    expect(await at.tablet.activity()).toHaveLength(ids.length);

    // What was saved before goes up, although not even a claim or a receipt may fit any more.
    proxy.fault = () => null;
    const taken = () => shop.query<{ id: string }>('select id from receipt where id = any($1)', [ids]);
    await expect.poll(async () => (await taken()).length, { timeout: 60_000 }).toBe(ids.length);
    await emptyDisk(at.page);
    const later = await at.tablet.act(['with room again']);
    await untilDrained(at.tablet);
    await expect.poll(async () => (await at.tablet.status()).storage, { timeout: 60_000 }).toBe('ok');
    await expect.poll(() => ballastOf(at.page)).toBe(1);
    await expectOnceInOrder(shop, [...ids, ...later]);
  });

  test('[F22] [PL2] a page of changes that does not fit is not half taken: it comes whole as soon as there is room', async () => {
    const other = await openTablet(await chromium.browser.newContext(), serverUrl(), shop);
    const stockHere = at.page.getByTestId('stock-here');
    const available = async (): Promise<number> => Number(await stockHere.getAttribute('data-available'));
    const before = await available();
    const { productId, variantId } = item;
    const open = { productId, variantId, quantity: 1, shown: null, customer: null, siblings: [] };
    let held = 0;
    let fits = true;
    while (fits && held < 3) {
      await fillDisk(at.page);
      const seen = await available();
      const ids = await other.tablet.act([{ text: '', kind: 'hold', open }]);
      await untilDrained(other.tablet);
      held += 1;
      expect(await shop.query('select id from event where action_id = $1', [ids[0]])).toHaveLength(1);
      await at.tablet.wake();
      const isOver = async (): Promise<boolean> =>
        (await at.tablet.status()).storage === 'full' || (await available()) !== seen;
      await expect.poll(isOver, { timeout: 10_000 }).toBe(true);
      fits = (await available()) !== seen;
    }
    expect(fits).toBe(false);
    await emptyDisk(at.page);
    await expect.poll(async () => (await at.tablet.wake(), await available()), { timeout: 20_000 }).toBe(before - held);
  });
});

test('[F23] [SG3] databases that the browser threw away with acts in them: the next start knows it, and the server is told', async () => {
  const chromium = await launch();
  try {
    const { context } = chromium;
    const [blank] = context.pages();
    if (!blank) throw new Error('no first page');
    const session = await context.newCDPSession(blank);
    const first = await openTablet(context, serverUrl(), shop);
    proxy.fault = (path) => (isSync(path) ? 'lost' : null);
    await first.tablet.act(['one', 'two', 'three']);
    await first.page.close();
    await session.send('Storage.clearDataForOrigin', { origin: serverUrl(), storageTypes: 'indexeddb' });
    proxy.fault = () => null;

    const { page } = await openPage(context, serverUrl(), { checkMyself: true, allow: [faultErrors] });
    await page.getByRole('radio', { name: shop.storeName }).waitFor({ timeout: 30_000 });
    // Somebody looks at the enrolment screen and opens it again: what was lost is not forgotten meanwhile.
    await page.reload();
    await enrolDemo(page, shop.storeName, 'Tablet de clientes');
    const tablet = await tabletOf(page);
    expect((await tablet.status()).lost).toBe(3);
    const ids = await tablet.act(['after it']);
    await untilDrained(tablet);
    await expect.poll(async () => (await reportAbout(ids[0] ?? ''))?.lost).toMatchObject({ pending: 3 });
    // Told once: the next start has nothing to say.
    await page.reload();
    const again = await tabletOf(page);
    await expect.poll(async () => (await again.status()).link).toBe('online');
    expect((await again.status()).lost).toBeNull();
  } finally {
    await chromium.close();
  }
});

test('[F26] [SG1] a browser that will not promise to keep anything is known to the server', async () => {
  const chromium = await launch();
  try {
    const at = await openTablet(chromium.context, serverUrl(), shop);
    expect(await at.page.evaluate(() => navigator.storage.persisted())).toBe(false);
    const ids = await at.tablet.act(['not promised']);
    await untilDrained(at.tablet);
    expect((await reportAbout(ids[0] ?? ''))?.persisted).toBe(false);
  } finally {
    await chromium.close();
  }
});

describe('a profile on a disk', () => {
  const profileDir = join(scratch.folder, 'tablet');
  const again = (chromium: RunningChromium): Promise<EnrolledPage> =>
    openTablet(chromium.context, serverUrl(), shop, { enrol: false });
  let queued: string[] = [];

  beforeAll(async () => {
    const chromium = await launch(profileDir);
    const at = await openTablet(chromium.context, serverUrl(), shop);
    proxy.fault = (path) => (isSync(path) ? 'lost' : null);
    queued = await at.tablet.act(['queued one', 'queued two', 'queued three']);
    await chromium.close();
  });

  test('[F24] [SG4] a database that will not open takes no act and drops none: they are there when it opens again', async () => {
    const databases = join(profileDir, 'Default/IndexedDB');
    const name = readdirSync(databases).find((file) => file.endsWith('.leveldb'));
    if (!name) throw new Error('no database on the disk');
    renameSync(join(databases, name), join(scratch.folder, 'aside'));
    // A file where a folder should be: the disk's own error, not that of an empty one.
    writeFileSync(join(databases, name), 'broken');
    proxy.fault = () => null;
    const broken = await launch(profileDir);
    const { page } = await openPage(broken.context, serverUrl(), { checkMyself: true, allow: [/.*/] });
    await page.getByRole('heading', { name: shared['error.memory'] }).waitFor();
    // Nobody makes a new device of it while its acts lie there.
    await page.getByText(shared['error.memory_text']).waitFor();
    await page.getByRole('button', { name: shared['do.retry'] }).waitFor();
    expect(await page.getByText(staff['enrol.line']).count()).toBe(0);
    const opened = await page.evaluate(
      () =>
        new Promise((resolve) => {
          const asked = indexedDB.open('gondola-outbox');
          asked.addEventListener('success', () => resolve('opened'));
          asked.addEventListener('error', () => resolve(asked.error?.name));
        }),
    );
    await broken.close();
    expect(opened).toBe('UnknownError');
    rmSync(join(databases, name), { recursive: true, force: true });
    renameSync(join(scratch.folder, 'aside'), join(databases, name));

    proxy.fault = (path) => (isSync(path) ? 'lost' : null);
    const mended = await launch(profileDir);
    const at = await again(mended);
    expect((await at.tablet.status()).pending).toBe(3);
    await mended.close();
  });

  test('[F25] [SV0] [ID2] a profile that was copied to a second tablet: both run on, nothing is lost and nothing doubled', async () => {
    const cloneDir = join(scratch.folder, 'clone');
    cpSync(profileDir, cloneDir, { recursive: true, filter: (file) => !file.includes('Singleton') });
    proxy.fault = () => null;
    const [one, two] = [await launch(profileDir), await launch(cloneDir)];
    try {
      const tablets = [await again(one), await again(two)];
      const own: string[][] = [];
      for (const [at, { tablet }] of tablets.entries()) own.push(await tablet.act([`${at} a`, `${at} b`]));
      for (const { tablet } of tablets) await untilDrained(tablet);
      await expectOnceInOrder(shop, queued);
      for (const ids of own) await expectOnceInOrder(shop, ids);
      const epochs = await shop.query<{ epoch: string }>('select distinct epoch from receipt where id = any($1)', [
        own.flat(),
      ]);
      expect(epochs.length).toBeGreaterThan(1);
    } finally {
      await one.close();
      await two.close();
    }
  });
});
