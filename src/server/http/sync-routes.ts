// /sync/v1: push, pull, hello, parked, poke. Thin: parse → who → call → answer.
import type { FastifyInstance } from 'fastify';
import { PokeRequest } from '#protocol/poke.ts';
import { PullRequest } from '#protocol/pull.ts';
import { maxBatchBytes } from '#protocol/push.ts';
import { HelloRequest } from '#protocol/session.ts';
import type { Authority } from '#server/authority.ts';
import { readableFeeds } from '#server/feed-access.ts';
import { keepParked } from '#server/parked.ts';
import { pullPages } from '#server/pull.ts';
import { takeBatch } from '#server/push-batch.ts';
import { callerOf } from '#server/session/caller.ts';
import { hello } from '#server/session/hello.ts';
import { heardVisits } from '#server/session/join.ts';
import { gateOf } from './gate.ts';
import { perDevice, perPerson } from './limits.ts';
import { parseBody } from './parse-body.ts';
import { streamPokes } from './poke-stream.ts';

// Together below the connections of the pool: whatever else is asked finds one free.
const atOnce = { pushes: 16, pulls: 6 };
const patienceMs = 4_000;

export function addSyncRoutes(app: FastifyInstance, authority: Authority): void {
  const pushes = gateOf({ atOnce: atOnce.pushes, patienceMs });
  const pulls = gateOf({ atOnce: atOnce.pulls, patienceMs });

  app.post('/sync/v1/push', { bodyLimit: maxBatchBytes, config: { rateLimit: perDevice } }, async ({ body }) => {
    const start = performance.now();
    const answer = await pushes.run(() => takeBatch(authority, body));
    authority.metrics.batch(performance.now() - start);
    return answer;
  });

  app.post('/sync/v1/pull', { config: { rateLimit: perDevice } }, async ({ body }) => {
    const start = performance.now();
    const request = parseBody(PullRequest, body);
    const answer = await pulls.run(async () => pullPages(authority, await callerOf(authority, request), request));
    authority.metrics.pull(performance.now() - start);
    return answer;
  });

  app.post('/sync/v1/hello', { config: { rateLimit: perDevice } }, ({ body }) =>
    hello(authority, parseBody(HelloRequest, body)),
  );

  app.post('/sync/v1/parked', { bodyLimit: maxBatchBytes, config: { rateLimit: perPerson } }, ({ body }) =>
    keepParked(authority, body),
  );

  app.post('/sync/v1/poke', { config: { rateLimit: perDevice } }, async ({ body }, reply) => {
    const request = parseBody(PokeRequest, body);
    const caller = await callerOf(authority, request);
    const { readable, refused } = await readableFeeds(authority, caller, request.feeds, request.grants);
    const heard = [...readable.map(([name]) => name), ...(await heardVisits(authority, caller, refused))];
    streamPokes(authority.hub, caller.device.id, heard, reply);
    return reply;
  });
}
