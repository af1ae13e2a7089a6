// The long answer of /sync/v1/poke: an event when a feed moved, a beat every 25 s so that a dead line is noticed.
// It ends with the tablet or with the server, and holds nothing that could be lost.
import type { FastifyReply } from 'fastify';
import type { FeedName } from '#domain/home.ts';
import type { Hub } from '#server/hub.ts';

const beatMs = 25_000;

export function streamPokes(hub: Hub, device: string, feeds: FeedName[], reply: FastifyReply): void {
  reply.hijack();
  const stream = reply.raw;
  for (const [name, value] of Object.entries(reply.getHeaders()))
    if (value !== undefined) stream.setHeader(name, value);
  stream.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store, no-transform',
    'x-accel-buffering': 'no',
  });
  // The first beat says at once that the line is open.
  stream.write('event: beat\ndata: {}\n\n');
  const beat = setInterval(() => stream.write('event: beat\ndata: {}\n\n'), beatMs);
  beat.unref();
  const unsubscribe = hub.subscribe(device, feeds, {
    send: (moved) => void stream.write(`event: poke\ndata: ${JSON.stringify({ feeds: moved })}\n\n`),
    close: () => void stream.end(),
  });
  stream.on('error', () => undefined);
  stream.on('close', () => {
    clearInterval(beat);
    unsubscribe();
  });
}
