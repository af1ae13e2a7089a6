import { describe, expect, it, test } from 'vitest';
import { type Recall, recallsFor, stopsSale } from './recall.ts';

const gtin14 = '07891000100103';
const recall = (part: Partial<Recall> = {}): Recall => ({
  id: 'recall',
  gtin14,
  lots: ['L1', 'L2'],
  serials: [],
  fromMs: 1_000,
  toMs: null,
  text: { 'pt-BR': 'Não use.' },
  level: 'stop',
  ...part,
});
const matchOf = (one: Recall, piece: { lot?: string; serial?: string }, nowMs = 2_000): string | undefined =>
  recallsFor([one], gtin14, piece, nowMs)[0]?.match;

describe('a recall', () => {
  test.each([
    ['of a lot, its lot on the tag', recall(), { lot: 'L2' }, 'this'],
    ['of a lot, written small', recall(), { lot: ' l2' }, 'this'],
    ['of a lot, another one on the tag', recall(), { lot: 'L3' }, undefined],
    ['of a lot, none on the tag', recall(), {}, 'look'],
    ['of every lot', recall({ lots: [] }), {}, 'this'],
    ['of another product', recall({ gtin14: '00036000291452', lots: [] }), {}, undefined],
    ['of pieces, its serial', recall({ lots: [], serials: ['S1'] }), { serial: 'S1' }, 'this'],
    ['of pieces, another serial', recall({ lots: [], serials: ['S1'] }), { serial: 'S2' }, undefined],
    ['of pieces of a lot, serial unknown', recall({ serials: ['S1'] }), { lot: 'L1' }, 'look'],
    ['of pieces of a lot, wrong lot', recall({ serials: ['S1'] }), { lot: 'L9', serial: 'S1' }, undefined],
  ])('%s', (_, one, piece, match) => {
    expect(matchOf(one, piece)).toBe(match);
  });

  it('holds from its first instant until before its last', () => {
    const one = recall({ lots: [], toMs: 3_000 });
    expect([999, 1_000, 2_999, 3_000].map((nowMs) => matchOf(one, {}, nowMs))).toEqual([
      undefined,
      'this',
      'this',
      undefined,
    ]);
  });

  it('stops a sale only when this very piece is meant and the level says so', () => {
    const hits = (one: Recall, lot?: string) => recallsFor([one], gtin14, lot === undefined ? {} : { lot }, 2_000);
    expect(stopsSale(hits(recall(), 'L1'))).toBe(true);
    expect(stopsSale(hits(recall()))).toBe(false);
    expect(stopsSale(hits(recall({ level: 'notice' }), 'L1'))).toBe(false);
  });

  it('of this piece comes first, and of those the one that stops', () => {
    const all = [
      recall({ id: 'look' }),
      recall({ id: 'notice', lots: [], level: 'notice' }),
      recall({ id: 'stop', lots: [] }),
    ];
    expect(recallsFor(all, gtin14, {}, 2_000).map((hit) => hit.recall.id)).toEqual(['stop', 'notice', 'look']);
  });
});
