import { describe, expect, it } from 'vitest';
import { adjustmentCodes, type OutcomeCode, refusalCodes } from '#domain/outcome.ts';
import { nextStep, reasonKey, reasonKeys } from './outcome-words.ts';
import { en } from './text/en.ts';
import { es } from './text/es.ts';
import { later } from './text/pt-br/later.ts';
import { ptBR } from './text/pt-br.ts';

const codes = [...refusalCodes, ...adjustmentCodes].filter((code): code is Exclude<OutcomeCode, 'ok'> => code !== 'ok');
const source = { ...ptBR, ...later };
const catalogues = { 'pt-BR': source, en, es };

describe('how an act ended', () => {
  it('is one sentence for each code in each language, and never one sentence for two codes [OC1]', () => {
    for (const [locale, words] of Object.entries(catalogues)) {
      const sentences = codes.map((code) => words[reasonKeys[code]]);
      expect(sentences.every(Boolean), locale).toBe(true);
      expect(new Set(sentences).size, locale).toBe(codes.length);
    }
  });

  it('says of a recall that it is one: no code says that, whoever was first is named', () => {
    expect(reasonKey('wrong_state', { recall: { 'pt-BR': 'Leia.' } })).toBe('reason.recalled');
    expect(reasonKey('wrong_state', {})).toBe('reason.wrong_state');
    expect(reasonKey('already_done', { by: 'Ana' })).toBe('reason.already_done_by');
    for (const words of Object.values(catalogues))
      expect(Object.values(reasonKeys).map((key) => words[key])).not.toContain(words['reason.recalled']);
  });

  it('comes with a next step, for a shopper and for the staff', () => {
    for (const who of ['shopper', 'staff'] as const)
      for (const code of codes) expect(source[nextStep(code, who).words], `${who} ${code}`).toMatch(/\.$/);
  });

  it('has a sentence of its own for each of the six statuses', () => {
    const keys = [
      'activity.confirmed',
      'activity.adjusted',
      'activity.choice',
      'activity.refused',
      'state.superseded',
      'state.expired',
    ] as const;
    for (const words of Object.values(catalogues)) expect(new Set(keys.map((key) => words[key])).size).toBe(6);
  });
});
