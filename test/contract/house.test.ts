// The rules of the house hold for the tree, and each of them refuses what it is there to refuse.
import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { z } from 'zod/mini';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { homeRules, offencesOf, repositoryFiles } from '#test/build/home-lints.ts';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const folders = ['domain', 'protocol', 'scan', 'local', 'sync', 'app', 'server', 'web-script'];

/** Imports that house.md forbids: where the file lies and what it says. */
const planted: [file: string, code: string][] = [
  ...Object.entries({
    domain: ['protocol', 'scan', 'local', 'sync', 'app', 'server'],
    protocol: ['scan', 'local', 'sync', 'app', 'server'],
    scan: ['protocol', 'local', 'sync', 'app', 'server'],
    local: ['protocol', 'scan', 'sync', 'app', 'server'],
    sync: ['scan', 'app', 'server'],
    app: ['protocol', 'server'],
    server: ['scan', 'local', 'sync', 'app'],
  }).flatMap(([from, tos]) =>
    tos.map((to): [string, string] => [`src/${from}/bad-${to}.ts`, `export { thing } from '#${to}/thing.ts';`]),
  ),
  ['src/web-script/bad-domain.ts', `export { thing } from '#domain/thing.ts';`],
  ['service-worker/bad-app.ts', `export { thing } from '#app/thing.ts';`],
  ['service-worker/bad-server.ts', `export { thing } from '#server/thing.ts';`],
];

/** Refused by the linter alone: packages behind their port, ways of importing, tasks among each other. */
const plantedForLint: [file: string, code: string, rule: string][] = [
  ['src/domain/whole-zod.ts', `export { z } from 'zod';`, 'no-restricted-imports'],
  ['src/domain/a-package.ts', `export { Dexie } from 'dexie';`, 'no-restricted-imports'],
  ['src/domain/actions/parent.ts', `export { thing } from '../thing.ts';`, 'no-restricted-imports'],
  ['src/domain/clock.ts', `export const at = Date.now();`, 'no-restricted-properties'],
  ['src/domain/dice.ts', `export const dice = Math.random();`, 'no-restricted-properties'],
  ['src/sync/dexie.ts', `export { Dexie } from 'dexie';`, 'no-restricted-imports'],
  ['src/app/dexie.ts', `export { Dexie } from 'dexie';`, 'no-restricted-imports'],
  ['src/app/product/decoder.ts', `export { Html5Qrcode } from 'html5-qrcode';`, 'no-restricted-imports'],
  ['src/app/product/other-task.ts', `export { thing } from '#app/orders/thing.ts';`, 'no-restricted-imports'],
  ['src/app/ui/task.ts', `export { thing } from '#app/orders/thing.ts';`, 'no-restricted-imports'],
  ['src/app/ui/data.ts', `export { thing } from '#local/thing.ts';`, 'no-restricted-imports'],
  ['src/scan/decoder.ts', `export { Html5Qrcode } from 'html5-qrcode';`, 'no-restricted-imports'],
  ['src/server/react.ts', `export { useState } from 'react';`, 'no-restricted-imports'],
  ['src/server/default.ts', `const port = 1;\nexport default port;`, 'no-default-export'],
  ['src/server/any.ts', `export const anything = (value: any): string => String(value);`, 'no-explicit-any'],
  ['src/server/sure.ts', `export const sure = (value?: string): string => value!;`, 'no-non-null-assertion'],
  [
    'src/server/forgets.ts',
    `export const go = (): void => {\n  Promise.reject(new Error('lost'));\n};`,
    'no-floating-promises',
  ],
  ['src/app/product/words.tsx', `export const Words = () => <p>Olá</p>;`, 'jsx-no-literals'],
];

