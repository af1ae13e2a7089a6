// `npm run bench -- scan-to-answer`: from the last key of a hand scan to the painted product, on a real enrolled tablet that
// holds 100,000 products of a real server. Promise: a scan that is not answered with its own product fails the bench.
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { Page } from 'playwright';
import { launchChromium } from '#test/build/browser.ts';
import { enrolDemo, handScan, untilInstalled } from '#test/e2e/tablets.ts';
import { type BigShop, openBigShop } from './big-shop.ts';
import { type Answer, type Expected, expectScan, spin, watchScans } from './scan-to-answer-page.ts';
import { percentile, round, say } from './statistics.ts';

const answeredWithinMs = 15_000;
/** The first ones fetch the product page's own files. */
const warmUp = 4;

const setup =
  'Chromium on an enrolled shopper tablet, portrait 800 × 1280, no camera; its own server and PostgreSQL on the same machine, ' +
  'on line; every product another one, every second scan from the scan screen, the others from the product before; from the ' +
  'keydown of Enter as the page receives it (the burst of 13 digits went before) to the task after the frame that has name and ' +
  'price; interactionP95Ms: the same key by the Event Timing API; CPU slowed by the DevTools protocol (main thread only)';

export async function run(args: string[]): Promise<object> {
  const { values } = parseArgs({
    args,
    options: {
      products: { type: 'string', default: '100000' },
      scans: { type: 'string', default: '60' },
      rates: { type: 'string', default: '1,4,6' },
      camera: { type: 'boolean', default: false },
    },
  });
  const [products, scans] = [Number(values.products), Number(values.scans)];
  const rates = values.rates.split(',').map(Number);
  if (!Number.isInteger(products) || products < (scans + warmUp) * rates.length * 2)
    throw new Error('--products takes a whole number, with room for every scan');
  const shop = await openBigShop(products);
  const chromium = await launchChromium({ fakeCamera: values.camera });
  try {
    await chromium.context.addInitScript(watchScans);
    const page = await chromium.context.newPage();
    page.setDefaultTimeout(90_000);
    await page.setViewportSize({ width: 800, height: 1280 });
    await page.goto(shop.url);
    await enrolDemo(page, shop.storeName, 'Tablet de clientes');
    await page.getByRole('button', { name: 'Toque para começar' }).waitFor();
    await untilInstalled(page);
    const nextScan = goodsOf(shop, (scans + warmUp) * rates.length);
    const byRate = new Map<number, Measured>();
    for (const rate of rates) byRate.set(rate, await measure(page, rate, scans, nextScan));
    const each = (pick: (measured: Measured) => number): Record<string, number> =>
      Object.fromEntries([...byRate].map(([rate, measured]) => [`${rate}x`, round(pick(measured))]));
    const took = (part: number) => each(({ answers }) => percentile(times(answers), part));
    return {
      bench: 'scan-to-answer',
      products,
      scans,
      p50Ms: took(0.5),
      p95Ms: took(0.95),
      maxMs: took(1),
      fromScanScreenP95Ms: each(({ answers }) => percentile(times(answers.filter(({ fromHome }) => fromHome)), 0.95)),
      interactionP95Ms: each(({ answers }) =>
        percentile(
          answers.map(({ interactionMs }) => interactionMs),
          0.95,
        ),
      ),
      slowedBy: each(({ slowedBy }) => slowedBy),
      setup: values.camera ? setup.replace('no camera', 'a camera that runs') : setup,
    };
  } finally {
    await chromium.close();
    await shop.close();
  }
}

interface Measured {
  answers: (Answer & { fromHome: boolean })[];
  slowedBy: number;
}

const times = (answers: readonly Answer[]): number[] => answers.map(({ tookMs }) => tookMs);

type Scan = { gtin13: string; expected: Expected };

/** The next product with each call: spread over the whole shop, so that no two lie beside each other in the file. */
function goodsOf({ products, article }: BigShop, count: number): () => Scan {
  const step = Math.floor(products / count);
  let at = 0;
  return () => {
    const { product, lines } = article((at++ * step) % products);
    const [line] = lines;
    if (!line) throw new Error('a product without variants');
    return {
      gtin13: line.variant.gtin14.slice(1),
      expected: { name: product.name['pt-BR'], priceMinor: line.priceMinor },
    };
  };
}

async function measure(page: Page, rate: number, scans: number, nextScan: () => Scan): Promise<Measured> {
  const session = await page.context().newCDPSession(page);
  const plainMs = await page.evaluate(spin);
  await session.send('Emulation.setCPUThrottlingRate', { rate });
  const slowedBy = (await page.evaluate(spin)) / plainMs;
  const answers: Measured['answers'] = [];
  for (let n = -warmUp; n < scans; n += 1) {
    const { gtin13, expected } = nextScan();
    const fromHome = n % 2 === 0;
    if (fromHome) await goHome(page);
    await page.evaluate(untilIdle);
    const answer = page.evaluate(expectScan, expected);
    await handScan(page, gtin13);
    const seen = await Promise.race([answer, wait(answeredWithinMs, null)]);
    if (!seen) throw new Error(`no answer to ${gtin13}, ${expected.name}, in ${answeredWithinMs / 1000} s`);
    if (n >= 0) answers.push({ ...seen, fromHome });
  }
  await session.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  await session.detach();
  say(`${rate}x: p95 ${percentile(times(answers), 0.95)} ms of ${answers.length} scans`);
  return { answers, slowedBy };
}

async function goHome(page: Page): Promise<void> {
  const home = page.getByRole('button', { name: 'Início' });
  if ((await home.count()) > 0) await home.first().click();
  await page.locator('.g-scan__lens, .g-attract__start').first().waitFor();
}

/** Runs in the page: what the last product still had to do is over. */
const untilIdle = (): Promise<void> =>
  new Promise((resolve) => requestIdleCallback(() => setTimeout(resolve, 100), { timeout: 2_000 }));
