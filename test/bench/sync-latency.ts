// From the tap on one tablet to the number that another one paints, in two real browsers, while the store's other
// tablets make 20 acts a second. Promise: every tap is waited for; one that is never seen fails the bench.
import type { Page } from 'playwright';
import { buildWebApp } from '#server/build-app.ts';
import { PROJECT } from '#server/options.ts';
import { launchChromium } from '#test/build/browser.ts';
import { handleOf } from '#test/build/page-tablet.ts';
import { enrolDemo } from '#test/e2e/tablets.ts';
import { type BenchDatabase, startBenchServer } from './bench-server.ts';
import { buildBatches, makeBenchShop } from './bench-shop.ts';
import { say, spread } from './statistics.ts';
import { wireTo } from './wire.ts';

const actsPerSecond = 20;
const seenWithinMs = 30_000;

type Seen = { at: Record<number, number> };

export async function measureLatency(database: BenchDatabase, taps: number): Promise<object> {
  const url = await database.clone('latency');
  const shop = await database.using(url, (db) => makeBenchShop(db, 1, 18));
  const [item, ...others] = shop.goods;
  if (!item) throw new Error('no goods');
  say('latency: the web app');
  const web = await buildWebApp(PROJECT, () => say('latency: building it'), new AbortController().signal);
  const server = await startBenchServer(url, { GONDOLA_BENCH_WEB: web.folder });
  const wire = wireTo(server.url, 18);
  const browsers = [await launchChromium(), await launchChromium()];
  let background: NodeJS.Timeout | undefined;
  try {
    const pages: Page[] = [];
    for (const { context } of browsers) {
      const page = await context.newPage();
      page.setDefaultTimeout(60_000);
      await page.goto(server.url);
      await enrolDemo(page, 'Loja 1', 'Tablet de clientes');
      await page.goto(`${server.url}/p/${item.gtin14}`);
      await page.getByTestId('stock-here').waitFor();
      pages.push(page);
    }
    const [near, far] = pages;
    if (!near || !far) throw new Error('no pages');
    await far.evaluate(watchPainted);
    const load = await buildBatches({ ...shop, goods: others }, taps * actsPerSecond * 2, 1);
    let sent = 0;
    background = setInterval(() => {
      const batch = load[sent++];
      if (batch) void wire.post('/sync/v1/push', batch.body);
    }, 1000 / actsPerSecond);
    const tablet = await handleOf(near);
    const tookMs: number[] = [];
    let left = Number(await far.getByTestId('stock-here').getAttribute('data-available'));
    for (let n = 0; n < taps; n += 1) {
      left -= 1;
      const open = {
        productId: item.productId,
        variantId: item.variantId,
        quantity: 1,
        shown: null,
        customer: null,
        siblings: [],
      };
      const tappedMs = await tablet.evaluate(tap, { open, lane: `visit/bench${n}` });
      const seen = await far.waitForFunction((number) => (window as unknown as { seen: Seen }).seen.at[number], left, {
        timeout: seenWithinMs,
        polling: 100,
      });
      tookMs.push(((await seen.jsonValue()) as number) - tappedMs);
      if (n % 10 === 9) say(`latency: ${n + 1} of ${taps} taps, the last ${Math.round(tookMs.at(-1) ?? 0)} ms`);
      await new Promise((resolve) => setTimeout(resolve, 300 + Math.random() * 500));
    }
    return { taps, backgroundActsPerSecond: actsPerSecond, browsers: browsers.length, ...spread(tookMs) };
  } finally {
    clearInterval(background);
    for (const browser of browsers) await browser.close();
    wire.close();
    await server.stop();
  }
}

/** Runs in the page of the second tablet: when each number was painted. */
function watchPainted(): void {
  const seen: Seen = { at: {} };
  (window as unknown as { seen: Seen }).seen = seen;
  const look = (): void => {
    const line = document.querySelector('[data-testid="stock-here"]');
    const number = Number(line?.getAttribute('data-available') ?? NaN);
    if (Number.isNaN(number) || seen.at[number] !== undefined) return;
    requestAnimationFrame(() => {
      seen.at[number] ??= performance.timeOrigin + performance.now();
      // A number in between may never have been painted alone: whoever waits for it sees this one.
      for (let above = number + 1; seen.at[above] === undefined && above < number + 5; above += 1)
        seen.at[above] = seen.at[number];
    });
  };
  new MutationObserver(look).observe(document.body, { subtree: true, childList: true, attributes: true });
}

/** Runs in the page of the first tablet: what its button does. */
async function tap(tablet: unknown, { open, lane }: { open: object; lane: string }): Promise<number> {
  const tappedMs = performance.timeOrigin + performance.now();
  const act = { kind: 'hold', v: 2, home: 'store', open: { parse: (value: unknown) => value }, lane: () => lane };
  await (tablet as { act(act: object, input: object): Promise<unknown> }).act(act, open);
  return tappedMs;
}
