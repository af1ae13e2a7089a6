import { beforeEach, describe, expect, it } from 'vitest';
import { type FileStore, memoryFiles } from '#local/file-store.ts';
import { sha256Of } from '#local/packed-file.ts';
import { StorageTrouble } from '#local/storage-trouble.ts';
import { download, type DownloadDeps } from './download.ts';
import { Offline } from './trouble.ts';

const kB = 1024;
const whole = Uint8Array.from({ length: 1_500 * kB }, (_, at) => (at * 7 + (at >> 10)) & 255);
const ref = {
  sha256: await sha256Of(whole),
  path: '/files/x',
  bytes: whole.length,
  cursor: { timeline: 't', rev: 1, tag: 'x' },
};

let files: FileStore;
let asked: number[];
let heard: number[];
/** Where the line breaks off, counted from the file's beginning. */
let breaksAt: number;
let knowsRanges: boolean;
beforeEach(() => {
  [files, asked, heard, breaksAt, knowsRanges] = [memoryFiles(), [], [], Infinity, true];
});

const deps = (): DownloadDeps => ({
  files,
  time: { wallMs: () => 0, monoMs: () => 0, after: () => () => undefined },
  signal: new AbortController().signal,
  onBytes: (done) => heard.push(done),
  wire: {
    file(_path, wanted) {
      asked.push(wanted);
      const from = knowsRanges ? wanted : 0;
      async function* pieces() {
        for (let at = from; at < whole.length; at += 100 * kB) {
          if (at >= breaksAt) throw new TypeError('network error');
          yield whole.slice(at, at + 100 * kB);
        }
      }
      return Promise.resolve({ from, pieces: pieces() });
    },
  },
});
const run = () => download(ref, deps());

describe('a file from the server', () => {
  it('comes whole, says how much of it is here, and leaves nothing beside it', async () => {
    await run();
    expect(await files.read(ref.sha256)).toEqual(whole);
    expect(await files.names()).toEqual([ref.sha256]);
    expect([heard[0], heard.at(-1), asked]).toEqual([100 * kB, whole.length, [0]]);
  });

  it('[PL3] goes on where it broke off, whatever page asks next', async () => {
    breaksAt = 900 * kB;
    await expect(run()).rejects.toBeInstanceOf(Offline);
    expect(await files.read(ref.sha256)).toBeNull();
    breaksAt = 1_200 * kB;
    await expect(run()).rejects.toBeInstanceOf(Offline);
    breaksAt = Infinity;
    await run();
    expect(asked).toEqual([0, 900 * kB, 1_200 * kB]);
    expect(await files.read(ref.sha256)).toEqual(whole);
    expect(await files.names()).toEqual([ref.sha256]);
  });

  it('begins again where nobody in between knows of ranges', async () => {
    breaksAt = 900 * kB;
    await expect(run()).rejects.toBeInstanceOf(Offline);
    [breaksAt, knowsRanges] = [Infinity, false];
    await run();
    expect(await files.read(ref.sha256)).toEqual(whole);
  });

  it('is put together by the page that finds all its parts and nothing else', async () => {
    breaksAt = 1_500 * kB;
    const half = {
      ...files,
      write: (name: string, bytes: Uint8Array<ArrayBuffer>) =>
        name === ref.sha256 ? Promise.reject(new Error('killed')) : files.write(name, bytes),
    };
    await expect(download(ref, { ...deps(), files: half })).rejects.toThrow('did not come');
    await run();
    expect(asked).toEqual([0]);
    expect(await files.read(ref.sha256)).toEqual(whole);
  });

  it('with a part that was changed is no such file: it is thrown away and fetched anew', async () => {
    breaksAt = 900 * kB;
    await expect(run()).rejects.toBeInstanceOf(Offline);
    const [part = ''] = await files.names();
    await files.write(part, new Uint8Array((await files.read(part))?.length ?? 0));
    breaksAt = Infinity;
    await expect(run()).rejects.toThrow('another hash');
    expect(await files.names()).toEqual([]);
    await run();
    expect(await files.read(ref.sha256)).toEqual(whole);
  });

  it('that is here is not asked for; an empty one that a killed page left is', async () => {
    await files.write(ref.sha256, new Uint8Array());
    await run();
    await run();
    expect(asked).toEqual([0]);
  });

  it('[SG2] fits where there is no room for it and its parts at once, and is fetched once', async () => {
    const room = 2_000 * kB;
    const small: FileStore = {
      ...files,
      async write(name, bytes) {
        let used = 0;
        for (const one of await files.names()) used += (await files.read(one))?.length ?? 0;
        if (used + bytes.length > room) throw new DOMException('no room', 'QuotaExceededError');
        await files.write(name, bytes);
      },
    };
    await download(ref, { ...deps(), files: small });
    expect([asked, await files.names()]).toEqual([[0], [ref.sha256]]);
  });

  it('that lies here and can’t be read is fetched', async () => {
    await files.write(ref.sha256, whole);
    const refuse = () => Promise.reject(new DOMException('not now', 'NotReadableError'));
    await download(ref, { ...deps(), files: { ...files, read: refuse } });
    expect(asked).toEqual([0]);
  });

  it('[SG2] that finds no room says so', async () => {
    const full = { ...files, write: () => Promise.reject(new DOMException('no room', 'QuotaExceededError')) };
    await expect(download(ref, { ...deps(), files: full })).rejects.toBeInstanceOf(StorageTrouble);
  });
});
