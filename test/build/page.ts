// A page that a test looks at. Promise: a console error, an uncaught error or a breach of the content policy
// fails the test that opened it, unless the test named it beforehand.
import type { BrowserContext, Page } from 'playwright';
import { expect, onTestFinished } from 'vitest';

export type OpenPageOptions = {
  viewport?: { width: number; height: number };
  /** Console errors that this test means to cause, for example a failed request with the network off. */
  allow?: RegExp[];
  /** Set when the page is opened outside a test (beforeAll): the caller then calls expectQuiet() itself. */
  checkMyself?: boolean;
};

export type WatchedPage = { page: Page; problems: string[]; expectQuiet(): void };

/** What Chromium prints for a request with the network cut; no fault of the page. */
export const offlineErrors = /net::ERR_(INTERNET_DISCONNECTED|CONNECTION_REFUSED|FAILED|NETWORK_CHANGED)/;

/** Opens an address in a new page (portrait tablet unless told) and watches it until the test ends. */
export async function openPage(
  context: BrowserContext,
  url: string,
  options: OpenPageOptions = {},
): Promise<WatchedPage> {
  const page = await context.newPage();
  await page.setViewportSize(options.viewport ?? { width: 800, height: 1280 });
  // Sooner than the test's own limit, so that what was waited for is named.
  page.setDefaultTimeout(15_000);
  const watched = watchPage(page, options.allow ?? []);
  if (!options.checkMyself) onTestFinished(() => watched.expectQuiet());
  await page.goto(url);
  return watched;
}

/** Collects what goes wrong in a page from now on. */
export function watchPage(page: Page, allow: RegExp[] = []): WatchedPage {
  const problems: string[] = [];
  const add = (text: string): void => {
    if (!allow.some((pattern) => pattern.test(text))) problems.push(text);
  };
  // Chromium reports each breach of the content policy as a console error too.
  page.on('console', (message) => {
    if (message.type() === 'error') add(`console: ${message.text()} (${message.location().url})`);
  });
  page.on('pageerror', (error) => add(`uncaught: ${error.stack || error.message}`));
  page.on('crash', () => add('the page crashed'));
  return { page, problems, expectQuiet: () => expect(problems, 'what the page complained about').toEqual([]) };
}
