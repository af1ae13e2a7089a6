// The words on every screen. Three languages; Portuguese is in the first bundle, the others come when they are chosen.
// A component takes `const t = useText()`: its identity changes with the language, so nothing memoised keeps old words.
import { setupI18n } from '@lingui/core';
import { compileMessage } from '@lingui/message-utils/compileMessage';
import { useSyncExternalStore } from 'react';
import type { Locale } from '#domain/text.ts';
import type { later } from './pt-br/later.ts';
import { ptBR } from './pt-br.ts';

export type TextKey = keyof typeof ptBR | keyof typeof later;
export type Values = Readonly<Record<string, string | number>>;
export type Translate = (key: TextKey, values?: Values) => string;

type Compiled = ReturnType<typeof compileMessage>;
const compiled = new Map<string, Compiled>();

/** ICU → tokens, once per message. No code is generated, so it runs under a policy without 'unsafe-eval'. */
export function compileOnce(message: string): Compiled {
  const known = compiled.get(message);
  if (known) return known;
  const tokens = compileMessage(message);
  compiled.set(message, tokens);
  return tokens;
}

const portuguese: Partial<Record<TextKey, string>> = { ...ptBR };
const i18n = setupI18n({ locale: 'pt-BR', messages: { 'pt-BR': { ...ptBR } } }).setMessagesCompiler(compileOnce);

/** Portuguese words that came with a surface of their own: they add to those of the first bundle. */
export function learn(words: Readonly<Partial<Record<TextKey, string>>>): void {
  Object.assign(portuguese, words);
  i18n.load('pt-BR', { ...words } as Record<string, string>);
}

let current: Locale = 'pt-BR';
let asked: Locale = current;
const translators = new Map<Locale, Translate>();
const listeners = new Set<() => void>();

function translatorOf(locale: Locale): Translate {
  const known = translators.get(locale);
  if (known) return known;
  const translate: Translate = (key, values) => i18n._(key, values);
  translators.set(locale, translate);
  return translate;
}

/** The word for a key in the language that is on. Outside components (speech, titles); inside, use `useText()`. */
export const t: Translate = (key, values) => i18n._(key, values);

export const currentLocale = (): Locale => current;

async function wordsOf(locale: Locale): Promise<Record<string, string>> {
  if (locale === 'en') return (await import('./en.ts')).en;
  if (locale === 'es') return (await import('./es.ts')).es;
  return { ...portuguese } as Record<string, string>;
}

/** Changes the language of the whole page, `<html lang>` included. Rejects if the words could not be loaded; the old language stays. The last call wins. */
export async function activate(locale: Locale): Promise<void> {
  asked = locale;
  const messages = await wordsOf(locale);
  if (asked !== locale) return;
  i18n.loadAndActivate({ locale, messages });
  current = locale;
  if (typeof document !== 'undefined') document.documentElement.lang = locale;
  for (const listener of [...listeners]) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** `t`, re-rendering the component when the language changes. */
export const useText = (): Translate => useSyncExternalStore(subscribe, () => translatorOf(current));

export const useLocale = (): Locale => useSyncExternalStore(subscribe, currentLocale);
