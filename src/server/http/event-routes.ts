// /v1/events: what visitors of a web shop did, from its pages or its server, by a channel's key; and what a person's own
// phone has seen. The only door that pages of other origins may knock at, and only of the channels' own.
import type * as z from 'zod/mini';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { EventBatch, maxEventsBytes, PhoneEventsRequest } from '#protocol/events.ts';
import type { HomeId } from '#domain/ids.ts';
import type { Authority } from '#server/authority.ts';
import { allowance, ofEvents, ofNewCustomers } from '#server/events/allowance.ts';
import { channelOfKey, isOriginOfChannel, mayComeFrom } from '#server/events/channels.ts';
import { customerOfPhone } from '#server/events/phone.ts';
import { historyChain, takeEvents, takePhoneEvents } from '#server/events/take-events.ts';
import { callerOf } from '#server/session/caller.ts';
import { gateOf } from './gate.ts';
import { perDevice, perVisitor } from './limits.ts';
import { parseBody } from './parse-body.ts';
import { Refused } from './refused.ts';

const path = '/v1/events';
export const scriptPath = '/gondola.js';

export function addEventRoutes(app: FastifyInstance, authority: Authority): void {
  const { db, now } = authority;
  // Few of the pool's connections: a web shop's rush hour is no reason for a tablet to wait.
  const gate = gateOf({ atOnce: 3, patienceMs: 4_000 });
  const allow = allowance(now, ofEvents);
  const allowNew = allowance(now, ofNewCustomers);

  app.addHook('onRequest', async (request, reply) => {
    if (isAt(path, request) || isAt(scriptPath, request)) await letPageRead(authority, request, reply);
  });

  app.options(path, { config: { rateLimit: perVisitor } }, async (_request, reply) => {
    if (!reply.hasHeader('access-control-allow-origin')) throw new Refused(403, 'foreign_origin');
    return reply
      .code(204)
      .header('access-control-allow-methods', 'POST')
      .header('access-control-allow-headers', 'authorization, content-type')
      .header('access-control-max-age', '7200')
      .send();
  });

  app.post(path, { bodyLimit: maxEventsBytes, config: { rateLimit: perVisitor } }, async ({ body, headers }) => {
    const { key, events, sent_at: sentAt } = batchOf(body);
    const channel = await channelOfKey(db, /^Bearer (\S+)$/i.exec(headers.authorization ?? '')?.[1] ?? key ?? '');
    if (!channel) throw new Refused(401, 'unknown_key');
    if (!mayComeFrom(channel, headers.origin)) throw new Refused(403, 'foreign_origin');
    if (!allow(channel.id, events.length)) throw new Refused(429, 'slow_down');
    const chain = await historyChain(db, channel.chain_id as HomeId);
    // The shop's own server is believed; what a page says may be anybody's word.
    const mayMake = (count: number): boolean => channel.origins.length === 0 || allowNew(channel.id, count);
    const answers = await gate.run(() =>
      takeEvents(authority, chain, events, { aheadMs: aheadOf(sentAt, now()), mayMake }),
    );
    return { serverTimeMs: now(), events: answers };
  });

  const ofPhone = { bodyLimit: maxEventsBytes, config: { rateLimit: perDevice } };
  app.post('/session/v1/events', ofPhone, async ({ body }) => {
    const request = parseBody(PhoneEventsRequest, body);
    const customer = await customerOfPhone(authority, await callerOf(authority, request));
    const answers = await gate.run(() => takePhoneEvents(authority, customer, request.events));
    return { serverTimeMs: now(), events: answers };
  });
}

/** The time on the way is no error of a clock. */
const aheadOf = (sentAt: number | undefined, nowMs: number): number =>
  sentAt === undefined || Math.abs(sentAt - nowMs) < 60_000 ? 0 : sentAt - nowMs;

const isAt = (where: string, { url }: FastifyRequest): boolean => url === where || url.startsWith(`${where}?`);

/** Without credentials: a page has none here, and needs none. */
async function letPageRead({ db }: Authority, { headers }: FastifyRequest, reply: FastifyReply): Promise<void> {
  reply.header('cross-origin-resource-policy', 'cross-origin').header('vary', 'origin');
  const { origin } = headers;
  if (origin !== undefined && origin.length <= 200 && (await isOriginOfChannel(db, origin)))
    reply.header('access-control-allow-origin', origin);
}

/** Its events are looked at one by one, later. A page that sends plain text need not ask for leave beforehand. */
function batchOf(body: unknown): z.infer<typeof EventBatch> {
  const parsed = EventBatch.safeParse(typeof body === 'string' ? objectOf(body) : body);
  if (!parsed.success) throw new Refused(400, 'unreadable');
  return parsed.data;
}

function objectOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
