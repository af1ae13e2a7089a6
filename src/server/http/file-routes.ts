// The web app and the shop's files. What is named by its hash never changes; what names it is asked for each time.
// A path of the app, a Digital Link of a tag included (/01/GTIN/…), opens the app, with the network or without.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { sizesIn } from '#server/pictures/sizes.ts';
import { isOwn } from './answers.ts';

const forEver = 'public, max-age=31536000, immutable';
const askEachTime = 'no-cache';

/** Every page of a web shop names the script, and none of them its version. */
const cachingOf = (path: string): string =>
  /[/\\]assets[/\\]/.test(path) ? forEver : /[/\\]gondola\.js$/.test(path) ? 'public, max-age=3600' : askEachTime;

export async function addFiles(
  app: FastifyInstance,
  { webFolder, dataDir }: { webFolder: string; dataDir: string },
): Promise<void> {
  const files = join(dataDir, 'files');
  for (const kind of ['pictures', 'snapshots']) mkdirSync(join(files, kind), { recursive: true });
  for (const [kind, name] of [
    ['pictures', /\/[0-9a-f]{64}(-480)?\.(webp|avif)$/],
    ['snapshots', /\/[0-9a-f]{64}\.bin$/],
  ] as const) {
    await app.register(async (scope) => {
      if (kind === 'pictures') makeSizes(scope, join(files, kind));
      await scope.register(fastifyStatic, {
        root: join(files, kind),
        prefix: `/files/${kind}/`,
        decorateReply: false,
        index: false,
        cacheControl: false,
        preCompressed: kind === 'snapshots',
        allowedPath: (path) => name.test(path),
        setHeaders: (reply) => void reply.header('cache-control', forEver),
      });
    });
  }
  await app.register(fastifyStatic, {
    root: webFolder,
    index: ['index.html'],
    dotfiles: 'ignore',
    cacheControl: false,
    setHeaders: (reply, path) => void reply.header('cache-control', cachingOf(path)),
  });
  app.setNotFoundHandler((request, reply) => {
    const isPage = (request.method === 'GET' || request.method === 'HEAD') && !isOwn(request.url);
    // A missing chunk must be a 404: the app then reloads once [EV4].
    return isPage ? reply.sendFile('index.html') : reply.code(404).send({ error: 'not_found' });
  });
}

/** A size that nobody has asked for yet is made now; the answer waits for it. */
function makeSizes(scope: FastifyInstance, folder: string): void {
  const sizes = sizesIn(folder);
  scope.addHook('onRequest', async (request, reply) => {
    const name = /^\/files\/pictures\/([0-9a-f]{64}(?:-480\.webp|(?:-480)?\.avif))(?:\?|$)/.exec(request.url)?.[1];
    if (name === undefined || (await sizes.ensure(name)) !== 'busy') return;
    return reply.code(503).header('retry-after', '5').send({ error: 'busy' });
  });
}
