import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib';
import compress from '@fastify/compress';
import fastify from 'fastify';
import { expect, onTestFinished, test } from 'vitest';
import { reEncode } from '#server/pictures/re-encode.ts';
import { buildPicture } from '#test/build/picture-bytes.ts';
import { addFiles } from './file-routes.ts';

/** The files of a scratch data folder, behind an app that ends with the test. */
async function openFiles() {
  const dataDir = mkdtempSync(join(tmpdir(), 'gondola-files-'));
  const app = fastify();
  onTestFinished(async () => {
    await app.close();
    rmSync(dataDir, { recursive: true, force: true });
  });
  const webFolder = join(dataDir, 'web');
  mkdirSync(webFolder);
  await app.register(compress, { threshold: 1024 });
  await addFiles(app, { webFolder, dataDir });
  return { app, dataDir };
}

test('a size of a picture is made when it is first asked for, and kept for ever; what has no picture is not there', async () => {
  const { app, dataDir } = await openFiles();
  const folder = join(dataDir, 'files', 'pictures');
  const { sha256, small } = await reEncode(folder, await buildPicture({ width: 1_000 }).png().toBuffer());
  const get = (name: string) => app.inject({ method: 'GET', url: `/files/pictures/${name}` });
  for (const name of [
    `${sha256}-480.avif`,
    `${sha256}-480.webp`,
    `${sha256}.avif`,
    `${sha256}.webp`,
    `${small}.webp`,
  ]) {
    const { statusCode, headers } = await get(name);
    expect([name, statusCode, headers['content-type'], headers['cache-control']]).toEqual([
      name,
      200,
      `image/${name.split('.')[1]}`,
      'public, max-age=31536000, immutable',
    ]);
    expect(existsSync(join(folder, name))).toBe(true);
  }
  for (const name of [`${'0'.repeat(64)}-480.avif`, `${small}.avif`, `${sha256}-481.webp`, `${sha256}-480.png`])
    expect([403, 404], name).toContain((await get(name)).statusCode);
});

test('a packed file goes over the line as small as the browser takes it, and from any byte on as it is', async () => {
  const { app, dataDir } = await openFiles();
  const sha = 'b'.repeat(64);
  const path = join(dataDir, 'files', 'snapshots', `${sha}.bin`);
  const whole = Buffer.from('gondola'.repeat(1_000));
  writeFileSync(path, whole);
  writeFileSync(`${path}.br`, brotliCompressSync(whole));
  writeFileSync(`${path}.gz`, gzipSync(whole));
  const ask = (headers: Record<string, string>) =>
    app.inject({ method: 'GET', url: `/files/snapshots/${sha}.bin`, headers });
  const packed = await ask({ 'accept-encoding': 'gzip, br' });
  expect([packed.headers['content-encoding'], packed.rawPayload.length < 100]).toEqual(['br', true]);
  expect(brotliDecompressSync(packed.rawPayload)).toEqual(whole);
  expect(gunzipSync((await ask({ 'accept-encoding': 'gzip' })).rawPayload)).toEqual(whole);
  const rest = await ask({ 'accept-encoding': 'identity', range: 'bytes=6000-' });
  expect([rest.statusCode, rest.rawPayload]).toEqual([206, whole.subarray(6_000)]);
  expect((await ask({ range: 'bytes=9999-' })).statusCode).toBe(416);
});
