// The camera's life: whatever the page does, one camera at a time and none that nobody wants. Tracks are counted at
// getUserMedia itself, in a real Chromium.
import { fileURLToPath } from 'node:url';
import type { BrowserContext, Page } from 'playwright';
import { expect, onTestFinished, test } from 'vitest';
import { countLiveTracks } from '#test/build/live-tracks.ts';
import { servePage } from '#test/build/page-bundle.ts';
import { openPage } from '#test/build/page.ts';
import { openBrowser, serverUrl } from './running.ts';
import { enrolDemo } from './tablets.ts';

const tracks = (page: Page): Promise<number> => page.evaluate(() => window.liveTracks());

test('50 openings and closings under StrictMode leave no live track, and there never are two', async () => {
  const served = await servePage(fileURLToPath(new URL('camera-page', import.meta.url)), { development: true });
  onTestFinished(served.close);
  const { context } = await openBrowser({ fakeCamera: true });
  await countLiveTracks(context);
  // React takes the video away while html5-qrcode still waits for it to play: the browser says so, and nothing is lost.
  const { page } = await openPage(context, served.origin, { allow: [/play\(\) request was interrupted/] });
  await page.waitForFunction(() => 'show' in window);
  for (let cycle = 0; cycle < 50; cycle++) {
    const openings = await page.evaluate(() => (window.show(true), window.openings));
    // Every second one is closed in the middle of its opening: at once, or when the camera is there and its video not.
    if (cycle % 2 === 0) await page.waitForFunction(() => window.liveTracks() === 1 && window.cameraState === 'on');
    else if (cycle % 4 === 1) await page.evaluate(hideWhenHandedOut, openings);
    await page.evaluate(() => window.show(false));
    // A video that was taken away never plays: nobody may wait for that with the camera lit.
    if (cycle % 4 === 1) await expect.poll(() => tracks(page), { timeout: 4_000 }).toBe(0);
  }
  await expect.poll(() => tracks(page), { timeout: 20_000 }).toBe(0);
  const { openings, mostLiveTracks } = await page.evaluate(
    () => ({ ...window }) as Pick<Window, 'openings' | 'mostLiveTracks'>,
  );
  expect(openings).toBeGreaterThanOrEqual(25);
  expect(mostLiveTracks).toBe(1);
  // The last opening was not the last for ever.
  await page.evaluate(() => window.show(true));
  await expect.poll(() => tracks(page)).toBe(1);
});

/** Runs in the page, and looks after each task: the video does not play within the one that hands the camera out. */
const hideWhenHandedOut = (before: number): Promise<void> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      if (window.openings === before) return port2.postMessage(null);
      window.show(false);
      resolve();
    };
    port2.postMessage(null);
  });

/** What the browser tells a page whose tab goes behind another, or comes back. */
const turnTo = (page: Page, state: 'hidden' | 'visible'): Promise<void> =>
  page.evaluate((now) => {
    Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => now });
    document.dispatchEvent(new Event('visibilitychange'));
  }, state);

async function tabletWithCamera(context: BrowserContext): Promise<Page> {
  await countLiveTracks(context);
  const { page } = await openPage(context, serverUrl());
  await enrolDemo(page, 'Pinheiros', 'Tablet de clientes');
  await expect.poll(() => tracks(page), { timeout: 20_000 }).toBe(1);
  return page;
}

test('the camera stops when the page is hidden and starts again by itself', async () => {
  const { context } = await openBrowser({ fakeCamera: true });
  const page = await tabletWithCamera(context);
  for (let round = 0; round < 3; round++) {
    await turnTo(page, 'hidden');
    await expect.poll(() => tracks(page)).toBe(0);
    await turnTo(page, 'visible');
    await expect.poll(() => tracks(page)).toBe(1);
  }
});

test('the camera rests when nobody is there any more, says so, and the first touch wakes it', async () => {
  const { context } = await openBrowser({ fakeCamera: true });
  await context.clock.install();
  const page = await tabletWithCamera(context);
  await page.getByRole('button', { name: 'Toque para começar' }).click();
  await page.getByRole('button', { name: 'Digitar o código' }).waitFor();
  await page.clock.fastForward(30_000);
  await page.getByRole('heading', { name: 'Ainda está aqui?' }).waitFor();
  expect(await tracks(page)).toBe(1);
  await page.clock.fastForward(20_000);
  const start = page.getByRole('button', { name: 'Toque para começar' });
  await start.waitFor();
  await expect.poll(() => tracks(page)).toBe(0);
  await start.getByText('Toque para começar').click();
  await expect.poll(() => tracks(page)).toBe(1);
});
