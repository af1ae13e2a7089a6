// A call back of goods: a product, or some lots or pieces of it, that should not be used, and what to do with them.
// Home: the chain; feed: chain/catalogue. Promise: where the tag does not say enough, a person is asked to look.
import * as z from 'zod/mini';
import { InstantMs, RowId } from './ids.ts';
import { locales, LocalText } from './text.ts';

export const Recall = z.strictObject({
  /** [gtin14]/…: a hold finds the recalls of its product by the beginning of their ids. */
  id: RowId,
  gtin14: z.string().check(z.regex(/^\d{14}$/)),
  /** Empty: every lot. */
  lots: z.array(z.string()),
  /** Empty: every piece of those lots. */
  serials: z.array(z.string()),
  fromMs: InstantMs,
  toMs: z.nullable(InstantMs),
  text: LocalText,
  /** notice: read this. stop: do not sell, do not hand over. */
  level: z.enum(['notice', 'stop']),
});
export type Recall = z.infer<typeof Recall>;

/** `this`: the piece in hand is meant. `look`: its tag does not say, the label does. */
export interface RecallHit {
  readonly recall: Recall;
  readonly match: 'this' | 'look';
}

/** What the tag said of the very piece; what it does not say is not there. */
export interface PieceNames {
  readonly lot?: string | undefined;
  readonly serial?: string | undefined;
}

/** Just these two, each only where it is said: an act has no room for the others, JSON none for `undefined`. */
export const pieceNames = ({ lot, serial }: PieceNames): PieceNames => ({
  ...(lot ? { lot } : {}),
  ...(serial ? { serial } : {}),
});

/** Lots are compared without case: a notice typed by hand must not miss for a small letter. */
const says = (named: readonly string[], own: string | undefined): 'yes' | 'no' | 'unknown' => {
  if (named.length === 0) return 'yes';
  if (own === undefined) return 'unknown';
  return named.some((one) => one.trim().toUpperCase() === own.trim().toUpperCase()) ? 'yes' : 'no';
};

/** The recalls that concern a product as it was shown, those of this very piece and those that stop a sale first. */
export function recallsFor(
  recalls: readonly Recall[],
  gtin14: string,
  { lot, serial }: PieceNames,
  nowMs: number,
): RecallHit[] {
  const hits = recalls.flatMap((recall): RecallHit[] => {
    if (recall.gtin14 !== gtin14 || nowMs < recall.fromMs || (recall.toMs !== null && nowMs >= recall.toMs)) return [];
    const answers = [says(recall.lots, lot), says(recall.serials, serial)];
    if (answers.includes('no')) return [];
    return [{ recall, match: answers.includes('unknown') ? 'look' : 'this' }];
  });
  const weight = ({ recall, match }: RecallHit): number =>
    (match === 'this' ? 2 : 0) + (recall.level === 'stop' ? 1 : 0);
  return hits.toSorted((a, b) => weight(b) - weight(a) || (a.recall.id < b.recall.id ? -1 : 1));
}

/** Its words as an outcome carries them. */
export const noticeOf = ({ text }: Recall): Record<string, string> =>
  Object.fromEntries(locales.flatMap((locale) => (text[locale] === undefined ? [] : [[locale, text[locale]]])));

/** What the ids of a product's recalls begin with. */
export const recallPrefix = (gtin14: string): string => `${gtin14}/`;

/** The recall for which this very piece must not be sold, or undefined. */
export const stoppedBy = (hits: readonly RecallHit[]): Recall | undefined =>
  hits.find(({ recall, match }) => match === 'this' && recall.level === 'stop')?.recall;
export const stopsSale = (hits: readonly RecallHit[]): boolean => stoppedBy(hits) !== undefined;

/** No piece of it may be sold, whatever its tag would say: nobody is led to it. */
export const isWhollyStopped = (recalls: readonly Recall[], gtin14: string, nowMs: number): boolean =>
  recalls.length > 0 && stopsSale(recallsFor(recalls, gtin14, {}, nowMs));
