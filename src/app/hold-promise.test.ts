import { describe, expect, it } from 'vitest';
import { adjusted, applied, needsChoice } from '#domain/outcome.ts';
import { mustConfirm, promiseOf } from './hold-promise.ts';
import { en } from './text/en.ts';
import { es } from './text/es.ts';
import { ptBR } from './text/pt-br.ts';

const leased = { kind: 'hold', open: { lease: 'device/epoch/variant' }, outcome: null };

describe('before the shop has answered', () => {
  it('[LS2] a hold is guaranteed by a lease, while it is expected to end well', () => {
    expect(promiseOf({ ...leased, prediction: applied() })).toBe('guaranteed');
    expect(promiseOf({ ...leased, prediction: needsChoice('sold_out', []) })).toBe('unsure');
    expect(promiseOf({ ...leased, prediction: null })).toBe('unsure');
    expect(promiseOf({ ...leased, open: {}, prediction: applied() })).toBe('unsure');
    expect(promiseOf({ ...leased, kind: 'save-to-list', prediction: applied() })).toBe('unsure');
  });

  it("[LS5] out of the retailer's buffer it is not: we'll confirm", () => {
    expect(promiseOf({ ...leased, prediction: applied({ confirm: true }) })).toBe('confirm');
  });
});

describe('where the platform reserves nothing', () => {
  it("[LS5] every end of a hold says that we'll confirm, fewer units and another price too", () => {
    expect(mustConfirm({ outcome: applied({ confirm: true }) })).toBe(true);
    expect(mustConfirm({ outcome: adjusted('fewer', { confirm: true }) })).toBe(true);
    expect(mustConfirm({ outcome: applied(), prediction: applied({ confirm: true }) })).toBe(false);
  });

  it("[LS5] the words are we'll confirm in each language, and never guaranteed", () => {
    const says = [
      [ptBR, /vamos confirmar/i, /garantid|reservad/i],
      [en, /we will confirm/i, /guaranteed/i],
      [es, /lo confirmamos/i, /garantizad/i],
    ] as const;
    for (const [words, ours, never] of says)
      for (const key of ['outcome.confirming', 'state.confirm_until', 'state.set_aside_line'] as const) {
        expect(words[key]).toMatch(ours);
        expect(words[key]).not.toMatch(never);
      }
  });
});