/** Refused by the types alone: a folder has no more world than it needs. */
const plantedForTypes: [file: string, code: string][] = [
  ['src/domain/page.ts', `export const title = document.title;`],
  ['src/domain/node.ts', `export const arguments_ = process.argv;`],
  ['src/local/node.ts', `export const folder = process.cwd();`],
  ['src/server/page.ts', `export const title = document.title;`],
  ['src/protocol/test.ts', `export { findChromium } from '#test/build/chromium.ts';`],
  ['src/server/enum.ts', `export enum State {\n  on,\n  off,\n}`],
  ['src/server/unchecked.ts', `export const first = (list: string[]): string => list[0];`],
];

/** What the house allows, so that a refusal of everything can't pass for a rule. */
const allowed: [file: string, code: string][] = [
  ['src/domain/good.ts', `import { z } from 'zod/mini';\nexport const id = z.string();`],
  ['src/domain/actions/good.ts', `export { thing } from '#domain/thing.ts';`],
  ['src/sync/good.ts', `export { thing } from '#local/thing.ts';\nexport { thing as wire } from '#protocol/thing.ts';`],
  [
    'src/app/product/good.ts',
    `export { thing } from '#app/ui/thing.ts';\nexport { thing as kept } from '#local/thing.ts';`,
  ],
  ['src/app/kiosk/good.ts', `export { thing } from '#app/orders/thing.ts';`],
  ['src/server/good.ts', `export { join } from 'node:path';\nexport { thing } from '#protocol/thing.ts';`],
  ['service-worker/good.ts', `export { thing } from '#sync/thing.ts';`],
];

let scratch = '';
let lintSays = new Map<string, string[]>();
let typesSay = '';
let typesSayOfAllowed = '';

beforeAll(async () => {
  scratch = mkdtempSync(join(tmpdir(), 'gondola-house-'));
  for (const file of ['package.json', 'tsconfig.json', '.oxlintrc.json', 'service-worker/tsconfig.json']) copy(file);
  for (const folder of folders) copy(`src/${folder}/tsconfig.json`);
  symlinkSync(join(root, 'node_modules'), join(scratch, 'node_modules'), 'dir');
  // The references to types must not be written into the tree's own cache.
  for (const file of ['service-worker', ...folders.map((folder) => `src/${folder}`)].map(
    (path) => `${path}/tsconfig.json`,
  )) {
    write(file, readFileSync(join(root, file), 'utf8').replaceAll('node_modules/.cache/types', 'types'));
  }
  write('tsconfig.json', readFileSync(join(root, 'tsconfig.json'), 'utf8').replace(/,\s*\{ "path": "\.\/test" \}/, ''));
  for (const folder of [...folders.map((name) => `src/${name}`), 'src/app/ui', 'src/app/orders']) {
    write(`${folder}/thing.ts`, 'export const thing = 1;');
  }
  for (const [file, code] of allowed) write(file, code);
  typesSayOfAllowed = await types();
  for (const [file, code] of [...planted, ...plantedForLint, ...plantedForTypes]) write(file, code);
  [lintSays, typesSay] = await Promise.all([lint(), types()]);
});
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

describe('an import that goes the wrong way', () => {
  it.each(planted)('is refused by the linter: %s', (file) => {
    expect(lintSays.get(file)).toContain('no-restricted-imports');
  });
  it.each(plantedForLint)('is refused: %s says %s', (file, _code, rule) => {
    expect(lintSays.get(file)).toContain(rule);
  });
  it.each(plantedForTypes)('or a reach out of its world is refused by the types: %s', (file) => {
    expect(typesSay).toContain(`${file}(`);
  });
  it('of a folder that is not referenced is refused by the types too', () => {
    expect(typesSay).toContain('src/domain/bad-app.ts(');
    expect(typesSay).toContain('src/app/bad-server.ts(');
    expect(typesSay).toContain('service-worker/bad-server.ts(');
  });
  it.each(allowed)('while the right way is free: %s', (file) => {
    expect(lintSays.get(file)).toBeUndefined();
    expect(typesSayOfAllowed).toBe('');
  });
});

