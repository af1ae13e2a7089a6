import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Line, lineLimitBytes, linesOf } from './lines.ts';

let folder: string;
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'gondola-lines-'))));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function read(path: string): Promise<Line[]> {
  const lines: Line[] = [];
  for await (const group of linesOf(path)) lines.push(...group);
  return lines;
}

test('any text comes back line by line, wherever the chunks fall', async () => {
  const path = join(folder, 'any.txt');
  const line = fc.string({ unit: 'grapheme' }).filter((text) => !/[\r\n\uFEFF]/.test(text));
  await fc.assert(
    fc.asyncProperty(fc.array(line, { minLength: 1 }), fc.boolean(), async (lines, ends) => {
      writeFileSync(path, lines.join('\n') + (ends ? '\n' : ''));
      const expected = ends || lines.at(-1) !== '' ? lines : lines.slice(0, -1);
      expect((await read(path)).map(({ text }) => text)).toEqual(expected);
    }),
    { numRuns: 60 },
  );
});

test('what is packed is unpacked, however its ending is written', async () => {
  const path = join(folder, 'PACKED.TXT.GZ');
  writeFileSync(path, gzipSync('one\ntwo'));
  expect((await read(path)).map(({ text }) => text)).toEqual(['one', 'two']);
});

test('characters that a chunk cuts in two stay whole', async () => {
  const path = join(folder, 'cut.txt');
  const text = `a${'é€😀'.repeat(80_000)}`;
  writeFileSync(path, `${text}\nend`);
  expect((await read(path)).map((line) => line.text)).toEqual([text, 'end']);
});

test('the offset of a bad byte is right beyond the first chunk', async () => {
  const path = join(folder, 'bad.txt');
  const good = Buffer.from('ü\n'.repeat(200_000));
  writeFileSync(path, Buffer.concat([good, Buffer.from([0xff])]));
  await expect(read(path)).rejects.toThrow(`byte ${good.length} of the file`);
});

test('a line of 1 GB is let go without growing the memory, and the next one is read', { timeout: 60_000 }, async () => {
  const path = join(folder, 'huge.txt.gz');
  const sixteenMb = gzipSync(Buffer.alloc(16 * lineLimitBytes, 'x'));
  const members = [gzipSync('first\n'), ...Array.from({ length: 64 }, () => sixteenMb), gzipSync('\nlast\n')];
  writeFileSync(path, Buffer.concat(members));
  let peak = 0;
  const before = process.memoryUsage().rss;
  const lines: Line[] = [];
  for await (const group of linesOf(path, () => void (peak = Math.max(peak, process.memoryUsage().rss))))
    lines.push(...group);
  expect(lines).toEqual([
    { number: 1, text: 'first' },
    { number: 2, text: null },
    { number: 3, text: 'last' },
  ]);
  expect(peak - before).toBeLessThan(200 * 1_048_576);
});
