// Versions of the built app without building them: copies of dist/ with other file names, another shell, another
// database. Promise: each differs from the build only in what its maker says.
import { cpSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const built = join(dirname(dirname(dirname(fileURLToPath(import.meta.url)))), 'dist');

export interface VersionChange {
  /** Goes into a meta tag of the shell, the worker's list of files and every file name, as a build's hashes do. */
  name: string;
  /** A further version of the outbox's database: `added` brings a table, `broken` an upgrade that throws. */
  outbox?: 'added' | 'broken';
  /** What should be sealed is stored as it was typed. */
  sealing?: 'off';
}

/** Copies dist/ to `folder` and makes another version of it. */
export function makeVersion(folder: string, { name, outbox, sealing }: VersionChange): string {
  cpSync(built, folder, { recursive: true });
  const assets = join(folder, 'assets');
  const files = readdirSync(assets).filter((file) => /\.(js|css)$/.test(file));
  const renamed = new Map(files.map((file) => [file, file.replace(/\.(js|css)$/, `-${name}.$1`)]));
  for (const [from, to] of renamed) renameSync(join(assets, from), join(assets, to));
  const texts = [...renamed.values()].map((file) => join(assets, file));
  let isUnsealed = sealing === undefined;
  for (const file of [...texts, join(folder, 'index.html'), join(folder, 'service-worker.js')]) {
    let text = readFileSync(file, 'utf8');
    for (const [from, to] of renamed) text = text.replaceAll(from, to);
    if (outbox) text = withOutbox(text, outbox);
    if (sealing) {
      const sealed = text;
      text = unsealed(text);
      isUnsealed ||= text !== sealed;
    }
    writeFileSync(file, text);
  }
  if (!isUnsealed) throw new Error('nothing seals in this build as it did');
  edit(join(folder, 'index.html'), (text) => text.replace('</head>', `<meta name="version" content="${name}"></head>`));
  edit(join(folder, 'service-worker.js'), (text) =>
    text.replaceAll(/"revision":"\w+"(?=,"url":"index\.html")/g, `"revision":"${name}"`),
  );
  return folder;
}

/** As the next developer would: a second version() below the first one. */
function withOutbox(text: string, change: NonNullable<VersionChange['outbox']>): string {
  const stores = /(this\.version\(1\)\.stores\(\{action:[^}]*ballast:[^}]*\}\))/g;
  const next =
    change === 'added'
      ? 'this.version(2).stores({extra:`id`})'
      : 'this.version(2).stores({extra:`id`}).upgrade(()=>{throw new Error("an upgrade that throws")})';
  return text.replaceAll(stores, `$1,${next}`);
}

/** In the place of what was ciphered stands what was to be. */
function unsealed(text: string): string {
  const sealing = /(await \w+\.seal\((\w+),.{1,80}?,ct:)[\w$]+\(new Uint8Array\(\w+\)\)/;
  return text.replace(sealing, '$1new TextDecoder().decode($2)');
}

function edit(file: string, change: (text: string) => string): void {
  writeFileSync(file, change(readFileSync(file, 'utf8')));
}
