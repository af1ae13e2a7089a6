// From the records of an NFC tag to the code that they carry. Promise: whatever the tag holds, however deep, long or
// broken, this ends at once and says by name what was left out.
import { parseTag } from '#domain/tag.ts';

/** The part of Web NFC's NDEFRecord that is used. */
export type NdefRecord = {
  readonly recordType: string;
  readonly mediaType?: string | null;
  readonly encoding?: string | null;
  readonly data?: DataView | null;
  toRecords?(): readonly NdefRecord[] | null;
};
export type NdefMessage = { readonly records: readonly NdefRecord[] };

/** Why a record was left out. */
export type NfcDropped = 'empty' | 'too_many' | 'too_long' | 'too_deep' | 'encoding' | 'kind' | 'broken';
export type NfcCode = {
  /** undefined: the tag holds nothing that could be a code. */
  readonly raw: string | undefined;
  /** GTIN and serial of a product, else the text: signed tags are another text at each tap. */
  readonly identity: string;
  readonly dropped: readonly NfcDropped[];
};

const maxRecords = 32;
/** A message in a poster in a message: nothing honest goes deeper. */
const maxDepth = 3;
/** The same as the resolver's own limit for NFC. */
const maxBytes = 2048;

export function codeOf(message: NdefMessage): NfcCode {
  const dropped: NfcDropped[] = [];
  const texts: string[] = [];
  let seen = 0;

  function look(records: readonly NdefRecord[], depth: number): void {
    for (const record of records) {
      seen += 1;
      if (seen > maxRecords) {
        if (dropped.at(-1) !== 'too_many') dropped.push('too_many');
        return;
      }
      try {
        open(record, depth);
      } catch {
        dropped.push('broken');
      }
    }
  }

  function open(record: NdefRecord, depth: number): void {
    const kind = kindOf(record);
    if (kind === 'nothing') return void dropped.push(record.recordType === 'empty' ? 'empty' : 'kind');
    if ((record.data?.byteLength ?? 0) > maxBytes) return void dropped.push('too_long');
    if (kind === 'poster') return openInner(record, depth);
    const text = textOf(record);
    if (text === undefined && record.recordType.includes(':')) return openInner(record, depth);
    if (text === undefined) return void dropped.push('encoding');
    if (text === '') return void dropped.push('empty');
    texts.push(text);
  }

  function openInner(record: NdefRecord, depth: number): void {
    if (depth >= maxDepth) return void dropped.push('too_deep');
    const inner = record.toRecords?.();
    if (!inner || inner.length === 0) return void dropped.push('empty');
    look(inner, depth + 1);
  }

  look(message.records, 1);
  if (seen === 0) dropped.push('empty');
  const tags = texts.map((raw) => parseTag({ source: 'nfc', raw }));
  const named = tags.find(({ kind }) => kind === 'gtin') ?? tags.find(({ kind }) => kind === 'poster');
  const raw = named ? texts[tags.indexOf(named)] : texts[0];
  const identity = named?.kind === 'gtin' ? `${named.gtin14}/${named.serial ?? ''}` : (raw ?? '');
  return { raw, identity, dropped };
}

function kindOf({ recordType, mediaType }: NdefRecord): 'text' | 'poster' | 'nothing' {
  if (recordType === 'smart-poster') return 'poster';
  if (recordType === 'url' || recordType === 'absolute-url' || recordType === 'text') return 'text';
  if (recordType === 'mime') return /^text\//i.test(mediaType ?? '') ? 'text' : 'nothing';
  // External types are "domain:name": a shop's own.
  return /^[^:]+:[^:]+$/.test(recordType) ? 'text' : 'nothing';
}

/** undefined when the bytes are not what the record says they are. */
function textOf({ recordType, encoding, data }: NdefRecord): string | undefined {
  if (!data) return '';
  try {
    const label = recordType === 'text' ? (encoding ?? 'utf-8') : 'utf-8';
    return new TextDecoder(label, { fatal: true }).decode(data);
  } catch {
    return undefined;
  }
}
