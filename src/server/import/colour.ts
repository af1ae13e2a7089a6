// A colour's name in a file to a swatch. A name that is unknown keeps its word and gets a neutral grey.
import type { Variant } from '#domain/product.ts';
import { plainName } from './columns.ts';

/** Swatches by plain name, in the three languages of the shop. The first that fits counts: navy blue is navy. */
const swatches: Record<string, string> = {
  'black preto negro': '#1d1d1b',
  'white branco blanco': '#f5f3ee',
  'grey gray cinza gris': '#8b8d8e',
  'red vermelho rojo': '#c0392b',
  'orange laranja naranja': '#e2711d',
  'yellow amarelo amarillo': '#f2c230',
  'green verde': '#2f7d4f',
  'navy marinho marino': '#1f2f4f',
  'blue azul': '#2b5fa8',
  'purple roxo morado violet violeta': '#6f4a8e',
  'pink rosa': '#e08aa4',
  'brown marrom marron': '#6b4a2f',
  'beige bege': '#d9c6a5',
  'gold dourado dorado': '#c39a3b',
  'silver prata plata': '#b8bcc0',
};

const swatchList = Object.entries(swatches).map(([names, hex]) => ({ names: names.split(' '), hex }));

export function colourOf(name: string): Variant['colour'] {
  if (name === '') return null;
  const key = plainName(name) || 'colour';
  const said = key.split('_');
  const hex = swatchList.find(({ names }) => names.some((word) => said.includes(word)))?.hex;
  return { key, name: { 'pt-BR': name }, hex: hex ?? '#8b8d8e' };
}
