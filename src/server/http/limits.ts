// How often one caller may ask [T18]: a device that floods is slowed down by itself. The address is part of the name,
// so that nobody uses up another device's share by giving its id.
import type { FastifyRequest } from 'fastify';

const minute = 60_000;

const deviceOf = ({ ip, body }: FastifyRequest): string => {
  const id = (body as { deviceId?: unknown } | null | undefined)?.deviceId;
  return typeof id === 'string' ? `${ip} ${id.slice(0, 40)}` : ip;
};

/** Counted after the body is read: the device's id stands in it. */
export const perDevice = { max: 1200, timeWindow: minute, hook: 'preHandler', keyGenerator: deviceOf } as const;
/** Strangers: enrolment, the first manager's link. A shop's tablets may all come from one address. */
export const perAddress = { max: 120, timeWindow: minute } as const;
/** PINs and questions. */
export const perPerson = { max: 60, timeWindow: minute, hook: 'preHandler', keyGenerator: deviceOf } as const;
/** Mails: each one costs somebody a look into their mailbox. */
export const perMailbox = { max: 30, timeWindow: minute } as const;
