// `npm run bench -- scan --live --corpus DIR`: photographs of tags through getUserMedia in a box of 400 pixels, ours and
// html5-qrcode as it comes, in the same browser one after the other. Promise: right, wrong, none and several apart.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { launchChromium } from '#test/build/browser.ts';
import { servePage, type ServedPage } from '#test/build/page-bundle.ts';
import type { LiveAnswer } from './live-page/page.ts';
import { isRight, type Photograph } from './scan-corpus.ts';
import { percentile, round, say } from './statistics.ts';

const scanners = ['gondola', 'html5-qrcode'] as const;
type Outcome = 'right' | 'wrong' | 'none' | 'several';
type Run = { photograph: Photograph; still: boolean; answers: Record<(typeof scanners)[number], LiveAnswer> };

const frame = { width: 1280, height: 720 };
/** 8 s is longer than anybody holds a tag still; 2.5 s are enough frames to see a page stutter. */
const live = { patienceMs: 8000, windowMs: 2500 };

/** The photograph fitted into a frame of a common camera, as frames that Chromium's fake camera repeats. */
async function writeFrames(file: string, { path }: Photograph): Promise<void> {
  const jpeg = await sharp(path)
    .rotate()
    .flatten({ background: '#fff' })
    .resize({ ...frame, fit: 'contain', background: '#808080' })
    .jpeg({ quality: 95, chromaSubsampling: '4:2:0' })
    .toBuffer();
  await writeFile(file, Buffer.concat(Array.from({ length: 15 }, () => jpeg)));
}

/** Spread over the whole list, so that every folder and symbology of it has its share. */
const pick = (all: readonly Photograph[], count: number): Photograph[] =>
  Array.from(
    { length: Math.min(count, all.length) },
    (_, index) => all[Math.floor(((index + 0.5) * all.length) / count)],
  ).flatMap((one) => (one ? [one] : []));

export function outcomeOf({ texts }: Pick<LiveAnswer, 'texts'>, photograph: Photograph): Outcome {
  if (texts.length === 0) return 'none';
  const right = texts.filter((text) => isRight(text, photograph)).length;
  if (right === 0) return 'wrong';
  return right < texts.length ? 'several' : 'right';
}

async function runOne(photograph: Photograph, pages: readonly [ServedPage, ServedPage]): Promise<Run> {
  const folder = await mkdtemp(join(tmpdir(), 'gondola-live-'));
  try {
    const file = join(folder, 'frames.mjpeg');
    await writeFrames(file, photograph);
    const browser = await launchChromium({ fakeCamera: file });
    try {
      const answers: Partial<Run['answers']> = {};
      let still: string[] = [];
      for (const [index, name] of scanners.entries()) {
        const page = await browser.context.newPage();
        page.on('pageerror', (error) => say(error.message));
        await page.goto(pages[index]?.origin ?? '');
        await page.waitForFunction(() => 'runLive' in window);
        if (index === 0) still = await page.evaluate(() => window.decodeStillFrame());
        answers[name] = await page.evaluate(([one, times]) => window.runLive(one, times), [name, live] as const);
        await page.close();
      }
      const isStillRight = still.some((text) => isRight(text, photograph));
      return { photograph, still: isStillRight, answers: answers as Run['answers'] };
    } finally {
      await browser.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function toScore(name: (typeof scanners)[number], runs: readonly Run[]): object {
  const counts: Record<Outcome, number> = { right: 0, wrong: 0, none: 0, several: 0 };
  for (const { photograph, answers } of runs) counts[outcomeOf(answers[name], photograph)]++;
  const firsts = runs.flatMap(({ answers }) => answers[name].firstMs ?? []);
  const gaps = runs.flatMap(({ answers }) => answers[name].gapsMs);
  const first = { firstDecodeMedianMs: percentile(firsts, 0.5), firstDecodeP95Ms: percentile(firsts, 0.95) };
  return { ...counts, ...first, frameGapMedianMs: percentile(gaps, 0.5), frameGapP95Ms: percentile(gaps, 0.95) };
}

export async function runLive(photographs: readonly Photograph[], count: number): Promise<object> {
  const chosen = pick(
    photographs.filter(({ expectedText }) => expectedText !== null),
    count,
  );
  const root = fileURLToPath(new URL('live-page', import.meta.url));
  const pages = [await servePage(root), await servePage(root, { wholeHtml5Qrcode: true })] as const;
  const runs: Run[] = [];
  try {
    for (const photograph of chosen) {
      const run = await runOne(photograph, pages);
      runs.push(run);
      const [ours, theirs] = scanners.map((name) => run.answers[name]);
      say(
        `${photograph.path}: ours ${ours && outcomeOf(ours, photograph)} ${round(ours?.firstMs ?? NaN, 0)} ms, ` +
          `html5-qrcode ${theirs && outcomeOf(theirs, photograph)} ${round(theirs?.firstMs ?? NaN, 0)} ms`,
      );
    }
  } finally {
    for (const page of pages) await page.close();
  }
  const stills = runs.filter(({ still }) => still);
  return {
    bench: 'scan --live',
    tags: runs.length,
    readAsStill: stills.length,
    stillReadButNotLive: stills
      .filter(({ photograph, answers }) => !['right', 'several'].includes(outcomeOf(answers.gondola, photograph)))
      .map(({ photograph }) => photograph.path.split(/[\\/]/).slice(-2).join('/')),
    scanners: Object.fromEntries(scanners.map((name) => [name, toScore(name, runs)])),
  };
}
