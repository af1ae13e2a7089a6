// A plain event-stream server: what telling so many listeners costs with nothing else around it.
import { createServer, type ServerResponse } from 'node:http';

const listeners = new Set<ServerResponse>();
const server = createServer((request, response) => {
  const pieces: Buffer[] = [];
  request.on('data', (piece: Buffer) => pieces.push(piece));
  request.on('end', () => {
    if (request.url === '/tell') {
      const line = `event: poke\ndata: ${Buffer.concat(pieces).toString()}\n\n`;
      for (const listener of listeners) listener.write(line);
      response.end('told');
      return;
    }
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    response.write('event: beat\ndata: {}\n\n');
    listeners.add(response);
    response.on('close', () => listeners.delete(response));
  });
});
server.listen(Number(process.argv[2]), '127.0.0.1', () => process.send?.('listening'));
process.on('message', () => {
  globalThis.gc?.();
  process.send?.(process.memoryUsage().rss / 2 ** 20);
});
process.once('disconnect', () => process.exit(0));
