// The discount engine as a page has it, and a worker that has it too: the test asks both for the same baskets.
import { hashOfBaskets } from '#test/build/baskets.ts';
import type { BasketAnswer, BasketOrder } from './worker.ts';

const worker = new Worker(new URL('worker.ts', import.meta.url), { type: 'module' });

const inWorker = (order: BasketOrder): Promise<BasketAnswer> =>
  new Promise((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<BasketAnswer>) => resolve(data);
    worker.onerror = ({ message }) => reject(new Error(message));
    worker.postMessage(order);
  });

const inPage = ({ seed, count }: BasketOrder): Promise<BasketAnswer> => hashOfBaskets(seed, count);

declare global {
  interface Window {
    baskets?: { inPage: typeof inPage; inWorker: typeof inWorker };
  }
}
window.baskets = { inPage, inWorker };
