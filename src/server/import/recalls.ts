// Lines of a recall file to the chain's recalls: one per notice and GTIN. It ends by its `to`, or goes with `live` = no.
// Promise: a notice that would be misread, or that names nothing we sell, is refused and told, never stored in part.
import { InstantMs } from '#domain/ids.ts';
import type { Recall } from '#domain/recall.ts';
import type { LocalText } from '#domain/text.ts';
import { gtinOf } from './catalogue-row.ts';
import { type Into, linesPerBatch, onlyOnce, storeChainRows } from './chain-rows.ts';
import { Items } from './items.ts';
import { Seen } from './seen.ts';
import type { Sink } from './sink.ts';
import { recallIdOf, sourceUuid } from './source-id.ts';
import { sinceMs } from './store-time.ts';
import { BadCell, brief, instantMs, listOf, words, yesOrNo } from './values.ts';

/** Without `fromMs` it holds from the moment it first came in. */
export type RecallBody = Omit<Recall, 'id' | 'gtin14' | 'fromMs'> & { fromMs: number | null };

export interface RecallLine {
  id: string;
  gtin14: string;
  /** null: withdrawn. */
  body: RecallBody | null;
}

export function openRecalls(into: Into): Sink<RecallLine> {
  const items = new Items(into.db, into.chain.id);
  const seen = new Seen();
  return {
    linesPerBatch,
    parse(read) {
      const notice = words(read('id'), 'the id', 120);
      if (notice === '') throw new BadCell('the id of the notice is missing');
      const gtin14 = gtinOf(read('gtin'));
      const body = yesOrNo(read('live')) ? recallBody(read) : null;
      onlyOnce(seen, sourceUuid(notice, gtin14), `the notice ${notice} for ${gtin14}`);
      return { id: recallIdOf(into.chain.id, notice, gtin14), gtin14, body };
    },
    async store(lines, tally, reject) {
      const answers = await items.find(lines.map(({ gtin14 }) => ({ item: null, gtin14 })));
      const good = lines.filter(({ gtin14, body }, at) => {
        // What is called back is every item of that number; what is withdrawn may have left the catalogue.
        const isKnown = body === null || answers[at] !== 'unknown';
        if (!isKnown) reject(at, `no item ${gtin14} in the catalogue`);
        return isKnown;
      });
      const wanted = good.map(({ id, gtin14, body }) => ({
        id,
        row:
          body === null
            ? null
            : (before: Recall | undefined): Recall => ({
                id,
                gtin14,
                ...body,
                fromMs: body.fromMs ?? sinceMs(before, body.toMs, into.nowMs),
              }),
      }));
      await storeChainRows(into, 'recall', wanted, tally);
    },
  };
}

export function recallBody(read: (field: string) => string): RecallBody {
  const level = read('level').trim().toLowerCase() || 'stop';
  if (level !== 'stop' && level !== 'notice')
    throw new BadCell(`the level "${brief(level)}" is neither stop nor notice`);
  const [fromMs, toMs] = [optionalMs(read('from')), optionalMs(read('to'))];
  if (fromMs !== null && toMs !== null && toMs <= fromMs) throw new BadCell('it ends before it begins');
  return {
    lots: pieceNames(read('lots'), 'lot'),
    serials: pieceNames(read('serials'), 'serial'),
    fromMs,
    toMs,
    text: localText(read, 'text', 2_000),
    level,
  };
}

function optionalMs(text: string): number | null {
  if (text.trim() === '') return null;
  const atMs = instantMs(text);
  if (!InstantMs.safeParse(atMs).success) throw new BadCell(`"${brief(text)}" is no time`);
  return atMs;
}

/** AI 10 and 21: at most 20 characters of GS1's set 82. A longer one stands on no tag, so it would never be found. */
function pieceNames(text: string, what: 'lot' | 'serial'): string[] {
  const names = listOf(text, `the ${what}s`, 500);
  for (const name of names) {
    if (name.length > 20) throw new BadCell(`the ${what} "${brief(name)}" is longer than 20 characters`);
    if (!/^[!"%&'()*+,\-./0-9:;<=>?A-Z_a-z]+$/.test(name))
      throw new BadCell(`the ${what} "${brief(name)}" holds characters that no tag can bear`);
  }
  return names;
}

/** `text`, `text_en`, `text_es`: the first is the chain's own language and has to be there. */
export function localText(read: (field: string) => string, field: string, limit: number): LocalText {
  const [own, en, es] = [field, `${field}_en`, `${field}_es`].map((one) => words(read(one), `the ${field}`, limit));
  if (!own) throw new BadCell(`the ${field} is missing`);
  return { 'pt-BR': own, ...(en ? { en } : {}), ...(es ? { es } : {}) };
}
