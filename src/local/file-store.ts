// Where packed files lie: the browser's private file system (OPFS), or Cache Storage where that is missing.
// Promise: a file is there whole or not at all; its reader looks at length and footer anyway.

export interface FileStore {
  write(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  /** null when there is none; rejects when that can't be told now. */
  read(name: string): Promise<Uint8Array<ArrayBuffer> | null>;
  remove(name: string): Promise<void>;
  names(): Promise<string[]>;
}

const folder = 'gondola-files';

/** The best store this browser has. Never rejects: without any, files live as long as the page. */
export async function openFileStore(): Promise<FileStore> {
  let hasFailed = false;
  for (const open of [privateFiles, cachedFiles])
    try {
      const store = await open();
      if (store) return hasFailed ? besideAnother(store) : store;
    } catch {
      hasFailed = true;
    }
  return hasFailed ? besideAnother(memoryFiles()) : memoryFiles();
}

/** The store that a browser usually opens did not open this once: what is not in this one may lie there all the same. */
const besideAnother = (store: FileStore): FileStore => ({
  ...store,
  async read(name) {
    const found = await store.read(name);
    if (!found) throw new Error('may lie in a store that did not open');
    return found;
  },
});

async function privateFiles(): Promise<FileStore | null> {
  if (!('storage' in navigator) || !('createWritable' in FileSystemFileHandle.prototype)) return null;
  const root = await navigator.storage.getDirectory();
  const directory = await root.getDirectoryHandle(folder, { create: true });
  return {
    async write(name, bytes) {
      const handle = await directory.getFileHandle(name, { create: true });
      // What is written becomes the file at close(), all at once.
      let writable: FileSystemWritableFileStream | null = null;
      try {
        writable = await handle.createWritable();
        await writable.write(bytes);
        await writable.close();
      } catch (error) {
        // The half that was written must take no room from those who ask for some, and an empty file is none. What lay
        // under the name before is there as it was: a feed may stand on it.
        await writable?.abort().catch(() => undefined);
        const left = await handle.getFile().catch(() => null);
        if (left?.size === 0) await directory.removeEntry(name).catch(() => undefined);
        throw error;
      }
    },
    async read(name) {
      const handle = await directory.getFileHandle(name).catch(nullIfNone);
      if (!handle) return null;
      // Another page may remove it in between.
      const file = await handle.getFile().catch(nullIfNone);
      return file && new Uint8Array(await file.arrayBuffer());
    },
    remove: (name) => directory.removeEntry(name).catch(() => undefined),
    async names() {
      const names: string[] = [];
      for await (const name of (directory as unknown as { keys(): AsyncIterable<string> }).keys()) names.push(name);
      return names;
    },
  };
}

const nullIfNone = (error: unknown): null => {
  if ((error as Partial<Error> | null)?.name === 'NotFoundError') return null;
  throw error;
};

async function cachedFiles(): Promise<FileStore | null> {
  if (!('caches' in globalThis)) return null;
  const cache = await caches.open(folder);
  const at = (name: string): string => `/${folder}/${name}`;
  return {
    write: (name, bytes) => cache.put(at(name), new Response(bytes)),
    async read(name) {
      const found = await cache.match(at(name));
      return found ? new Uint8Array(await found.arrayBuffer()) : null;
    },
    async remove(name) {
      await cache.delete(at(name));
    },
    names: async () => (await cache.keys()).map((request) => request.url.slice(request.url.lastIndexOf('/') + 1)),
  };
}

export function memoryFiles(): FileStore {
  const files = new Map<string, Uint8Array<ArrayBuffer>>();
  return {
    write: (name, bytes) => Promise.resolve(void files.set(name, bytes)),
    read: (name) => Promise.resolve(files.get(name) ?? null),
    remove: (name) => Promise.resolve(void files.delete(name)),
    names: () => Promise.resolve([...files.keys()]),
  };
}
