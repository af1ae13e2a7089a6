// The search's examination, written from the catalogue alone, before any engine was asked: what people type, and
// the products any of which they would take as the first answer.
import type { Locale } from '#domain/text.ts';
import { inEnglish } from './questions-en.ts';
import { inSpanish } from './questions-es.ts';
import { inPortuguese } from './questions-pt-br.ts';

export interface Question {
  readonly text: string;
  readonly kind: (typeof kinds)[number];
  /** Source ids of products, in no order: any of them at rank 1 is right. */
  readonly expected: readonly string[];
}

export const kinds = [
  'name',
  'two words',
  'prefix',
  'typo',
  'accent',
  'brand',
  'category',
  'colour',
  'size',
  'sku',
  'gtin',
  'inflected',
] as const;

export const questions: Readonly<Record<Locale, readonly Question[]>> = {
  'pt-BR': inPortuguese,
  en: inEnglish,
  es: inSpanish,
};
