import { afterEach, describe, expect, it } from 'vitest';
import { activate, t } from '#app/text/text.ts';
import type { ClaimedAct } from '#sync/tablet-port.ts';
import { deskLine } from './desk-line.ts';

type Desk = NonNullable<ClaimedAct['deskWord']>;
const nowMs = Date.UTC(2026, 10, 22, 12);
const later = nowMs + 60_000;
const facts = { product: 'Mochila Pico, 68 L', nowMs, timeOf: (atMs: number) => (atMs === later ? '01:03' : '?') };
const held = { code: 'ZBZH', kind: 'hold', variantId: 'v', untilMs: later };
const line = (desk: Partial<Desk>) =>
  deskLine({ state: 'solved', by: null, how: null, answer: null, ...desk }, t, facts);

afterEach(() => activate('pt-BR'));

describe("the desk's work on a ticket", () => {
  it('[OC1] says what was set aside instead, until when, and the number to say', async () => {
    for (const how of ['other_variant', 'done_again'] as const)
      expect(line({ how, answer: held })).toEqual({
        isDone: true,
        words: 'A equipe separou para você: Mochila Pico, 68 L, até 01:03. Diga o número ZBZH no balcão.',
      });
    await activate('es');
    expect(line({ how: 'other_variant', answer: held }).words).toContain('hasta las 01:03. Di el número ZBZH');
    await activate('en');
    expect(line({ how: 'other_variant', answer: held }).words).toContain('until 01:03. Say the number ZBZH');
  });

  it('promises nothing that has ended, and nothing whose act has not arrived', () => {
    for (const untilMs of [nowMs, null]) {
      const over = line({ how: 'other_variant', answer: { ...held, untilMs } });
      expect(over.isDone).toBe(false);
      expect(over.words).toContain('Já não está separado');
    }
    expect(line({ how: 'other_variant' })).toEqual({ isDone: false, words: 'A equipe está cuidando disto.' });
  });

  it('names whoever has it, and says when nobody has yet', () => {
    expect(line({ state: 'taken', by: 'Rita' }).words).toBe('Rita está cuidando disto.');
    expect(line({ state: 'taken' }).words).toBe('A equipe está cuidando disto.');
    expect(line({ state: 'open' }).words).toBe('A equipe já sabe e vai cuidar disto.');
  });

  it('has its own sentence for every way in which an entry is answered', () => {
    const words = (['online', 'told', 'counted', 'dismissed'] as const).map((how) => line({ how }).words);
    expect(new Set(words).size).toBe(4);
    expect(line({ how: 'done_again', answer: { ...held, kind: 'hand-over', untilMs: null } })).toEqual({
      isDone: true,
      words: 'A equipe fez de novo o que você pediu. Número ZBZH.',
    });
  });
});
