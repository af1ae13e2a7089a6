// /lookup/v1: questions that only an on-line server can answer. They read; an audit line is all they leave.
import type { FastifyInstance } from 'fastify';
import { EnrolmentQuestion, OrderQuestion, StockQuestion } from '#protocol/lookup.ts';
import type { Authority } from '#server/authority.ts';
import { orderByNumber, stockElsewhere, waitingEnrolment } from '#server/look-up.ts';
import { perDevice, perPerson } from './limits.ts';
import { parseBody } from './parse-body.ts';

export function addLookupRoutes(app: FastifyInstance, authority: Authority): void {
  app.post('/lookup/v1/stock', { config: { rateLimit: perDevice } }, ({ body }) =>
    stockElsewhere(authority, parseBody(StockQuestion, body)),
  );
  app.post('/lookup/v1/order', { config: { rateLimit: perPerson } }, ({ body }) =>
    orderByNumber(authority, parseBody(OrderQuestion, body)),
  );
  app.post('/lookup/v1/enrolment', { config: { rateLimit: perPerson } }, ({ body }) =>
    waitingEnrolment(authority, parseBody(EnrolmentQuestion, body)),
  );
}
