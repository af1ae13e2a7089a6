// What the service worker promises, on the built app in a real browser: open anywhere without a network, keep pictures,
// and let a new version wait for a safe moment.
import type { BrowserContext, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { launchChromium } from '#test/build/browser.ts';
import type { RunningChromium } from '#test/build/browser.ts';
import { openPage } from '#test/build/page.ts';
import { serveStaticApp } from '#test/build/static-app.ts';
import type { StaticApp } from '#test/build/static-app.ts';

let app: StaticApp;
let chromium: RunningChromium;
let context: BrowserContext;

beforeAll(async () => {
  chromium = await launchChromium();
});
afterAll(() => chromium.close());
beforeEach(async () => {
  app = await serveStaticApp();
  context = await chromium.browser.newContext();
});
afterEach(async () => {
  await context.close();
  await app.close();
});

// Nothing but files is served here: what the app asks of its server fails, and that is not what is looked at.
const noServer = [/Failed to load resource/];

/** Opens the app and waits until its worker is active and holds the whole shell. */
async function openInstalled(path = '/'): Promise<Page> {
  const { page } = await openPage(context, `${app.url}${path}`, { allow: noServer });
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    if (navigator.serviceWorker.controller) return;
    await new Promise((resolve) =>
      navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true }),
    );
  });
  return page;
}

const rootIsFilled = (page: Page): Promise<void> => page.locator('#root > *').first().waitFor({ state: 'attached' });

describe('with the network gone', () => {
  it('[F20] the app opens again, and at an address it was never at', async () => {
    const page = await openInstalled();
    await context.setOffline(true);
    await page.reload();
    await rootIsFilled(page);
    await page.goto(`${app.url}/produto/abc?de=link`);
    await rootIsFilled(page);
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('pt-BR');
  });

  it('an address of the server is never answered by the shell', async () => {
    const page = await openInstalled();
    await context.setOffline(true);
    for (const path of [
      '/sync/v1/pull',
      '/health',
      '/metrics',
      '/ca.crt',
      '/files/catalogue/x',
      '/session',
      '/lookup/x',
    ]) {
      const opened = await page.goto(app.url + path).then(
        () => 'opened',
        (error: Error) => error.message,
      );
      expect(opened, path).toContain('ERR_INTERNET_DISCONNECTED');
    }
  });

  it('a picture that was seen is seen again', async () => {
    const page = await openInstalled();
    const seen = `/files/pictures/${'a'.repeat(64)}`;
    const load = (path: string): Promise<number> =>
      page.evaluate(
        (url) =>
          fetch(url).then(
            (answer) => answer.status,
            () => 0,
          ),
        path,
      );
    expect(await load(seen)).toBe(200);
    await context.setOffline(true);
    expect(await load(seen)).toBe(200);
    expect(await load(`/files/pictures/${'b'.repeat(64)}`)).toBe(0);
  });
});

describe('a new version', () => {
  it('[EV4] waits beside the old one until the page says that nobody is busy', async () => {
    const page = await openInstalled();
    app.deployNextVersion();
    const states = (): Promise<(string | undefined)[]> =>
      page.evaluate(async () => {
        const registration = await navigator.serviceWorker.getRegistration();
        return [registration?.active?.state, registration?.waiting?.state];
      });
    // Checked by the browser alone: the page's own rules under a virtual clock are in src/app/update.
    await page.evaluate(() => {
      // Keeps this page's own update rule out of the way: it would activate an idle page at once.
      const real = ServiceWorker.prototype.postMessage;
      ServiceWorker.prototype.postMessage = function (...args: unknown[]) {
        Object.assign(window, { heldBack: () => real.apply(this, args as Parameters<typeof real>) });
      };
    });
    await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update());
    await expect.poll(states, { timeout: 20_000 }).toEqual(['activated', 'installed']);
    const swapped = page.waitForEvent('load', { timeout: 30_000 });
    await expect.poll(() => page.evaluate(() => 'heldBack' in window), { timeout: 20_000 }).toBe(true);
    expect(await states()).toEqual(['activated', 'installed']);
    await page.evaluate(() => (window as unknown as { heldBack(): void }).heldBack());
    await swapped;
    await rootIsFilled(page);
    expect(await page.locator('meta[name=version]').getAttribute('content')).toBe('2');
  });

  it('that is broken leaves the old one in its place', async () => {
    const page = await openInstalled();
    app.deployBrokenVersion();
    const result = await page.evaluate(async () => {
      const registration = await navigator.serviceWorker.getRegistration();
      return registration?.update().then(
        () => 'updated',
        () => 'refused',
      );
    });
    expect(result).toBe('refused');
    await context.setOffline(true);
    await page.reload();
    await rootIsFilled(page);
  });
});

describe('the installed app', () => {
  it('has a manifest with a name, a start and a maskable icon', async () => {
    const page = await openInstalled();
    const manifest = await page.evaluate(async () => {
      const link = document.querySelector<HTMLLinkElement>('link[rel=manifest]');
      return (await fetch(link?.href ?? '')).json() as Promise<Record<string, unknown>>;
    });
    expect(manifest).toMatchObject({ name: 'Gôndola', lang: 'pt-BR', start_url: '/', display: 'standalone' });
    expect(manifest['icons']).toContainEqual(expect.objectContaining({ purpose: 'maskable', sizes: '512x512' }));
  });
});
