// /health for whoever starts and watches the server, /metrics for this machine only: it tells how busy the shop is.
import { sql } from 'kysely';
import type { FastifyInstance } from 'fastify';
import type { Authority } from '#server/authority.ts';

const isThisMachine = (ip: string): boolean => ip === '::1' || /^(::ffff:)?127\./.test(ip);

export function addWatchRoutes(app: FastifyInstance, { db, metrics, hub, now }: Authority): void {
  app.get('/health', async (_request, reply) => {
    const isUp = await sql`select 1`.execute(db).then(
      () => true,
      () => false,
    );
    return reply
      .code(isUp ? 200 : 503)
      .header('cache-control', 'no-store')
      .send({ ok: isUp, database: isUp, listeners: hub.size, serverTimeMs: now() });
  });
  app.get('/metrics', async (request, reply) => {
    if (!isThisMachine(request.ip)) return reply.code(404).send({ error: 'not_found' });
    return reply
      .header('cache-control', 'no-store')
      .type('text/plain; version=0.0.4')
      .send(await metrics.text());
  });
}
