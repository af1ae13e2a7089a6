// The data folder every database in memory begins with: PostgreSQL's initdb runs once for all test files of a checkout.
// Tests only; never imported by the server.
import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';

const root = join(import.meta.dirname, '../../..');
const folder = join(root, 'node_modules/.cache/gondola-pglite');
const { devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  devDependencies: Record<string, string>;
};
const kept = join(folder, `${devDependencies['@electric-sql/pglite']}.tar`);

/** As initdb leaves it, packed. Of two processes that make it at once, either's is as good. */
export async function newDataFolder(): Promise<Blob> {
  if (!existsSync(kept)) {
    const pglite = await PGlite.create();
    const packed = await pglite.dumpDataDir('none');
    await pglite.close();
    mkdirSync(folder, { recursive: true });
    const half = `${kept}.${randomUUID()}`;
    writeFileSync(half, new Uint8Array(await packed.arrayBuffer()));
    renameSync(half, kept);
  }
  return new Blob([readFileSync(kept)]);
}
