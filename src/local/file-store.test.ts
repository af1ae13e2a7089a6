// The browser's private file system, played: what it answers when something is wrong with it.
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { openFileStore } from './file-store.ts';

let lying: Map<string, Uint8Array<ArrayBuffer>>;
/** Swap files that nobody has closed or given up. */
let open: number;
let fails: { directory?: Error; handle?: Error; file?: Error; write?: Error };
beforeEach(() => {
  [lying, open, fails] = [new Map(), 0, {}];
  class Handle {
    readonly name: string;
    constructor(name: string) {
      this.name = name;
    }
    async getFile() {
      if (fails.file) throw fails.file;
      return new Blob([lying.get(this.name) ?? new Uint8Array()]);
    }
    async createWritable() {
      open += 1;
      let swap = new Uint8Array();
      return {
        async write(bytes: Uint8Array<ArrayBuffer>) {
          if (fails.write) throw fails.write;
          swap = bytes;
        },
        close: async () => {
          open -= 1;
          lying.set(this.name, swap);
        },
        async abort() {
          open -= 1;
        },
      };
    }
  }
  const directory = {
    async getFileHandle(name: string, { create = false } = {}) {
      if (fails.handle) throw fails.handle;
      if (!create && !lying.has(name)) throw new DOMException('none', 'NotFoundError');
      if (!lying.has(name)) lying.set(name, new Uint8Array());
      return new Handle(name);
    },
    removeEntry: async (name: string) => void lying.delete(name),
    async *keys() {
      yield* lying.keys();
    },
  };
  vi.stubGlobal('FileSystemFileHandle', Handle);
  vi.stubGlobal('navigator', {
    storage: {
      async getDirectory() {
        if (fails.directory) throw fails.directory;
        return { getDirectoryHandle: async () => directory };
      },
    },
  });
});

const bytes = new Uint8Array([1, 2, 3]);

describe('the private file system', () => {
  it('gives what was written, and null only for what is not there', async () => {
    const files = await openFileStore();
    await files.write('a', bytes);
    expect(await files.read('a')).toEqual(bytes);
    expect(await files.read('b')).toBeNull();
    fails.file = new DOMException('removed in between', 'NotFoundError');
    expect(await files.read('a')).toBeNull();
  });

  it.each(['handle', 'file'] as const)('a %s that can’t be had now is not a file that is not there', async (what) => {
    const files = await openFileStore();
    await files.write('a', bytes);
    fails[what] = new DOMException('not now', 'NotReadableError');
    await expect(files.read('a')).rejects.toThrow('not now');
  });

  it('[SG2] what could not be written leaves neither a swap file nor an empty one', async () => {
    const files = await openFileStore();
    fails.write = new DOMException('no room', 'QuotaExceededError');
    await expect(files.write('a', bytes)).rejects.toMatchObject({ name: 'QuotaExceededError' });
    expect([open, await files.names()]).toEqual([0, []]);
  });

  it('[PL3] what lay under the name before stays when the next can’t be written', async () => {
    const files = await openFileStore();
    await files.write('a', bytes);
    fails.write = new DOMException('no room', 'QuotaExceededError');
    await expect(files.write('a', new Uint8Array([4]))).rejects.toMatchObject({ name: 'QuotaExceededError' });
    expect([open, await files.read('a')]).toEqual([0, bytes]);
  });

  it('that does not open this once says of no file that it is not there; another holds what comes meanwhile', async () => {
    fails.directory = new DOMException('not now', 'UnknownError');
    const files = await openFileStore();
    await expect(files.read('a')).rejects.toThrow('did not open');
    await files.write('b', bytes);
    expect(await files.read('b')).toEqual(bytes);
  });
});
