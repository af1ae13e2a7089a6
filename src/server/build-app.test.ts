import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { buildWebApp, hashSources } from './build-app.ts';

const project = mkdtempSync(join(tmpdir(), 'gondola-build-'));
mkdirSync(join(project, 'src/app/ui'), { recursive: true });
mkdirSync(join(project, 'dist'));
writeFileSync(join(project, 'index.html'), 'page');
afterAll(() => rmSync(project, { recursive: true }));

test('a changed, added or renamed source changes the stamp; a test file does not', () => {
  const seen = [hashSources(project)];
  const write = (file: string, text: string): void => {
    writeFileSync(join(project, file), text);
    seen.push(hashSources(project));
  };
  write('src/app/ui/button.tsx', 'a');
  write('src/app/ui/button.tsx', 'b');
  write('package-lock.json', '{}');
  expect(new Set(seen).size).toBe(4);
  write('src/app/ui/button.test.tsx', 'a');
  write('README.md', 'a');
  expect(seen.slice(4)).toEqual([seen[3], seen[3]]);
});

test('nothing is built while the stamp fits, and a failed build says why', async () => {
  const { signal } = new AbortController();
  writeFileSync(join(project, 'dist', 'index.html'), 'built');
  writeFileSync(join(project, 'dist', '.sources'), hashSources(project));
  let builds = 0;
  const onBuild = (): void => void (builds += 1);
  expect(await buildWebApp(project, onBuild, signal)).toMatchObject({ wasBuilt: false });
  writeFileSync(join(project, 'vite.config.ts'), 'throw new Error("no shop today")');
  await expect(buildWebApp(project, onBuild, signal)).rejects.toThrow(/no shop today/);
  expect(builds).toBe(1);
});
