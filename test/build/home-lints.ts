// The house's own small rules that no linter knows. Promise: each is a pure function of a path and a text, so that
// the test that holds the tree to them can also show that each one refuses what it should.
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { paintedInstants } from './painted-instants.ts';

export type HomeRule = {
  name: string;
  appliesTo(path: string): boolean;
  /** Offending pieces of the text (or of the path), empty when all is well. */
  find(text: string, path: string): string[];
};

const isCode = (path: string): boolean => /^(src|service-worker|test)\/.*\.(ts|tsx|mjs)$/.test(path);
const isSource = (path: string): boolean => isCode(path) && !/\.test\.tsx?$/.test(path);
const matches = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(pattern)].map((match) => match[0].trim());
const withoutComments = (text: string): string =>
  text.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/(^|\s)\/\/.*$/gm, '$1');

const hexColour = /#(?:[\da-f]{8}|[\da-f]{6}|[\da-f]{3,4})\b(?!\/)/gi;
const colourFunction = /\b(?:rgba?|hsla?|oklch|oklab|lab|lch|hwb)\(/g;
const namedColour =
  /\b(?:color|background|background-color|border[a-z-]*|fill|stroke|outline[a-z-]*)\s*:[^;{]*\b(?:white|black|red|green|blue|gr[ae]y|yellow|orange|silver)\b/g;

// Written in pieces, so that this file itself obeys the rule.
const machinePaths = new RegExp(
  `(?<![\\w.~-])/(?:${['work', 'root', 'tmp', 'home', 'Users'].join('|')})/[\\w.-]+`,
  'g',
);
const unfinished = new RegExp(`\\b(?:${['TO' + 'DO', 'FIX' + 'ME'].join('|')})\\b`, 'g');
const vagueNames = /^(?:.*-)?(?:utils?|helpers?|common|misc|services?|managers?)$/;

export const homeRules: HomeRule[] = [
  {
    name: 'colours come from tokens.css, by the name of their job',
    appliesTo: (path) => /^src\/app\/.*\.(css|ts|tsx)$/.test(path) && !path.endsWith('tokens.css') && isNoTest(path),
    find: (text) =>
      [hexColour, colourFunction, namedColour].flatMap((pattern) => matches(withoutComments(text), pattern)),
  },
  {
    name: 'text that a person reads or hears goes through the dictionary',
    appliesTo: (path) => /^src\/app\/.*\.tsx$/.test(path) && isNoTest(path),
    find: (text) =>
      matches(text, /\b(?:aria-label|aria-description|title|placeholder|alt|label)="[^"]*\p{L}{2}[^"]*"/gu),
  },
  {
    name: 'the domain has no clock and no randomness',
    appliesTo: (path) => path.startsWith('src/domain/') && isSource(path),
    find: (text) =>
      matches(
        withoutComments(text),
        /\bnew Date\(\s*\)|\bDate\.now\b|\bMath\.random\b|\bperformance\.now\b|\bTemporal\.Now\b/g,
      ),
  },
  {
    name: 'a screen has its instant from a clock of now.ts',
    appliesTo: (path) => /^src\/app\/.*\.tsx?$/.test(path) && isNoTest(path),
    find: (text, path) => paintedInstants(path, text),
  },
  {
    name: 'a file is named after what it exports, never utils, helpers, common, misc, manager or service',
    // `manager` is also one of the surfaces: its folder and its words keep that name.
    appliesTo: (path) => isCode(path) && !/^src\/app\/(?:.*\/)?manager\.tsx?$/.test(path),
    find: (_text, path) => {
      const name = basename(path).replace(/(?:\.test)?\.\w+$/, '');
      return vagueNames.test(name) || name === 'index' ? [path] : [];
    },
  },
  {
    name: 'nothing of the machine it was made on is in a file',
    appliesTo: (path) => /\.(ts|tsx|mjs|json|css|html|md|sql|svg|yml|yaml)$/.test(path) || path === '.ci/run',
    find: (text, path) => [
      ...matches(text, machinePaths),
      ...(path === 'package-lock.json'
        ? matches(text, /"resolved": "(?!https:\/\/registry\.npmjs\.org\/)[^"]*"/g)
        : matches(text, /https?:\/\/registry\.[\w.-]+/g)),
    ],
  },
  {
    name: 'nothing is left half done',
    appliesTo: isCode,
    find: (text) => matches(text, unfinished),
  },
  {
    name: 'a file has at most 300 lines',
    appliesTo: (path) => isSource(path) && !/^src\/(app\/text|server\/demo)\//.test(path),
    find: (text, path) => (text.split('\n').length > 301 ? [`${path}: ${text.split('\n').length} lines`] : []),
  },
];

function isNoTest(path: string): boolean {
  return !/\.test\.tsx?$/.test(path);
}

const notOurs = new Set(['node_modules', 'dist', '.git', '.gondola', 'test-results', 'fixtures']);

/** All files of the repository, as paths from its root with forward slashes. */
export function repositoryFiles(root: string, folder = ''): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder ? `${folder}/${entry.name}` : entry.name;
    if (notOurs.has(entry.name)) return [];
    if (entry.isDirectory()) return repositoryFiles(root, path);
    return entry.isFile() ? [path] : [];
  });
}

/** What a rule finds in the tree, as `path: piece`. */
export function offencesOf(rule: HomeRule, root: string, files: string[]): string[] {
  return files
    .filter((path) => rule.appliesTo(path))
    .flatMap((path) => rule.find(readFileSync(join(root, path), 'utf8'), path).map((piece) => `${path}: ${piece}`));
}
