// `npm run ai-table -- FILE`: the GS1 Barcode Syntax Dictionary (gs1-syntax-dictionary.txt of github.com/gs1,
// Apache-2.0) becomes src/domain/gs1-ai-formats.ts. Promise: the same dictionary gives the same file, byte for byte.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Facts of the dictionary that we keep of a part: its checks that need more than a pattern. */
const keptChecks: Readonly<Record<string, string>> = { csum: 'c', yymmd0: 'd', yymmdd: 'e' };

interface Entry {
  /** "3100-3105" or one identifier. */
  ais: string;
  format: string;
  /** The orders of qualifiers; null: it names nothing in an address. */
  link: string[][] | null;
}

/** "N13,csum,key" → "N13c"; "[N6],yymmdd" → "[N6e]". */
function partOf(component: string): string {
  const [type = '', ...checks] = component.split(',');
  const check = checks.map((name) => keptChecks[name] ?? '').join('');
  return type.endsWith(']') ? `${type.slice(0, -1)}${check}]` : type + check;
}

/** One line of the dictionary; null for comments and empty ones. Throws for a line it can't read. */
function entryOf(line: string): Entry | null {
  const text = line.replace(/#.*$/, '').trim();
  if (text === '') return null;
  const [ais = '', ...words] = text.split(/\s+/);
  const flags = /^[*?!"$%&'()+,\-./:;<=>@\\^_`{|}~]+$/.test(words[0] ?? '') ? (words.shift() ?? '') : '';
  const components = words.filter((word) => /^\[?[NXYZ](?:\.\.)?\d/.test(word));
  if (!/^\d{2,4}(?:-\d{2,4})?$/.test(ais) || components.length === 0)
    throw new Error(`not a line of the dictionary: ${line}`);
  const link = words.map((word) => /^dlpkey(?:=(.*))?$/.exec(word)).find((found) => found !== null);
  return {
    ais,
    format: `${flags.includes('*') ? '*' : ''}${components.map(partOf).join(' ')}`,
    link: link ? (link[1] ?? '').split('|').map((order) => order.split(',').filter(Boolean)) : null,
  };
}

/** Neighbours of one length and one format become a run: 4302, 4303 … → 4302-4306. */
function joinRuns(list: readonly string[]): string[] {
  const runs: { from: string; to: string }[] = [];
  for (const entry of list) {
    const [from = '', to = from] = entry.split('-');
    const last = runs.at(-1);
    if (last && last.to.length === from.length && Number(last.to) + 1 === Number(from)) last.to = to;
    else runs.push({ from, to });
  }
  return runs.map(({ from, to }) => (from === to ? from : `${from}-${to}`));
}

/** The text of src/domain/gs1-ai-formats.ts, before it is laid out. */
export function aiTableOf(dictionary: string): string {
  const entries = dictionary.split('\n').flatMap((line) => entryOf(line) ?? []);
  const lines = [...Map.groupBy(entries, ({ format }) => format)].map(
    ([format, group]) => `${format}: ${joinRuns(group.map(({ ais }) => ais)).join(' ')}`,
  );
  const links = entries.flatMap(({ ais, link }) =>
    link ? [`['${ais}', ${JSON.stringify(link).replaceAll('"', "'")}]`] : [],
  );
  return `// Made by \`npm run ai-table\` from the GS1 Barcode Syntax Dictionary (Apache-2.0): its facts about each identifier,
// without its rules about which belong together. Not written by hand; how to read a line stands in gs1-ai-table.ts.

export const formats = \`
${lines.join('\n')}\`;

/** Identifiers that name a thing in a GS1 Digital Link, each with the orders its qualifiers may have. */
export const linkOrders: readonly (readonly [string, readonly (readonly string[])[]])[] = [
${links.map((link) => `  ${link},`).join('\n')}
];
`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [path] = process.argv.slice(2);
  if (path === undefined) {
    console.error('Usage: npm run ai-table -- FILE, the gs1-syntax-dictionary.txt of the GS1 Barcode Syntax Resource.');
    process.exit(2);
  }
  const target = fileURLToPath(new URL('../../src/domain/gs1-ai-formats.ts', import.meta.url));
  writeFileSync(target, aiTableOf(readFileSync(path, 'utf8')));
  execFileSync(process.execPath, [
    fileURLToPath(new URL('../../node_modules/oxfmt/bin/oxfmt', import.meta.url)),
    target,
  ]);
  console.error(`Wrote ${target}`);
}
