// How a visit went, in one tap after it has ended, by nobody in particular. Home: the store; feed: store/staff.
// Promise: nothing in it leads back to the visit: no lane, no home of a person, no name that was written on purpose.
import * as z from 'zod/mini';
import { DeviceId, InstantMs, RowId } from './ids.ts';

export const answerAtMost = 200;

/** A run of digits as long as a telephone number, however it is written, or the sign of an address. */
const somebodys = /@|\d(?:[\s().-]*\d){6,}/;

/** What somebody wrote, trimmed; null: nothing. Throws away no word: `isSomebodys` says when it must not be kept. */
export const answerOf = (text: string): string | null => text.trim().slice(0, answerAtMost).trim() || null;

/** A telephone number, a document or an e-mail address is in it. */
export const isSomebodys = (text: string): boolean => somebodys.test(text);

export const Score = z.number().check(z.int(), z.gte(1), z.lte(5));

export const Answer = z.string().check(
  z.minLength(1),
  z.maxLength(answerAtMost),
  z.refine((text) => !isSomebodys(text)),
);

export const VisitRating = z.strictObject({
  id: RowId,
  /** 1: it did not work out. 5: very much. */
  score: Score,
  answer: z.nullable(Answer),
  atMs: InstantMs,
  device: DeviceId,
});
export type VisitRating = z.infer<typeof VisitRating>;
