// The page's end of the decoder worker: one picture under way, one answer each. Promise: a worker that dies or
// hangs is replaced, so that scanning comes back by itself.
import type { DecodeHow, DecodeReply, DecodeRequest } from './decoder-worker.ts';
import type { FrameMeasure } from './frame-measure.ts';
import type { RawRead } from './zxing-reader.ts';

export type Decoded = {
  readonly reads: readonly RawRead[];
  readonly width: number;
  readonly height: number;
  readonly decodeMs: number;
  /** Only where it was asked for and nothing was read. */
  readonly measure: FrameMeasure | null;
};
export type FrameDecoder = {
  readonly isBusy: boolean;
  /** Takes the picture over (it is closed in the worker). Rejects when busy or when the decoder failed. */
  decode(picture: ImageBitmap, how: DecodeHow, measure?: boolean): Promise<Decoded>;
  close(): void;
};

/** The first answer waits for 1 MB of WebAssembly, on a slow tablet from a cold cache. */
const patienceMs = 15_000;

export function openFrameDecoder(): FrameDecoder {
  let worker: Worker | undefined;
  let lastId = 0;
  let pending: { id: number; settle(reply: DecodeReply): void } | undefined;

  const fail = (error: string) => pending?.settle({ id: pending.id, error });

  function openWorker(): Worker {
    const opened = new Worker(new URL('./decoder-worker.ts', import.meta.url), { type: 'module', name: 'decoder' });
    opened.addEventListener('message', (event: MessageEvent<DecodeReply>) => {
      if (event.data.id === pending?.id) pending.settle(event.data);
    });
    opened.addEventListener('error', (event) => {
      drop();
      fail(event.message || 'the decoder could not be loaded');
    });
    return opened;
  }

  function drop(): void {
    worker?.terminate();
    worker = undefined;
  }

  worker = openWorker();

  return {
    get isBusy() {
      return pending !== undefined;
    },
    async decode(picture, how, measure = false) {
      if (pending) {
        picture.close();
        throw new Error('the decoder is busy');
      }
      worker ??= openWorker();
      const request: DecodeRequest = { id: ++lastId, picture, how, measure };
      const { promise, resolve } = Promise.withResolvers<DecodeReply>();
      const timer = setTimeout(() => {
        drop();
        fail('the decoder did not answer');
      }, patienceMs);
      pending = { id: request.id, settle: resolve };
      worker.postMessage(request, [picture]);
      const reply = await promise;
      clearTimeout(timer);
      pending = undefined;
      if ('error' in reply) throw new Error(reply.error);
      return reply;
    },
    close() {
      drop();
      fail('the decoder was closed');
    },
  };
}
