// `npm run bench -- scan --lens`: the shelf lens before twelve drawn tags, at rest and in a hand that sways. Promise:
// the codes' places are known from the drawing, the badges' from the page.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { launchChromium } from '#test/build/browser.ts';
import { drawShelf } from '#test/build/code-frames.ts';
import { servePage } from '#test/build/page-bundle.ts';
import { checkDigit } from '#domain/gtin.ts';
import type { LensAnswer } from './lens-page/page.tsx';
import { stripBits, stripSquare, type LensPlan } from './lens-page/plan.ts';
import { percentile, say } from './statistics.ts';

/** The picture and its box have the same form: all twelve codes are seen. */
const frame = { width: 1280, height: 720 };
/** Chromium plays 30 frames a second: one sway in two seconds. */
const frames = 60;
const margin = 40;
const forMs = 8000;

const codes = Array.from({ length: 12 }, (_, index) => {
  const body = `78960000${1000 + index * 37}`;
  return body + checkDigit(body);
});

async function strip(number: number): Promise<Buffer> {
  const data = Buffer.alloc(stripBits * stripSquare * stripSquare);
  for (let at = 0; at < data.length; at++) {
    const bit = Math.floor((at % (stripBits * stripSquare)) / stripSquare);
    data[at] = (number >> bit) & 1 ? 255 : 0;
  }
  return sharp(data, { raw: { width: stripBits * stripSquare, height: stripSquare, channels: 1 } })
    .png()
    .toBuffer();
}

/** `swayPx`: how far the picture moves to each side. */
async function writeFrames(file: string, swayPx: number): Promise<LensPlan> {
  const plan = { columns: 4, codeWidth: 280, width: frame.width, height: frame.height };
  const { picture, drawn } = await drawShelf({
    ...plan,
    codes: codes.map((text) => ({ text, symbology: 'ean13' as const })),
  });
  const wide = await sharp(picture)
    .extend({ top: margin, bottom: margin, left: margin, right: margin, extendWith: 'copy' })
    .png()
    .toBuffer();
  const shifts = Array.from({ length: frames }, (_, number) => ({
    x: Math.round(swayPx * Math.sin((2 * Math.PI * number) / frames)),
    y: Math.round((swayPx / 3) * Math.sin((4 * Math.PI * number) / frames)),
  }));
  const jpegs: Buffer[] = [];
  for (const [number, { x, y }] of shifts.entries()) {
    const cut = await sharp(wide)
      .extract({ left: margin - x, top: margin - y, ...frame })
      .png()
      .toBuffer();
    const numbered = sharp(cut).composite([{ input: await strip(number), left: 0, top: 0 }]);
    jpegs.push(await numbered.jpeg({ quality: 92 }).toBuffer());
  }
  await writeFile(file, Buffer.concat(jpegs));
  return { drawn, shifts };
}

function toScore({ distancesPx, missing, gapsMs, looks }: LensAnswer): object {
  return {
    looksPerSecond: Math.round(looks / (forMs / 1000)),
    badges: distancesPx.length,
    missingPart: Number((missing / Math.max(1, missing + distancesPx.length)).toFixed(3)),
    distanceMedianPx: percentile(distancesPx, 0.5),
    distanceP95Px: percentile(distancesPx, 0.95),
    distanceMaxPx: percentile(distancesPx, 1),
    frameGapMedianMs: percentile(gapsMs, 0.5),
    frameGapP95Ms: percentile(gapsMs, 0.95),
  };
}

export async function runLens(): Promise<object> {
  const served = await servePage(fileURLToPath(new URL('lens-page', import.meta.url)));
  const folder = await mkdtemp(join(tmpdir(), 'gondola-lens-'));
  const scores: Record<string, object> = {};
  try {
    for (const [name, swayPx] of [
      ['atRest', 0],
      ['swaying', 40],
    ] as const) {
      const file = join(folder, `${name}.mjpeg`);
      const plan = await writeFrames(file, swayPx);
      const browser = await launchChromium({ fakeCamera: file });
      try {
        const page = await browser.context.newPage();
        await page.setViewportSize({ width: 1280, height: 800 });
        page.on('pageerror', (error) => say(error.message));
        await page.goto(served.origin);
        await page.waitForFunction((count) => 'inView' in window && window.inView() >= count, codes.length, {
          timeout: 30_000,
        });
        const answer = await page.evaluate(([where, ms]) => window.measureLens(where, ms), [plan, forMs] as const);
        scores[name] = toScore(answer);
        say(`${name}: ${JSON.stringify(scores[name])}`);
      } finally {
        await browser.close();
      }
    }
  } finally {
    await served.close();
    await rm(folder, { recursive: true, force: true });
  }
  return { bench: 'scan --lens', codes: codes.length, box: '1280 × 720', ...scores };
}
