// SQLite's own WebAssembly build in a worker of its own, over the private file system, as its documentation advises.
// Promise: only asks and answers pass between page and worker.
import type { Engine } from './engine.ts';
import type { Asked, Told } from './sqlite-worker.ts';

export function sqlite(): Engine {
  const worker = new Worker(new URL('./sqlite-worker.ts', import.meta.url), { type: 'module' });
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  let asked = 0;
  worker.addEventListener('message', ({ data }: MessageEvent<Told>) => {
    const one = waiting.get(data.id);
    waiting.delete(data.id);
    if ('error' in data) one?.reject(new Error(data.error));
    else one?.resolve(data.value);
  });
  worker.addEventListener('error', ({ message }) => {
    for (const { reject } of waiting.values()) reject(new Error(message || 'the worker did not start'));
  });
  const ask = (what: Asked['what'], value: unknown = null): Promise<unknown> =>
    new Promise((resolve, reject) => {
      asked += 1;
      waiting.set(asked, { resolve, reject });
      worker.postMessage({ id: asked, what, value } satisfies Asked);
    });

  return {
    fill: async (sources) => void (await ask('fill', sources)),
    open: async () => void (await ask('open')),
    byGtin: (gtin14) => ask('byGtin', gtin14) as ReturnType<Engine['byGtin']>,
    search: (text, kind) => (kind === 'typo' ? null : (ask('search', text) as Promise<string[]>)),
  };
}
