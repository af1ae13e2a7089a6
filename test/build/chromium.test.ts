import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { firstThatRuns } from './chromium.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'gondola-browsers-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A program of the system that says one line. */
function buildProgram(name: string, script: string): string {
  const path = join(folder, name);
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
  return path;
}

describe('finding a browser', () => {
  it('takes the first program that answers with a version', async () => {
    const broken = buildProgram('broken', 'echo missing library >&2; exit 127');
    const good = buildProgram('good', 'echo Chromium 147.0.1');
    const found = await firstThatRuns([
      { name: 'given', find: () => [join(folder, 'nowhere')] },
      { name: 'system', find: () => [broken, good] },
    ]);
    expect(found).toBe(good);
  });

  it('passes over a stub that only asks for a snap, and a program that is no browser', async () => {
    const stub = buildProgram('stub', 'echo "run: snap install chromium"; echo Chromium');
    const other = buildProgram('other', 'echo Firefox 150');
    const failing = firstThatRuns([{ name: 'system', find: () => [stub, other] }]);
    await expect(failing).rejects.toThrow(/stub: only asks for a snap[\s\S]*other: answered "Firefox 150"/);
  });

  it('names all that was tried, and the way on, when nothing runs', async () => {
    const failing = firstThatRuns([
      { name: 'given', find: () => [] },
      { name: 'fetched', find: () => Promise.reject(new Error('no network')) },
    ]);
    await expect(failing).rejects.toThrow(/given: not there\n.*fetched: no network\n.*CHROMIUM_PATH/);
  });
});
