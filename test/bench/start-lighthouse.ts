// Lighthouse (mobile, performance) on the three surfaces as their people see them: enrolled, with the shop's data, signed in.
// Promise: a run in which nobody was signed in when the page had loaded counts for nothing.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import lighthouse from 'lighthouse';
import type { Tablet } from '#sync/tablet-port.ts';
import { launchChromium, type RunningChromium } from '#test/build/browser.ts';
import { findTablet } from '#test/build/page-tablet.ts';
import { enrolDemo, type Mode, untilInstalled } from '#test/e2e/tablets.ts';
import { percentile, round, say } from './statistics.ts';

export interface Person {
  number: string;
  pin: string;
}

export interface LighthouseOrder {
  url: string;
  storeName: string;
  runs: number;
  people: Record<'staff' | 'manager', Person>;
}

const surfaces = {
  kiosk: { mode: 'Tablet de clientes', sign: '.g-attract__start' },
  staff: { mode: 'Tablet da equipe', sign: '.g-task' },
  manager: { mode: 'Gerência', sign: '.g-task' },
} as const satisfies Record<string, { mode: Mode; sign: string }>;
export type Surface = keyof typeof surfaces;
export const surfaceNames = Object.keys(surfaces) as Surface[];

export interface Scores {
  /** Files of the app fetched anew over Lighthouse's slow line; what the tablet is and knows is kept. */
  cold: number;
  /** From the service worker, as on every start but the first. */
  warm: number;
  metrics: Record<string, number>;
}

const shown = {
  'first-contentful-paint': 'firstContentfulPaintMs',
  'largest-contentful-paint': 'largestContentfulPaintMs',
  'total-blocking-time': 'totalBlockingTimeMs',
  'speed-index': 'speedIndexMs',
  'cumulative-layout-shift': 'cumulativeLayoutShift',
} as const;

export async function lighthouseOf(
  order: LighthouseOrder,
  asked: readonly Surface[],
): Promise<Partial<Record<Surface, Scores>>> {
  const found: Partial<Record<Surface, Scores>> = {};
  for (const surface of asked) found[surface] = await scoresOf(surface, order);
  return found;
}

async function scoresOf(surface: Surface, { url, storeName, runs, people }: LighthouseOrder): Promise<Scores> {
  const profileDir = mkdtempSync(join(tmpdir(), 'gondola-lighthouse-'));
  const chromium = await launchChromium({ profileDir });
  try {
    const page = await chromium.context.newPage();
    page.setDefaultTimeout(90_000);
    await page.goto(url);
    await enrolDemo(page, storeName, surfaces[surface].mode);
    await untilInstalled(page);
    await page.close();
    const seen = await watchSurface(chromium, surface, surface === 'kiosk' ? null : people[surface]);
    const each: { cold: number; warm: number; metrics: Record<string, number> }[] = [];
    for (let n = 0; n < runs; n += 1) {
      const cold = await audit(url, profileDir, true);
      const warm = await audit(url, profileDir, false);
      if (seen() < 2 * (n + 1))
        throw new Error(`${surface}: the page that was looked at was not the one behind the sign-in`);
      each.push({ cold: cold.score, warm: warm.score, metrics: cold.metrics });
      say(`lighthouse, ${surface}: ${cold.score} with everything fetched, ${JSON.stringify(cold.metrics)}`);
      say(`lighthouse, ${surface}: ${warm.score} from the worker, ${JSON.stringify(warm.metrics)}`);
    }
    const median = (values: number[]): number => percentile(values, 0.5);
    return {
      cold: median(each.map(({ cold }) => cold)),
      warm: median(each.map(({ warm }) => warm)),
      metrics: Object.fromEntries(
        Object.values(shown).map((name) => [name, round(median(each.map(({ metrics }) => metrics[name] ?? 0)), 2)]),
      ),
    };
  } finally {
    await chromium.close();
    rmSync(profileDir, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Into every page from here on: the person signs in as soon as the page can ask. Tells how often the surface was reached. */
async function watchSurface(
  { context }: RunningChromium,
  surface: Surface,
  person: Person | null,
): Promise<() => number> {
  let reached = 0;
  await context.exposeFunction('surfaceReached', () => void (reached += 1));
  const order = JSON.stringify({ person, sign: surfaces[surface].sign });
  await context.addInitScript({
    content: `${findTablet.toString()}\n(${reachSurface.toString()})(findTablet, ${order});`,
  });
  return () => reached;
}

/** Runs in the page. */
function reachSurface(find: () => unknown, { person, sign }: { person: Person | null; sign: string }): void {
  let asked = person === null;
  let isTold = false;
  const look = (): void => {
    const tablet = asked ? null : (find() as Tablet | null);
    if (tablet && person) {
      asked = true;
      void tablet.signIn(person.number, person.pin);
    }
    if (isTold || !document.querySelector(sign)) return;
    isTold = true;
    (window as unknown as { surfaceReached(): void }).surfaceReached();
  };
  new MutationObserver(look).observe(document, { subtree: true, childList: true });
}

async function audit(
  url: string,
  profileDir: string,
  isCold: boolean,
): Promise<{ score: number; metrics: Record<string, number> }> {
  const port = Number(readFileSync(join(profileDir, 'DevToolsActivePort'), 'utf8').split('\n')[0]);
  const result = await lighthouse(url, {
    port,
    logLevel: 'error',
    onlyCategories: ['performance'],
    maxWaitForLoad: 20_000,
    // Its own choice would take the catalogue along, and with it what a tablet is.
    ...(isCold
      ? { clearStorageTypes: ['shader_cache', 'service_workers', 'cache_storage'] }
      : { disableStorageReset: true }),
  });
  const score = result?.lhr.categories['performance']?.score;
  if (!result || score === null || score === undefined)
    throw new Error(`Lighthouse gave no score: ${result?.lhr.runtimeError?.message ?? 'nothing'}`);
  const metrics = Object.entries(shown).map(([id, name]) => [name, result.lhr.audits[id]?.numericValue ?? 0] as const);
  return { score: Math.round(score * 100), metrics: Object.fromEntries(metrics) };
}
