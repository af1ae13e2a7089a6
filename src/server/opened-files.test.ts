import { createHash } from 'node:crypto';
import { copyFileSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { feedName } from '#domain/home.ts';
import { buildStock, chainHome, storeHome, testId } from '#test/build/domain.ts';
import { packedBytes } from '#test/build/packed.ts';
import { openedFiles } from './opened-files.ts';

const feed = feedName('store/floor', storeHome);
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gondola-opened-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Its name, and how many bytes it has. */
async function write(rev: number): Promise<{ sha256: string; bytes: number }> {
  const at = { cursor: { timeline: 't', rev, tag: 'tag' }, asOfMs: 1 };
  const bytes = await packedBytes(feed, at, { stock: [buildStock({ id: testId() })] });
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  writeFileSync(join(folder, `${sha256}.bin`), bytes);
  return { sha256, bytes: bytes.length };
}
const empty = (): void => readdirSync(folder).forEach((name) => rmSync(join(folder, name)));

describe('packed files that tablets name', () => {
  test('are opened once, for their own feed only', async () => {
    const { sha256 } = await write(1);
    const file = openedFiles(folder);
    const [one, same] = await Promise.all([file(feed, sha256), file(feed, sha256)]);
    empty();
    expect(one?.footer.cursor.rev).toBe(1);
    expect([same, await file(feed, sha256)]).toEqual([one, one]);
    expect(await file(feedName('chain/catalogue', chainHome), sha256)).toBeNull();
  });

  test('are kept as long as there is room, those that were asked for last', async () => {
    const [first, second, third] = [await write(1), await write(2), await write(3)];
    const file = openedFiles(folder, first.bytes + second.bytes + 10);
    for (const { sha256 } of [first, second, first, third]) await file(feed, sha256);
    empty();
    const kept = await Promise.all(
      [first, second, third].map(async ({ sha256 }) => (await file(feed, sha256)) !== null),
    );
    expect(kept).toEqual([true, false, true]);
  });

  test('that are not there, have changed, or whose name is no hash, are none', async () => {
    const file = openedFiles(folder);
    const [{ sha256 }, other] = [await write(1), await write(2)];
    copyFileSync(join(folder, `${other.sha256}.bin`), join(folder, `${'e'.repeat(64)}.bin`));
    for (const name of ['e'.repeat(64), 'f'.repeat(64), `${sha256}.bin`, `x/../${sha256}`, ''])
      expect(await file(feed, name)).toBeNull();
  });
});
