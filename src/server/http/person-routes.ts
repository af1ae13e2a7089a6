// A person at a tablet, and a person's own phone: passes, visits that they open, and what may be asked of them.
// None of them writes shop data: a visit is joined to its person by an act.
import type { FastifyInstance } from 'fastify';
import {
  HistoryQuestion,
  JoinRequest,
  JoinTakeRequest,
  MeQuestion,
  PassRequest,
  PassRevokeRequest,
  VisitEndRequest,
  VisitQuestion,
  VisitRequest,
} from '#protocol/person.ts';
import type { Authority } from '#server/authority.ts';
import { endVisit, identifyVisit } from '#server/session/identify.ts';
import { makeJoinCode, takeJoinCode } from '#server/session/join.ts';
import { givePass, revokePasses } from '#server/session/pass.ts';
import { historyOf, meOf, visitOf } from '#server/session/person-answer.ts';
import { perPerson } from './limits.ts';
import { parseBody } from './parse-body.ts';

export function addPersonRoutes(app: FastifyInstance, authority: Authority): void {
  const config = { config: { rateLimit: perPerson } };
  app.post('/session/v1/pass', config, ({ body }) => givePass(authority, parseBody(PassRequest, body)));
  app.post('/session/v1/pass/revoke', config, ({ body }) =>
    revokePasses(authority, parseBody(PassRevokeRequest, body)),
  );
  app.post('/session/v1/visit', config, ({ body }) => identifyVisit(authority, parseBody(VisitRequest, body)));
  app.post('/session/v1/visit/end', config, ({ body }) => endVisit(authority, parseBody(VisitEndRequest, body)));
  app.post('/session/v1/join', config, ({ body }) => makeJoinCode(authority, parseBody(JoinRequest, body)));
  app.post('/session/v1/join/take', config, ({ body }) => takeJoinCode(authority, parseBody(JoinTakeRequest, body)));
  app.post('/lookup/v1/visit', config, ({ body }) => visitOf(authority, parseBody(VisitQuestion, body)));
  app.post('/lookup/v1/visit/history', config, ({ body }) => historyOf(authority, parseBody(HistoryQuestion, body)));
  app.post('/lookup/v1/me', config, ({ body }) => meOf(authority, parseBody(MeQuestion, body)));
}
