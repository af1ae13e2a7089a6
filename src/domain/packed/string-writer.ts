// A column of texts → the smallest of the ways in which they can be packed.
import { isChecked } from '#domain/gtin.ts';
import type { ByteWriter } from './byte-writer.ts';
import { columnKinds } from './column-kinds.ts';
import type { WriteColumn, Writing } from './column-writer.ts';
import { patternOf } from './text-columns.ts';
import { utf8Of } from './utf8.ts';
import { bytesOfUuid, isUuid } from './uuid-bytes.ts';

const mostPatterns = 128;

/** None of them equal to all others, and no column that points elsewhere. */
export function writeStrings(out: ByteWriter, texts: readonly string[], writing: Writing, write: WriteColumn): void {
  if (texts.every(isUuid)) {
    out.u8(columnKinds.uuid);
    return texts.forEach((text) => out.raw(bytesOfUuid(text)));
  }
  const length = texts[0]?.length ?? 0;
  const isEven = length > 0 && texts.every((text) => text.length === length);
  if (isEven && length === 14 && texts.every(isChecked)) {
    out.u8(columnKinds.gtin);
    return write(
      out,
      texts.map((text) => Number(text.slice(0, -1))),
      {},
    );
  }
  if (isEven && length <= 15 && texts.every((text) => /^\d+$/.test(text))) {
    out.u8(columnKinds.digits);
    out.u8(length);
    return write(out, texts.map(Number), {});
  }
  if (isEven && length % 2 === 0 && length < 256 && texts.every((text) => /^[0-9a-f]+$/.test(text))) {
    out.u8(columnKinds.hex);
    out.u8(length / 2);
    for (const text of texts)
      for (let at = 0; at < length; at += 2) out.u8(Number.parseInt(text.slice(at, at + 2), 16));
    return;
  }
  if (texts.every((text) => text.includes('/'))) return writeComposite(out, texts, writing, write);
  const numbered = numberedOf(texts);
  if (numbered) {
    out.u8(columnKinds.numbered);
    write(out, numbered.patterns, {});
    return write(out, numbered.numbers, {});
  }
  const parts = texts.map(utf8Of);
  const plain = parts.reduce((sum, part) => sum + part.length, 0);
  const phrases = writing.vocabulary?.encode(texts, plain);
  if (phrases) return writeParts(out, columnKinds.phrase, phrases);
  writeParts(out, columnKinds.text, parts);
}

function writeComposite(out: ByteWriter, texts: readonly string[], writing: Writing, write: WriteColumn): void {
  out.u8(columnKinds.composite);
  const slashes = texts.map((text) => text.indexOf('/'));
  const firsts = texts.map((text, at) => text.slice(0, slashes[at]));
  write(out, firsts, writing.placeOf ? { placeOf: writing.placeOf } : {});
  const rest = texts.map((text, at) => text.slice((slashes[at] ?? 0) + 1));
  const areNumbers = rest.every((text) => String(Number(text)) === text && Number.isSafeInteger(Number(text)));
  out.u8(areNumbers ? 1 : 0);
  write(out, areNumbers ? rest.map(Number) : rest, {});
}

/** The longest run of digits of each text as a number, where few ways of writing are left around them. */
function numberedOf(texts: readonly string[]): { patterns: string[]; numbers: number[] } | null {
  const patterns: string[] = [];
  const numbers: number[] = [];
  const distinct = new Set<string>();
  for (const text of texts) {
    let [from, length] = [0, 0];
    for (const run of text.matchAll(/\d+/g)) if (run[0].length > length) [from, length] = [run.index, run[0].length];
    if (length === 0 || length > 15) return null;
    const pattern = patternOf(length, text.slice(0, from), text.slice(from + length));
    distinct.add(pattern);
    if (distinct.size > mostPatterns || distinct.size > 16 + texts.length / 16) return null;
    patterns.push(pattern);
    numbers.push(Number(text.slice(from, from + length)));
  }
  return { patterns, numbers };
}

export const writeTexts = (out: ByteWriter, kind: number, texts: readonly string[]): void =>
  writeParts(out, kind, texts.map(utf8Of));

function writeParts(out: ByteWriter, kind: number, parts: readonly Uint8Array[]): void {
  out.u8(kind);
  const width = parts.reduce((sum, part) => sum + part.length, 0) < 65_536 ? 2 : 4;
  out.u8(width);
  let offset = 0;
  out.uint(offset, width);
  for (const part of parts) out.uint((offset += part.length), width);
  for (const part of parts) out.raw(part);
}