describe('the rules of the house', () => {
  const files = repositoryFiles(root);
  const bad: Record<string, [path: string, text: string]> = {
    'colours come from tokens.css': ['src/app/ui/a.css', '.a { color: #f00; }'],
    'text that a person reads': ['src/app/ui/a.tsx', '<img alt="uma bota" />'],
    'the domain has no clock': ['src/domain/a.ts', 'export const now = new Date();'],
    'a screen has its instant': [
      'src/app/a.tsx',
      'export function Rows() {\n  return list.map((one) => offerAt(one, tablet.now()));\n}',
    ],
    'a file is named after': ['src/server/date-utils.ts', ''],
    'nothing of the machine': ['src/server/a.ts', `export const place = '${['', 'home', 'ana', 'shop'].join('/')}';`],
    'nothing is left half done': ['src/server/a.ts', `// ${'TO' + 'DO'}: later`],
    'a file has at most': ['src/server/a.ts', '\n'.repeat(400)],
  };

  for (const rule of homeRules) {
    it(`${rule.name}`, () => {
      expect(offencesOf(rule, root, files)).toEqual([]);
    });
    it(`and a breach is found: ${rule.name}`, () => {
      const [path, text] = Object.entries(bad).find(([start]) => rule.name.startsWith(start))?.[1] ?? ['', ''];
      expect(rule.appliesTo(path)).toBe(true);
      expect(rule.find(text, path)).not.toEqual([]);
    });
  }

  it('every package has one exact version', () => {
    const names = ['dependencies', 'devDependencies', 'optionalDependencies'] as const;
    const lists = z.looseObject({ [names[0]]: versions, [names[1]]: versions, [names[2]]: versions });
    const manifest = lists.parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));
    const loose = names
      .flatMap((name) => Object.entries(manifest[name] ?? {}))
      .filter(([, at]) => !/^\d+\.\d+\.\d+/.test(at));
    expect(loose).toEqual([]);
  });
});

describe('the lockfile', () => {
  it('names the packages of every platform, without which `npm ci` refuses to begin', () => {
    const lock = lockfile.parse(JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')));
    const names = new Set(Object.keys(lock.packages).map((path) => path.slice(path.lastIndexOf('node_modules/') + 13)));
    const missing = Object.values(lock.packages)
      .flatMap((entry) => Object.keys(entry.optionalDependencies ?? {}))
      .filter((name) => !names.has(name));
    expect([...new Set(missing)]).toEqual([]);
  });
});

const versions = z.record(z.string(), z.string());

function copy(file: string): void {
  mkdirSync(dirname(join(scratch, file)), { recursive: true });
  cpSync(join(root, file), join(scratch, file));
}

function write(file: string, text: string): void {
  mkdirSync(dirname(join(scratch, file)), { recursive: true });
  writeFileSync(join(scratch, file), `${text}\n`);
}

const lockfile = z.object({
  packages: z.record(z.string(), z.looseObject({ optionalDependencies: z.optional(z.record(z.string(), z.string())) })),
});

const lintReport = z.object({ diagnostics: z.array(z.object({ code: z.optional(z.string()), filename: z.string() })) });

/** Names of the broken rules by file. */
async function lint(): Promise<Map<string, string[]>> {
  const broken = new Map<string, string[]>();
  const answer = await run('oxlint', ['--format', 'json', 'src', 'service-worker']);
  for (const { code = '', filename } of lintReport.parse(JSON.parse(answer)).diagnostics) {
    const rule = /\(([^)]+)\)$/.exec(code)?.[1] ?? code;
    broken.set(filename, [...(broken.get(filename) ?? []), rule]);
  }
  return broken;
}

async function types(): Promise<string> {
  return run('tsc', ['-b', '--pretty', 'false']);
}

function run(program: string, args: string[]): Promise<string> {
  const path = join(root, 'node_modules/.bin', program);
  return new Promise((resolve) => {
    execFile(path, args, { cwd: scratch, maxBuffer: 1 << 26 }, (_error, stdout, stderr) => resolve(stdout || stderr));
  });
}
