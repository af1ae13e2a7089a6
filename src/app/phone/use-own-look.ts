// A phone is set up by the person who carries it: its language and its dark or light are theirs from the first paint on.
import { useEffect, useEffectEvent } from 'react';
import { useLook } from '#app/look-context.tsx';
import { currentLocale } from '#app/text/text.ts';
import type { Locale } from '#domain/text.ts';

/** The first of the browser's languages that the shop speaks. */
export function localeOf(languages: readonly string[]): Locale {
  for (const language of languages) {
    const short = language.slice(0, 2).toLowerCase();
    if (short === 'pt') return 'pt-BR';
    if (short === 'en' || short === 'es') return short;
  }
  return 'pt-BR';
}

export function useOwnLook(): void {
  const { look, setLook, setLocale } = useLook();
  const begin = useEffectEvent(() => {
    const locale = localeOf(navigator.languages);
    if (locale !== currentLocale()) setLocale(locale);
    if (matchMedia('(prefers-contrast: more)').matches) setLook({ ...look, theme: 'contrast' });
    else if (matchMedia('(prefers-color-scheme: dark)').matches) setLook({ ...look, theme: 'dark' });
  });
  useEffect(() => begin(), []);
}
