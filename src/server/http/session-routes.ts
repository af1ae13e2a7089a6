// /session/v1: enrol, poll, claim, shift, shift/end, mail/ask, mail/enter, phone/end. None of them writes shop data: a device or a person
// comes into being by an act, which the server takes as it takes everybody's.
import type { FastifyInstance } from 'fastify';
import {
  ClaimRequest,
  EnrolRequest,
  MailAskRequest,
  MailEnterRequest,
  PhoneEndRequest,
  PollRequest,
  ShiftEndRequest,
  ShiftRequest,
} from '#protocol/session.ts';
import type { Authority } from '#server/authority.ts';
import { claim } from '#server/session/claim.ts';
import { askToEnrol, pollEnrolment } from '#server/session/enrol.ts';
import { askCode, enterCode } from '#server/session/mail-code.ts';
import { endPhone } from '#server/session/phone.ts';
import { endShift, openShift } from '#server/session/shift.ts';
import { perAddress, perDevice, perMailbox, perPerson } from './limits.ts';
import { parseBody } from './parse-body.ts';

export function addSessionRoutes(app: FastifyInstance, authority: Authority): void {
  app.post('/session/v1/enrol', { config: { rateLimit: perAddress } }, ({ body }) =>
    askToEnrol(authority, parseBody(EnrolRequest, body)),
  );
  app.post('/session/v1/enrol/poll', { config: { rateLimit: perDevice } }, ({ body }) =>
    pollEnrolment(authority, parseBody(PollRequest, body)),
  );
  app.post('/session/v1/claim', { config: { rateLimit: perAddress } }, ({ body }) =>
    claim(authority, parseBody(ClaimRequest, body)),
  );
  app.post('/session/v1/shift', { config: { rateLimit: perPerson } }, ({ body }) =>
    openShift(authority, parseBody(ShiftRequest, body)),
  );
  app.post('/session/v1/shift/end', { config: { rateLimit: perPerson } }, ({ body }) =>
    endShift(authority, parseBody(ShiftEndRequest, body)),
  );
  app.post('/session/v1/mail/ask', { config: { rateLimit: perMailbox } }, ({ body }) =>
    askCode(authority, parseBody(MailAskRequest, body)),
  );
  app.post('/session/v1/mail/enter', { config: { rateLimit: perPerson } }, ({ body }) =>
    enterCode(authority, parseBody(MailEnterRequest, body)),
  );
  app.post('/session/v1/phone/end', { config: { rateLimit: perPerson } }, ({ body }) =>
    endPhone(authority, parseBody(PhoneEndRequest, body)),
  );
}
