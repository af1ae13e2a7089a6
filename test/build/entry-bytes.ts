// What the first paint of the built app waits for: the scripts and styles that its page names, as gzip packs them.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

export function entryFiles(dist: string): { file: string; gzipBytes: number }[] {
  const page = readFileSync(join(dist, 'index.html'), 'utf8');
  const files = [...new Set(page.match(/assets\/[\w.-]+\.(?:js|css)/g))];
  return files.map((file) => ({ file, gzipBytes: gzipSync(readFileSync(join(dist, file)), { level: 9 }).length }));
}
