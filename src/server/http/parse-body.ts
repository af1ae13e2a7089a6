// The door of every route but push, which parses its acts one by one: a body of the right form or a 400.
import type * as z from 'zod/mini';
import { isStorable } from '#server/unreadable.ts';
import { Refused } from './refused.ts';

export function parseBody<T>(schema: z.ZodMiniType<T>, body: unknown): T {
  const parsed = schema.safeParse(body);
  if (!parsed.success || !isStorable(parsed.data)) throw new Refused(400, 'unreadable');
  return parsed.data;
}
