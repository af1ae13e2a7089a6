// /lookup/v1: questions that only an on-line server can answer. They read; an audit line is all they leave.
import type { FastifyInstance } from 'fastify';
import { ActsQuestion, EnrolmentQuestion, FleetQuestion, OrderQuestion, StockQuestion } from '#protocol/lookup.ts';
import type { Authority } from '#server/authority.ts';
import { actsOfVisit } from '#server/claimed-acts.ts';
import { fleetOf } from '#server/fleet.ts';
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
  app.post('/lookup/v1/fleet', { config: { rateLimit: perPerson } }, ({ body }) =>
    fleetOf(authority, parseBody(FleetQuestion, body)),
  );
  app.post('/lookup/v1/acts', { config: { rateLimit: perPerson } }, ({ body }) =>
    actsOfVisit(authority, parseBody(ActsQuestion, body)),
  );
}
