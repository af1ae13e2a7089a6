// One start of an enrolled tablet in a browser process of its own: with the network gone and everything kept, or on line with
// nothing of the app kept. Promise: a start counts only when a tag that is shown then is answered.
import type { CDPSession, Page } from 'playwright';
import { launchChromium } from '#test/build/browser.ts';
import { enrolDemo, handScan, untilInstalled } from '#test/e2e/tablets.ts';
import { marksSoFar, type StartMarks, watchStart } from './start-page.ts';

export interface StartedTablet {
  url: string;
  storeName: string;
  profileDir: string;
  /** A product of the shop, to be shown. */
  gtin14: string;
  name: string;
}

export type Way = 'cold' | 'offlineWarm';

const withinMs = 60_000;
const settledAfterMs = 3_000;
/** Every request fails, those of the service worker too: the cable is out. */
const cableIsOut = ['--proxy-server=127.0.0.1:9', '--proxy-bypass-list=<-loopback>'];

/** A shopper's tablet as it stands in the shop: catalogue, pictures of its first screen, the whole app. */
export async function enrolTablet({ url, storeName, profileDir }: Omit<StartedTablet, 'gtin14' | 'name'>) {
  const chromium = await launchChromium({ profileDir, fakeCamera: true });
  try {
    const page = await chromium.context.newPage();
    page.setDefaultTimeout(90_000);
    await page.goto(url);
    await enrolDemo(page, storeName, 'Tablet de clientes');
    await page.getByRole('button', { name: 'Toque para começar' }).waitFor();
    await untilInstalled(page);
    // Once more with the worker in charge: what its first screen shows is kept by it.
    await page.reload();
    await page.locator('.g-attract [data-minor]').waitFor();
    await page.waitForLoadState('networkidle', { timeout: 5_000 }).catch(() => undefined);
  } finally {
    await chromium.close();
  }
}

export async function startOnce(tablet: StartedTablet, way: Way, rate: number): Promise<StartMarks> {
  const { url, profileDir, gtin14, name } = tablet;
  const args = way === 'offlineWarm' ? cableIsOut : [];
  const chromium = await launchChromium({ profileDir, fakeCamera: true, args });
  try {
    // As on a tablet whose camera was allowed once: it is opened without being touched.
    await chromium.context.grantPermissions(['camera'], { origin: url });
    await chromium.context.addInitScript(watchStart);
    const page = chromium.context.pages()[0] ?? (await chromium.context.newPage());
    page.setDefaultTimeout(withinMs);
    await page.setViewportSize({ width: 800, height: 1280 });
    const session = await chromium.context.newCDPSession(page);
    if (way === 'cold') await forgetTheApp(session, url);
    await session.send('Emulation.setCPUThrottlingRate', { rate });
    // What the browser does for itself after its own start is no part of the page's.
    await new Promise((resolve) => setTimeout(resolve, settledAfterMs));
    await page.goto(url, { waitUntil: 'commit' });
    const marks = await untilStarted(page);
    await session.send('Emulation.setCPUThrottlingRate', { rate: 1 });
    await handScan(page, gtin14.slice(1));
    await page.getByRole('heading', { name, exact: true, level: 1 }).waitFor();
    // The next start is to find everything kept again.
    if (way === 'cold') await untilInstalled(page);
    return marks;
  } finally {
    await chromium.close();
  }
}

/** Files and worker are gone; what the tablet is and knows stays. */
async function forgetTheApp(session: CDPSession, origin: string): Promise<void> {
  await session.send('Storage.clearDataForOrigin', { origin, storageTypes: 'service_workers,cache_storage' });
  await session.send('Network.clearBrowserCache');
}

async function untilStarted(page: Page): Promise<StartMarks> {
  const endMs = Date.now() + withinMs;
  for (;;) {
    // Seldom: every question costs the page some of the time that is measured.
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    const marks = await page.evaluate(marksSoFar);
    const { paintMs, answersMs, armedMs } = marks;
    if (paintMs !== null && answersMs !== null && armedMs !== null) return marks;
    if (Date.now() > endMs) throw new Error(`the tablet did not start: ${JSON.stringify(marks)}`);
  }
}
