import { afterAll, describe, expect, test } from 'vitest';
import { activate, learn, t } from '#app/text/text.ts';
import { later } from '#app/text/pt-br/later.ts';
import { consentText, isAsked, isGreeted, labelOf, lineOf, purposes, startOf, toSay } from './consent-words.ts';

const none = { history_now: false, remember: false, contact: false };
learn(later);
afterAll(() => activate('pt-BR'));

describe.each(['pt-BR', 'en', 'es'] as const)('in %s', (locale) => {
  test('[PR3] all that is asked has at most 60 words', async () => {
    await activate(locale);
    const asked = [
      t('consent.title'),
      t('consent.same'),
      ...purposes.flatMap((one) => [t(labelOf(one)), t(lineOf(one))]),
    ];
    expect(asked.join(' ').split(/\s+/).length).toBeLessThanOrEqual(60);
  });

  test('[PR4] what is kept as receipt is what stands on the screen, and fits its record', async () => {
    await activate(locale);
    for (const purpose of purposes) {
      const text = consentText(t, purpose);
      for (const part of [t('consent.title'), t('consent.same'), t(labelOf(purpose)), t(lineOf(purpose))])
        expect(text).toContain(part);
      expect(text.length).toBeLessThanOrEqual(600);
    }
  });

  test('reading all of it takes a minute: at most 200 words', async () => {
    await activate(locale);
    const all = (['all.get', 'all.use', 'all.stay', 'all.back'] as const).flatMap((key) => [t(key), t(`${key}_text`)]);
    expect(all.join(' ').split(/\s+/).length).toBeLessThanOrEqual(200);
  });
});

test('[PR2] every switch begins off; only being written to stays as the person left it', () => {
  expect(startOf(none)).toEqual(none);
  expect(startOf({ history_now: true, remember: true, contact: true })).toEqual({ ...none, contact: true });
});

test('only what changes is said', () => {
  expect(toSay(none, none)).toEqual([]);
  expect(toSay(none, { ...none, history_now: true })).toEqual([{ purpose: 'history_now', given: true }]);
  expect(toSay({ ...none, history_now: true, contact: true }, { ...none, contact: true })).toEqual([
    { purpose: 'history_now', given: false },
  ]);
});

test('a card, a person’s own phone and what holds already ask nothing; a card says why', () => {
  expect(isAsked({ by: 'pass', consents: none })).toBe(true);
  expect(isAsked({ by: 'offline', consents: { ...none, contact: true } })).toBe(true);
  expect(isAsked({ by: 'card', consents: none })).toBe(false);
  expect(isAsked({ by: 'phone', consents: none })).toBe(false);
  for (const held of [{ history_now: true }, { remember: true }])
    expect(isAsked({ by: 'pass', consents: { ...none, ...held } })).toBe(false);
  expect(isGreeted({ by: 'card', consents: none })).toBe(true);
  expect(isGreeted({ by: 'phone', consents: none })).toBe(false);
});
