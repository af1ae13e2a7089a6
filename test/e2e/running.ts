// What every end-to-end test begins with: the run's server, its shop, and browsers that end with the test, however it
// ends. A browser left over would take the machine from all tests after it.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject, onTestFinished } from 'vitest';
import { type LaunchOptions, launchChromium, type RunningChromium } from '#test/build/browser.ts';
import { openShop, type Shop } from './shop.ts';

export const serverUrl = (): string => inject('serverUrl');

/** A browser of its own process, closed when the test ends. */
export async function openBrowser(options: LaunchOptions = {}): Promise<RunningChromium> {
  const running = await launchChromium(options);
  onTestFinished(() => running.close());
  return running;
}

/** A folder for a whole file; `remove` belongs into its afterAll. */
export function newScratch(): { folder: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'gondola-e2e-'));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }) };
}

/** A folder that goes with the test; ask for it before the browser that uses it. */
export function scratchFolder(): string {
  const { folder, remove } = newScratch();
  onTestFinished(remove);
  return folder;
}

/** The facts of the demo shop, for one test. */
export async function openShopForTest(storeName?: string): Promise<Shop> {
  const shop = await openShop(inject('databaseUrl'), storeName);
  onTestFinished(() => shop.close());
  return shop;
}

/** Somebody of the demo shop, as the server printed them at its start. */
export function person(role: 'manager' | 'staff'): { number: string; pin: string } {
  const [, number, pin] = new RegExp(`/ ${role}: (\\d+), PIN (\\d+)`).exec(inject('printed')) ?? [];
  if (!number || !pin) throw new Error(`the server printed no ${role}`);
  return { number, pin };
}

/** Arguments of a browser whose every request fails, those of its service worker too: the cable is pulled. */
export const cableIsOut = ['--proxy-server=127.0.0.1:9', '--proxy-bypass-list=<-loopback>'];
/** What Chromium prints for each of those requests. */
export const cableErrors = /net::ERR_PROXY_CONNECTION_FAILED/;
