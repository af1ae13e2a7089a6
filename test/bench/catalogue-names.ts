// Names as in real catalogues for the catalogue's bench: those of a file, or the demo shop's, repeated with seeded noise.
// Promise: every name is another one, and the words grow with the shop as they do in real ones.
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { departments } from '#server/demo/departments.ts';
import { type Rng, rngFor } from '#server/demo/rng.ts';

export interface Base {
  name: string;
  priceMinor: number;
}

const besideTheRepository = fileURLToPath(
  new URL('../../../shared/data/history/online-retail/items.tsv.gz', import.meta.url),
);

/** `file`: lines of names, or a table with a column `name` and perhaps one of prices; gzipped or not. */
export function readNames(file: string | undefined): { source: string; bases: Base[] } {
  const path = file ?? (existsSync(besideTheRepository) ? besideTheRepository : null);
  if (path === null) return { source: 'the demo shop', bases: demoBases() };
  const bytes = readFileSync(path);
  const text = (bytes[0] === 0x1f ? gunzipSync(bytes) : bytes).toString('utf8');
  const [first = '', ...rest] = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  const columns = first.split('\t');
  const [name, price] = [columns.indexOf('name'), columns.findIndex((column) => column.includes('price'))];
  const lines = name < 0 ? [first, ...rest] : rest;
  const byName = new Map<string, Base>();
  for (const line of lines) {
    const cells = line.split('\t');
    const words = (cells[Math.max(0, name)] ?? '').trim().replaceAll(/\s+/g, ' ').toLowerCase();
    if (words.length < 3) continue;
    const minor = Math.round(100 * Number(price < 0 ? 9.9 : cells[price]));
    byName.set(words, { name: words, priceMinor: minor > 0 ? minor : 990 });
  }
  if (byName.size === 0) throw new Error(`${path} has no names`);
  return { source: path.split(/[\\/]/).slice(-2).join('/'), bases: [...byName.values()] };
}

const demoBases = (): Base[] =>
  departments.flatMap(({ families }) =>
    families.map(({ name, subtitle, priceMinor }) => ({
      name: `${name['pt-BR']} ${subtitle['pt-BR'].split(/[,.]/)[0] ?? ''}`.trim().toLowerCase(),
      priceMinor,
    })),
  );

const syllables = 'ba be bi bo ca co da do fa fi ga go ja la le li lo lu ma me mi mo na ni no pa pe po ra re ri ro sa'
  .concat(' se so ta te ti to va ve vi za zu')
  .split(' ');
const invented = (rng: Rng, count: number): string => Array.from({ length: count }, () => rng.pick(syllables)).join('');

const noises: readonly ((words: string[], rng: Rng, vocabulary: readonly string[]) => void)[] = [
  // A word of another name in the place of one of its own; frequent words more often.
  (words, rng, vocabulary) => void (words[rng.int(0, words.length - 1)] = rng.pick(vocabulary)),
  (words, rng, vocabulary) => void words.splice(rng.int(0, words.length), 0, rng.pick(vocabulary)),
  (words, rng) => void words.push(rng.pick(['set of', 'pack of', 'box of']), String(rng.int(2, 24))),
  (words, rng) => void words.push(`${rng.int(4, 90)}cm`),
  (words, rng) => void words.push(`${rng.int(4, 60)}x${rng.int(4, 60)}cm`),
  // A series of its own: where a catalogue's new words come from.
  (words, rng) => void words.push(invented(rng, rng.int(2, 4))),
];

/** As many as asked for, the file's own first. */
export function manyNames(bases: readonly Base[], count: number): string[] {
  const rng = rngFor('bench', 'names');
  const vocabulary = bases.flatMap(({ name }) => name.split(' '));
  const taken = new Set<string>();
  return Array.from({ length: count }, (_, at) => {
    const words = (bases[at % bases.length]?.name ?? '').split(' ');
    for (let round = 0; round < (at < bases.length ? 0 : rng.int(1, 2)); round++)
      rng.pick(noises)(words, rng, vocabulary);
    while (taken.has(words.join(' '))) words.push(`${rng.pick('abdfgkmprstvx'.split(''))}${rng.int(10, 9999)}`);
    const name = words.join(' ');
    taken.add(name);
    return name.charAt(0).toUpperCase() + name.slice(1);
  });
}
