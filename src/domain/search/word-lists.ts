// Small lists of words that search treats in a way of their own: those that say nothing, and units of measure.
import type { Locale } from '#domain/text.ts';

const list = (words: string): ReadonlySet<string> => new Set(words.trim().split(/\s+/));

const units = list(`ml cl dl l lt g kg mg m cm mm km mah ah w kw v hz gb tb mb mp pol in oz lb ft un pcs`);
/** Written with or without a space after its number: "500 ml", "500ml". */
export const isUnit = (word: string): boolean => units.has(word);

// Folded, as all words here.
const small: Readonly<Record<Locale, ReadonlySet<string>>> = {
  'pt-BR': list(`a o as os e ou de da do das dos em na no nas nos num numa um uma uns umas com sem para pra por pelo
    pela pelos pelas ao aos que se`),
  en: list(`a an the and or of in on at to for with without by from that is it its`),
  es: list(`a al e el la los las lo un una unos unas y o u de del en con sin para por que se su sus`),
};
/** In no index but for names and brands, and not asked for unless nothing else is: "óculos de sol" is two words. */
export const isSmallWord = (word: string, locale: Locale): boolean => small[locale].has(word);
