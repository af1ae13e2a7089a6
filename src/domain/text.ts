// Words that come from the shop's data, in the chain's languages. Portuguese is the one that is always there.
import * as z from 'zod/mini';

export const locales = ['pt-BR', 'en', 'es'] as const;
export const Locale = z.enum(locales);
export type Locale = z.infer<typeof Locale>;

/** A chain whose catalogue has one language only fills 'pt-BR' with it: the first language is the fallback. */
export const LocalText = z.strictObject({
  'pt-BR': z.string(),
  en: z.optional(z.string()),
  es: z.optional(z.string()),
});
export type LocalText = z.infer<typeof LocalText>;

export const wordsIn = (text: LocalText, locale: Locale): string => text[locale] ?? text['pt-BR'];
