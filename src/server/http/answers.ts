// What leaves the API: JSON that nobody caches, marked as ours [PU1], and every trouble as `{error}`.
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { syncHeader } from '#protocol/version.ts';
import type { Log } from '#server/authority.ts';
import { isAway, wasCut } from '#server/database/connection.ts';
import { Refused } from './refused.ts';

const apiPath = /^\/(?:sync|session|lookup|v1)\//;
const ownPath = /^\/(?:sync|session|lookup|v1|files|assets)(?:\/|$)/;

export const isApi = (url: string): boolean => apiPath.test(url);
/** Paths that are never a page of the app: an unknown one is a 404, not the app. */
export const isOwn = (url: string): boolean => ownPath.test(url);

export function markAnswers(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    if (!isApi(request.url)) return;
    reply.header(syncHeader, '1');
    reply.header('cache-control', 'no-store');
  });
}

export function answerErrors(app: FastifyInstance, log: Log): void {
  app.setErrorHandler((error: FastifyError | Refused, request, reply) => sendError(log, error, request, reply));
}

function sendError(
  log: Log,
  error: FastifyError | Refused,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  if (error instanceof Refused) {
    if (error.status === 503) reply.header('retry-after', `${Number(error.more['retryAfterS'] ?? 5)}`);
    return reply.code(error.status).send({ error: error.error, ...error.more });
  }
  if (isAway(error) || wasCut(error))
    return reply.code(503).header('retry-after', '5').send({ error: 'database_away' });
  const status = error.statusCode ?? 500;
  if (status === 413) return reply.code(413).send({ error: 'too_large' });
  if (status === 429) return reply.code(429).send({ error: 'slow_down' });
  if (status < 500) return reply.code(status).send({ error: status === 404 ? 'not_found' : 'unreadable' });
  log.error({ err: error, url: request.url }, 'A request failed');
  return reply.code(500).send({ error: 'server' });
}
