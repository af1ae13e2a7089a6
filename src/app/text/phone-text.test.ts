import { compileMessageOrThrow } from '@lingui/message-utils/compileMessage';
import { describe, expect, it } from 'vitest';
import { locales } from '#domain/text.ts';
import { type PhoneKey, phoneWords } from './phone-text.ts';

const keys = Object.keys(phoneWords['pt-BR']) as PhoneKey[];
const argumentsOf = (message: string): string[] => [...message.matchAll(/\{(\w+)[,}]/g)].map(([, name]) => name ?? '');

describe('the words of a phone', () => {
  it('are whole in every language, without an exclamation mark', () => {
    for (const locale of locales)
      for (const key of keys) {
        expect(phoneWords[locale][key].trim(), `${locale} ${key}`).toMatch(/^[^!¡]+$/);
        expect(() => compileMessageOrThrow(phoneWords[locale][key]), `${locale} ${key}`).not.toThrow();
        expect(new Set(argumentsOf(phoneWords[locale][key])), `${locale} ${key}`).toEqual(
          new Set(argumentsOf(phoneWords['pt-BR'][key])),
        );
      }
  });

  it('[PR3] ask for a consent in at most 60 words and 600 characters, the same three everywhere', () => {
    const asked = keys.filter((key) => key.startsWith('consent.') && key.endsWith('_text'));
    expect(asked).toEqual(['consent.history_now_text', 'consent.remember_text', 'consent.contact_text']);
    for (const locale of locales)
      for (const key of asked) {
        const text = phoneWords[locale][key];
        expect(text.split(/\s+/).length, `${locale} ${key}`).toBeLessThanOrEqual(60);
        expect(text.length).toBeLessThanOrEqual(600);
      }
  });
});
