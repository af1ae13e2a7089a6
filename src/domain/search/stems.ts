// Folded word → what its plural, its gender and (in English) its -ing and -ed have in common. Promise: the same stem for
// the forms of one word, never empty. Own code, for the well-kept stemmers cut far more ("universidade" = "universo")
// and weigh 5 to 20 kB a language; to change an ending is to change the block's version (search-block.ts).
import type { Locale } from '#domain/text.ts';

type Endings = readonly (readonly [ending: RegExp, instead: string])[];

const portuguese: Endings = [
  [/(?:oes|aos)$/, 'ao'],
  [/([cpt])aes$/, '$1ao'],
  // Paired with the singular below: "fácil" and "fáceis" meet at "facel", "infantil" and "infantis" too.
  [/eis$/, 'el'],
  [/([aou])is$/, '$1l'],
  [/([^aeiou])is$/, '$1el'],
  [/(..)il$/, '$1el'],
  [/ns$/, 'm'],
  [/([^s])s$/, '$1'],
];

const spanish: Endings = [
  [/([aeiou])ces$/, '$1z'],
  // Not "gris" and "autobús", whose plurals end in -es.
  [/([^siu])s$/, '$1'],
];

const english: Endings = [
  [/^(?:children|childrens)$/, 'child'],
  [/ies$/, 'y'],
  [/([^su])s$/, '$1'],
  [/^(wo)?men$/, '$1man'],
  [/([aeiou].*[^aeiou])ing$/, '$1'],
  [/([aeiou].*[^aeiou])ed$/, '$1'],
  // "running" and "run".
  [/([bdgmnprt])\1$/, '$1'],
  [/([^aeiou])ie$/, '$1y'],
];

const shortest = 3;

function cut(word: string, endings: Endings): string {
  let stem = word;
  for (const [ending, instead] of endings) {
    const shorter = stem.replace(ending, instead);
    if (shorter.length >= shortest) stem = shorter;
  }
  return stem;
}

/** "vermelhas", "vermelho" → "vermelh"; but "mão" and "limão" keep what makes them. */
const withoutGender = (word: string): string =>
  word.length > shortest && !word.endsWith('ao') ? word.replace(/[aeo]$/, '') : word;

const englishEnd = (word: string): string => {
  const whole = word.length > shortest ? word.replace(/e$/, '') : word;
  // "knife", "knives"; "berry", "berries".
  return whole.length > shortest ? whole.replace(/v$/, 'f').replace(/y$/, 'i') : whole;
};

/** `word` folded, of letters; a word with a digit, or of two letters, is its own stem. */
export function stemOf(word: string, locale: Locale): string {
  if (word.length < shortest || /[^a-z]/.test(word)) return word;
  switch (locale) {
    case 'pt-BR':
      return withoutGender(cut(word, portuguese));
    case 'es':
      return withoutGender(cut(word, spanish));
    case 'en':
      return englishEnd(cut(word, english));
  }
}

const smallForms: Readonly<Record<Locale, RegExp | null>> = {
  'pt-BR': /^(.{2,}?)(?:zinh|inh)[ao]s?$/,
  es: /^(.{3,}?)(?:cit|it)[ao]s?$/,
  en: null,
};

/** "ursinho" → "urs", "saquinho" → "sac", "florzinha" → "flor": a stem to ask for when the word itself is unknown. */
export function stemOfSmallForm(word: string, locale: Locale): string | null {
  const base = smallForms[locale]?.exec(word)?.[1]?.replace(/qu$/, 'c').replace(/gu$/, 'g');
  return base === undefined || base.length < shortest ? null : stemOf(base, locale);
}
