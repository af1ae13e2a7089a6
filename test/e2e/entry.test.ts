// What a browser must have before it paints anything: everything else comes after the first paint.
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { entryFiles } from '#test/build/entry-bytes.ts';

const budgetBytes = 105_000;

test('the first paint waits for at most 105 kB of scripts and styles, as gzip packs them', () => {
  const files = entryFiles(join(import.meta.dirname, '..', '..', 'dist'));
  expect(files.length).toBeGreaterThan(1);
  expect(files.reduce((sum, { gzipBytes }) => sum + gzipBytes, 0)).toBeLessThanOrEqual(budgetBytes);
});
