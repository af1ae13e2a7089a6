// Looks for words in everything that a page and its service worker can be asked for: the document, what React holds, the
// addresses of the browser's way back, every store of the origin, and what the worker answers.
import type { Page } from 'playwright';

/** Where each word was found, "localStorage name: …"; the values of all stores are read and walked through. */
export const searchPage = (page: Page, words: readonly string[]): Promise<string[]> => page.evaluate(lookAround, words);

/** Runs in the page. */
async function lookAround(words: readonly string[]): Promise<string[]> {
  const wanted = words.map((word) => word.toLowerCase());
  const found: string[] = [];
  const look = (place: string, text: string): void => {
    const low = text.toLowerCase();
    for (const word of wanted) {
      const at = low.indexOf(word);
      if (at >= 0) found.push(`${place}: ${text.slice(Math.max(0, at - 30), at + word.length + 30)}`);
    }
  };
  const lookInBytes = (place: string, bytes: Uint8Array): void => {
    look(place, new TextDecoder('latin1').decode(bytes));
    look(`${place} (utf-16)`, new TextDecoder('utf-16le').decode(bytes.subarray(0, bytes.length & ~1)));
  };

  const met = new Set<unknown>();
  let left = 400_000;
  /** Iterative: what React holds is deep. Nodes of the document are looked at as text. */
  const walk = async (place: string, start: unknown): Promise<void> => {
    const open: [string, unknown][] = [[place, start]];
    for (let next = open.pop(); next && left > 0; next = open.pop()) {
      const [path, value] = next;
      if (typeof value === 'string') look(path, value);
      if (typeof value !== 'object' || value === null || met.has(value) || value instanceof Node) continue;
      met.add(value);
      left -= 1;
      if (value instanceof Blob) lookInBytes(path, new Uint8Array(await value.arrayBuffer()));
      else if (value instanceof ArrayBuffer) lookInBytes(path, new Uint8Array(value));
      else if (ArrayBuffer.isView(value))
        lookInBytes(path, new Uint8Array(value.buffer, value.byteOffset, value.byteLength));
      else if (value instanceof Map || value instanceof Set) for (const one of value) open.push([path, one]);
      else
        for (const [name, property] of Object.entries(Object.getOwnPropertyDescriptors(value))) {
          look(`${path} name`, name);
          // A getter is asked for nothing: it may do something.
          if ('value' in property) open.push([path, property.value]);
        }
    }
  };

  const html = document.documentElement;
  look('document', html.outerHTML);
  look('document text', html.innerText);
  look('title', document.title);
  for (const field of document.querySelectorAll('input, textarea, select'))
    look('field', (field as HTMLInputElement).value);
  look('address', location.href);
  look('window name', window.name);
  look('cookie', document.cookie);
  await walk('history state', history.state);
  for (const entry of navigation.entries()) {
    look('way back', entry.url ?? '');
    await walk('way back state', entry.getState());
  }
  for (const { name } of performance.getEntries()) look('performance entry', name);
  for (const [name, storage] of Object.entries({ localStorage, sessionStorage }))
    for (const [key, value] of Object.entries(storage)) look(`${name} ${key}`, `${key} ${String(value)}`);

  for (const { name } of await indexedDB.databases()) {
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      const asked = indexedDB.open(name ?? '');
      asked.addEventListener('success', () => resolve(asked.result));
      asked.addEventListener('error', () => reject(asked.error ?? new Error('not opened')));
    });
    for (const store of db.objectStoreNames) {
      const place = `indexedDB ${name}/${store}`;
      for (const way of ['getAll', 'getAllKeys'] as const) {
        const rows = await new Promise((resolve, reject) => {
          const asked = db.transaction(store).objectStore(store)[way]();
          asked.addEventListener('success', () => resolve(asked.result));
          asked.addEventListener('error', () => reject(asked.error ?? new Error('not read')));
        });
        await walk(place, rows);
      }
    }
    db.close();
  }
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      look(`cache ${name}`, request.url);
      const answer = await cache.match(request);
      if (answer) lookInBytes(`cache ${name} ${request.url}`, new Uint8Array(await answer.arrayBuffer()));
    }
  }
  const folders = [await navigator.storage.getDirectory()];
  for (let folder = folders.pop(); folder; folder = folders.pop())
    for await (const [name, entry] of folder as unknown as AsyncIterable<[string, FileSystemHandle]>) {
      look('opfs name', name);
      if (entry.kind === 'directory') folders.push(entry as FileSystemDirectoryHandle);
      else {
        const file = await (entry as FileSystemFileHandle).getFile();
        lookInBytes(`opfs ${name}`, new Uint8Array(await file.arrayBuffer()));
      }
    }

  // Whatever the worker says to whoever asks, and what it answers in the place of the server.
  const worker = navigator.serviceWorker.controller;
  const replies: unknown[] = [];
  const { port1, port2 } = new MessageChannel();
  port1.addEventListener('message', ({ data }) => replies.push(data));
  port1.start();
  const hear = ({ data }: MessageEvent): unknown => replies.push(data);
  navigator.serviceWorker.addEventListener('message', hear);
  worker?.postMessage({ type: 'WHAT_DO_YOU_KNOW' }, [port2]);
  for (const path of ['/', '/search', '/list', '/activity', '/code'])
    look(`answer to ${path}`, await (await fetch(path)).text().catch(() => ''));
  navigator.serviceWorker.removeEventListener('message', hear);
  await walk('worker', replies);

  const root = document.getElementById('root');
  for (const [name, value] of Object.entries(root ?? {})) if (name.startsWith('__react')) await walk('react', value);
  if (left <= 0) found.push('more than could be walked through');
  return found;
}
