// The entry of `npm start`: which parts a shop's server is made of. What happens is in start.ts.
import fastifyStatic from '@fastify/static';
import fastify, { type FastifyInstance } from 'fastify';
import { keepOneOrigin } from './origin.ts';
import { type Parts, start } from './start.ts';

const buildApp: Parts['buildApp'] = async ({ config, log }) => {
  const https = config.tls ?? null;
  const app = fastify({ https, loggerInstance: log } as { loggerInstance: typeof log }) as unknown as FastifyInstance;
  keepOneOrigin(app, config);
  await app.register(fastifyStatic, { root: config.webFolder });
  return app;
};

process.exit(await start(process.argv.slice(2), { buildApp, prepareShop: async () => [] }));
