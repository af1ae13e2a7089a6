// A colour's name in a file to a swatch. A name that is unknown keeps its word and gets a neutral grey.
import type { Variant } from '#domain/product.ts';
import { plainName } from './columns.ts';

/** Swatches by plain name, in the three languages of the shop. */
const swatches: Record<string, string> = {
  'black preto negro': '#1d1d1b',
  'white branco blanco': '#f5f3ee',
  'grey gray cinza gris': '#8b8d8e',
  'red vermelho rojo': '#c0392b',
  'orange laranja naranja': '#e2711d',
  'yellow amarelo amarillo': '#f2c230',
  'green verde': '#2f7d4f',
  'blue azul': '#2b5fa8',
  'navy marinho marino': '#1f2f4f',
  'purple roxo morado violet violeta': '#6f4a8e',
  'pink rosa': '#e08aa4',
  'brown marrom marron': '#6b4a2f',
  'beige bege': '#d9c6a5',
  'gold dourado dorado': '#c39a3b',
  'silver prata plata': '#b8bcc0',
};

const hexByWord = new Map(Object.entries(swatches).flatMap(([words, hex]) => words.split(' ').map((word) => [word, hex] as const)));

export function colourOf(name: string): Variant['colour'] {
  if (name === '') return null;
  const key = plainName(name) || 'colour';
  const hex = key.split('_').map((word) => hexByWord.get(word)).find((found) => found !== undefined);
  return { key, name: { 'pt-BR': name }, hex: hex ?? '#8b8d8e' };
}
