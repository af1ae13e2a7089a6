// A folder of photographs with a manifest, and what counts as having read one. Promise: every decoder is judged by
// the same forms of a text.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { upcEToUpcA } from '#domain/gtin.ts';

export type Photograph = {
  readonly path: string;
  readonly format: string | null;
  /** null: the picture holds no code, whatever is read is wrong. */
  readonly expectedText: string | null;
};
type Entry = { file: string; format: string | null; expectedText: string | null };

/** `folder` with a manifest.json, or folders below it that have one. */
export function readCorpus(folder: string): Photograph[] {
  const folders = existsSync(join(folder, 'manifest.json'))
    ? [folder]
    : readdirSync(folder)
        .map((name) => join(folder, name))
        .filter((path) => existsSync(join(path, 'manifest.json')));
  if (folders.length === 0) throw new Error(`no manifest.json in ${folder} or in a folder of it`);
  return folders.flatMap((path) => {
    const entries: Entry[] = JSON.parse(readFileSync(join(path, 'manifest.json'), 'utf8'));
    return entries.map(({ file, format, expectedText }) => ({ path: join(path, file), format, expectedText }));
  });
}

/** Brackets of printed identifiers and control characters say nothing about what was read. */
const toPlain = (text: string): string =>
  text
    .replaceAll(/\((\d{2,4})\)/g, '$1')
    .replaceAll(/\p{Cc}/gu, '')
    .trim();

/** A number to GTIN-14: add-on of 2 or 5 dropped, DataBar's leading 01 dropped, shorter ones filled. */
function toNumber(text: string): string {
  const digits = toPlain(text);
  if (!/^\d+$/.test(digits)) return digits;
  if (digits.length === 16 && digits.startsWith('01')) return digits.slice(2);
  return (digits.length === 15 || digits.length === 18 ? digits.slice(0, 13) : digits).padStart(14, '0');
}

/** True when `text` is what the picture holds, whichever way the decoder writes it. */
export function isRight(text: string, { expectedText, format }: Photograph): boolean {
  if (expectedText === null) return false;
  if (toPlain(text) === toPlain(expectedText)) return true;
  const isNumber = /^(EAN|UPC)/.test(format ?? '') || format === 'DataBar' || format === 'DataBarLimited';
  if (!isNumber) return false;
  const expected = toNumber(format === 'UPCE' ? (upcEToUpcA(expectedText) ?? expectedText) : expectedText);
  return [text, upcEToUpcA(text) ?? text].some((form) => toNumber(form) === expected);
}
