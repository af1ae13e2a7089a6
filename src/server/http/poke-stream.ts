// The long answer of /sync/v1/poke: an event when a feed moved, a beat every 25 s so that a dead line is noticed.
// It ends with the tablet or with the server, and holds nothing that could be lost.
import type { ServerResponse } from 'node:http';
import type { FastifyReply } from 'fastify';
import type { FeedName } from '#domain/home.ts';
import type { Hub } from '#server/hub.ts';

const beatMs = 25_000;
const beat = 'event: beat\ndata: {}\n\n';

/** One timer for all: thousands of streams are open at once. */
const streams = new Set<ServerResponse>();
let timer: NodeJS.Timeout | null = null;

function beatAll(): void {
  for (const stream of streams) stream.write(beat);
}

/** The same list goes to many streams: its text is made once. */
let lastMoved: readonly string[] | null = null;
let lastText = '';

function textOf(moved: readonly string[]): string {
  if (moved !== lastMoved)
    [lastMoved, lastText] = [moved, `event: poke\ndata: ${JSON.stringify({ feeds: moved })}\n\n`];
  return lastText;
}

export function streamPokes(hub: Hub, device: string, feeds: FeedName[], reply: FastifyReply): void {
  reply.hijack();
  const stream = reply.raw;
  // It ends with its connection, so that nothing has to be put around each event.
  stream.useChunkedEncodingByDefault = false;
  for (const [name, value] of Object.entries(reply.getHeaders()))
    if (value !== undefined) stream.setHeader(name, value);
  stream.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store, no-transform',
    'x-accel-buffering': 'no',
  });
  // The first beat says at once that the line is open.
  stream.write(beat);
  streams.add(stream);
  if (!timer) timer = setInterval(beatAll, beatMs).unref();
  const unsubscribe = hub.subscribe(device, feeds, {
    send: (moved) => void stream.write(textOf(moved)),
    close: () => void stream.end(),
  });
  stream.on('error', () => undefined);
  stream.on('close', () => {
    streams.delete(stream);
    unsubscribe();
    if (streams.size > 0 || !timer) return;
    clearInterval(timer);
    timer = null;
  });
}
