// Unmet demand (M14): words that somebody looked for and found nothing by. Noted by the tablet itself, told to nobody: its
// receipt is all there is. Promise: only plain words, never numbers or addresses; and sealed, as a name is a plain word [AR1].
import * as z from 'zod/mini';
import { act, decide } from '#domain/act.ts';
import { applied } from '#domain/outcome.ts';
import { wordsAsked } from '#domain/search/words.ts';

const Word = z.string().check(z.regex(/^\p{L}{2,24}$/u));
export const Words = z.strictObject({ words: z.array(Word).check(z.minLength(1), z.maxLength(5)) });
const Nothing = z.strictObject({});

export const noteSearch = act<z.infer<typeof Nothing>, z.infer<typeof Words>>({
  kind: 'note-search',
  v: 2,
  home: 'store',
  open: Nothing,
  personal: Words,
  may: ['device', 'visit', 'staff', 'manager'],
  quiet: true,
  lane: (_input, visit) => `visit/${visit}`,
  reads: () => [],
  // That nothing was found is a fact of the tablet's moment: what the catalogue has learnt since changes nothing of it.
  apply: () => decide(applied()),
});

/** The words of a question that may be noted, or null: with a digit or an @ in it, it may be somebody's own. */
export function notableWords(text: string): string[] | null {
  if (/[\d@]/.test(text)) return null;
  const words = wordsAsked(text).slice(0, 5);
  return words.length > 0 && words.every((word) => Word.safeParse(word).success) ? words : null;
}
