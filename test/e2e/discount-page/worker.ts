// The same baskets in a worker.
import { hashOfBaskets } from '#test/build/baskets.ts';

export interface BasketOrder {
  seed: number;
  count: number;
}
export type BasketAnswer = Awaited<ReturnType<typeof hashOfBaskets>>;

self.addEventListener('message', ({ data }: MessageEvent<BasketOrder>) => {
  void hashOfBaskets(data.seed, data.count).then((answer) => self.postMessage(answer));
});
