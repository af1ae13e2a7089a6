// The tablet that is killed: a real browser on a profile that outlives it, under load from the moment it is open.
import type { JSHandle } from 'playwright';
import type { Tablet } from '#sync/tablet-port.ts';
import { launchChromium, type RunningChromium } from '#test/build/browser.ts';
import { type FaultProxy, ledTo } from '#test/build/fault-proxy.ts';
import { handleOf } from '#test/build/page-tablet.ts';
import { enrolDemo, untilInstalled } from '#test/e2e/tablets.ts';
import type { Ledger } from './kills-ledger.ts';
import { stopTapping, tapForEver, type Told } from './kills-load.ts';

export interface KillsTabletOptions {
  profileDir: string;
  proxy: FaultProxy;
  url: string;
  ledger: Ledger;
  shop: { storeName: string };
  lanes: readonly { name: string; productId: string; variantId: string }[];
}

const gapMs = 70;
const mostPending = 30;

export class KillsTablet {
  readonly #options: KillsTabletOptions;
  #chromium: RunningChromium | null = null;
  #tablet: JSHandle<Tablet> | null = null;
  #gone: Promise<void> = Promise.resolve();

  constructor(options: KillsTabletOptions) {
    this.#options = options;
  }

  async open(enrol = true): Promise<void> {
    const { profileDir, proxy, url, ledger, shop, lanes } = this.#options;
    const chromium = await launchChromium({ profileDir, args: ledTo(proxy, Number(new URL(url).port)) });
    this.#chromium = chromium;
    await chromium.context.exposeFunction('told', (told: Told) => ledger.hear(told));
    const page = await chromium.context.newPage();
    await page.goto(url);
    if (enrol) {
      await enrolDemo(page, shop.storeName, 'Tablet de clientes');
      await untilInstalled(page);
    }
    this.#tablet = await handleOf(page);
    const lastN = (lane: string): number =>
      [...ledger.entries.values()].reduce((last, entry) => (entry.lane === lane ? Math.max(last, entry.n) : last), 0);
    await tapForEver(this.#tablet, {
      gapMs,
      mostPending,
      lanes: lanes.map(({ name, productId, variantId }) => ({ name, productId, variantId, from: lastN(name) })),
    });
  }

  /** SIGKILL before this call returns. */
  killNow(): void {
    this.#gone = this.#chromium?.kill() ?? Promise.resolve();
    this.#chromium = null;
    this.#tablet = null;
  }

  async openAgain(): Promise<void> {
    await this.#gone;
    this.#options.ledger.forgetPage();
    await this.open(false);
  }

  async wake(): Promise<void> {
    await this.#tablet?.evaluate((tablet) => tablet.wake());
  }

  async pending(): Promise<number> {
    return (await this.#tablet?.evaluate((tablet) => tablet.status.get().pending)) ?? 0;
  }

  async stop(): Promise<void> {
    if (this.#tablet) await stopTapping(this.#tablet);
  }

  async close(): Promise<void> {
    await this.#chromium?.close();
  }
}
