// A packed file in memory → its footer and its tables.
// Promise: bytes that are cut, of another format or of no format are refused before anything is read from them.
import { checksumOf, Footer, magic, packedFormat, references, signatureBytes, trailerBytes } from './file-shape.ts';
import { TableReader } from './table-reader.ts';
import { textOf } from './utf8.ts';
import { Vocabulary } from './vocabulary.ts';

export class BadFile extends Error {
  override readonly name = 'BadFile';
}

export interface PackedFile {
  footer: Footer;
  tables: ReadonlyMap<string, TableReader>;
  /** The block of words of a language; null: the file has none. */
  wordsOf(locale: string): Uint8Array | null;
}

/** Throws BadFile. The hash is the caller's to check: it comes from a signed page. */
export function openPacked(bytes: Uint8Array): PackedFile {
  const footer = footerOf(bytes);
  const vocabulary = vocabularyOf(bytes, footer.vocabulary);
  const tables = new Map<string, TableReader>();
  for (const shape of footer.tables) {
    const pointed = references[shape.table] ?? {};
    const pointedBy = (column: string): TableReader | undefined => tables.get(pointed[column] ?? '');
    tables.set(shape.table, new TableReader(bytes, shape, { pointedBy, vocabulary }));
  }
  return {
    footer,
    tables,
    wordsOf(locale) {
      const [from, length] = footer.words[locale as keyof Footer['words']] ?? [0, 0];
      return length === 0 ? null : bytes.subarray(from, from + length);
    },
  };
}

function footerOf(bytes: Uint8Array): Footer {
  const end = bytes.length - signatureBytes - trailerBytes;
  if (end < magic.length || !magic.slice(0, -1).every((byte, at) => bytes[at] === byte))
    throw new BadFile('no packed file');
  const format = bytes[magic.length - 1];
  if (format !== packedFormat) throw new BadFile(`of format ${format}, and this build opens ${packedFormat}`);
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const length = view.getUint32(end + 4, true);
  if (length > end - magic.length) throw new BadFile('its footer is cut off');
  const text = bytes.subarray(end - length, end);
  if (view.getUint32(end, true) !== checksumOf(text)) throw new BadFile('its footer has another checksum');
  try {
    return Footer.parse(JSON.parse(textOf(text)));
  } catch (error) {
    throw new BadFile('its footer cannot be read', { cause: error });
  }
}

function vocabularyOf(bytes: Uint8Array, [from, length]: Footer['vocabulary']): Vocabulary {
  try {
    return new Vocabulary(bytes.subarray(from, from + length));
  } catch (error) {
    throw new BadFile('its vocabulary cannot be read', { cause: error });
  }
}
