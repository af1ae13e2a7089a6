// One engine of the catalogue's bench in a browser and a profile of its own: filled, opened again with the network gone,
// examined. Promise: what a renderer and a profile weigh before the engine comes is measured in the same profile.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { launchChromium, type RunningChromium } from '#test/build/browser.ts';
import type { Applied, EngineName, Examination, Marks, Sources } from './catalogue-page/plan.ts';
import type { BenchLine } from './catalogue-server.ts';
import { say } from './statistics.ts';

export interface Weighed {
  readyMs: number;
  wireBytes: number;
  openMs: number[];
  marks: Marks;
  applied: Applied | null;
  /** The whole renderer: before the engine, once it is open, after all questions. null: only Linux tells. */
  memoryBytes: Record<'blank' | 'open' | 'asked', number | null>;
  diskBytes: number;
}

export interface Trial {
  line: BenchLine;
  sources: Sources;
  examination: Examination;
  /** Some GTIN that is there. */
  gtin14: string;
  delta: { path: string; gtin14: string };
  /** Where profiles lie; the caller's to remove. */
  scratch: string;
}

const opens = 3;

export async function weigh(
  name: EngineName,
  { line, sources, examination, gtin14, delta, scratch }: Trial,
): Promise<Weighed> {
  const profileDir = await mkdtemp(join(scratch, 'profile-'));
  const inBrowser = async <T>(
    address: string,
    work: (page: Page, browser: RunningChromium) => Promise<T>,
  ): Promise<T> => {
    const browser = await launchChromium({ profileDir });
    try {
      // The tab that is there already: a second one would be a second renderer.
      const page = browser.context.pages()[0] ?? (await browser.context.newPage());
      page.setDefaultTimeout(0);
      page.on('pageerror', (error) => say(`${name}: ${error.message}`));
      page.on('console', (message) => void (message.type() === 'error' && say(`${name}: ${message.text()}`)));
      await page.goto(address);
      await page.waitForFunction(() => 'examine' in window);
      return await work(page, browser);
    } finally {
      await browser.close();
    }
  };
  try {
    say(`${name}: an empty profile …`);
    const blank = await inBrowser(line.origin, memoryOf);
    const blankDisk = sizeOf(profileDir);
    const wireBefore = line.bytes();
    const { readyMs, wireBytes } = await inBrowser(line.origin, async (page) => {
      const fill = ([one, from, gtin]: readonly [EngineName, Sources, string]) => window.fillEngine(one, from, gtin);
      const ms = await page.evaluate(fill, [name, sources, gtin14] as const);
      const bytes = line.bytes() - wireBefore;
      say(`${name}: ready in ${Math.round(ms)} ms`);
      return { readyMs: ms, wireBytes: bytes };
    });
    await line.cut();
    const openMs: number[] = [];
    const again = `${line.origin}/#open=${name}&gtin=${gtin14}`;
    const openedOf = (page: Page): Promise<number> => page.evaluate(() => window.opened);
    let open: number | null = null;
    while (openMs.length < opens - 1)
      open = await inBrowser(again, async (page, browser) => {
        openMs.push(await openedOf(page));
        return memoryOf(page, browser);
      });
    const { marks, asked } = await inBrowser(again, async (page, browser) => {
      openMs.push(await openedOf(page));
      const found = await page.evaluate((all) => window.examine(all), examination);
      return { marks: found, asked: await memoryOf(page, browser) };
    });
    const diskBytes = sizeOf(profileDir) - blankDisk;
    await line.mend();
    const applied =
      name === 'gondola'
        ? await inBrowser(again, async (page) => {
            await openedOf(page);
            return page.evaluate((one) => window.applyChanges(one.path, one.gtin14), delta);
          })
        : null;
    return { readyMs, wireBytes, openMs, marks, applied, memoryBytes: { blank, open, asked }, diskBytes };
  } finally {
    await rm(profileDir, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Private and its share of what is shared (PSS), after a collection of garbage, of the renderer that holds the page. */
async function memoryOf(page: Page, { browser }: RunningChromium): Promise<number | null> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.enable');
  for (let round = 0; round < 2; round++) await session.send('HeapProfiler.collectGarbage');
  const { processInfo } = await (await browser.newBrowserCDPSession()).send('SystemInfo.getProcessInfo');
  const sizes = processInfo.filter(({ type }) => type === 'renderer').flatMap(({ id }) => proportionOf(id) ?? []);
  return sizes.length > 0 ? Math.max(...sizes) : null;
}

function proportionOf(pid: number): number | null {
  try {
    const kilobytes = /^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1];
    return kilobytes === undefined ? null : Number(kilobytes) * 1024;
  } catch {
    return null;
  }
}

function sizeOf(folder: string): number {
  let bytes = 0;
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true }))
    if (entry.isFile()) bytes += statSync(join(entry.parentPath, entry.name), { throwIfNoEntry: false })?.size ?? 0;
  return bytes;
}
