// The words of a person's own phone, all three languages: they come with its screens, so that no tablet loads them.
// A component takes `const p = usePhoneText()`.
import { setupI18n } from '@lingui/core';
import type { Locale } from '#domain/text.ts';
import { phone as en } from './en/phone.ts';
import { phone as es } from './es/phone.ts';
import { phone as ptBR } from './pt-br/phone.ts';
import { compileOnce, useLocale, type Values } from './text.ts';

export type PhoneKey = keyof typeof ptBR;
export type PhoneWords = Record<PhoneKey, string>;
export type TranslatePhone = (key: PhoneKey, values?: Values) => string;

export const phoneWords: Record<Locale, PhoneWords> = { 'pt-BR': ptBR, en, es };

const translatorOf = (locale: Locale): TranslatePhone => {
  const i18n = setupI18n({ locale, messages: { [locale]: { ...phoneWords[locale] } } }).setMessagesCompiler(
    compileOnce,
  );
  return (key, values) => i18n._(key, values);
};
const translators: Record<Locale, TranslatePhone> = {
  'pt-BR': translatorOf('pt-BR'),
  en: translatorOf('en'),
  es: translatorOf('es'),
};

export const usePhoneText = (): TranslatePhone => translators[useLocale()];
