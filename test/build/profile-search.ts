// Looks for words in everything that a browser keeps on the disk: in the bytes of each file, and in what lies compressed
// in them (LevelDB's blocks and logs, IndexedDB's values, answers in the HTTP cache). Promise: a word that any program
// could read there is found, in whatever case, as UTF-8, as UTF-16, in an address or in Base64.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { brotliDecompressSync, constants, gunzipSync, zstdDecompressSync } from 'node:zlib';
import { logParts, tableParts, unsnapped } from './leveldb.ts';

export interface Trace {
  word: string;
  /** Within the profile. */
  file: string;
  where: 'file' | 'leveldb block' | 'leveldb record' | 'leveldb value' | 'indexeddb value' | 'http cache';
  as: 'utf-8' | 'utf-16' | 'base64' | 'address';
  /** What stands around it, printable. */
  near: string;
}

/** Files that were searched before and have not changed since; only for a browser that goes on running. */
export type Searched = Map<string, string>;

interface Form {
  word: string;
  as: Trace['as'];
  text: string;
}

/** Every place of the words in the folder's files. A file that goes while it is being read has nothing. */
export function searchProfile(folder: string, words: readonly string[], searched: Searched = new Map()): Trace[] {
  const forms = words.flatMap(formsOf);
  return filesIn(folder).flatMap((path) => {
    const file = relative(folder, path);
    try {
      const { size, mtimeMs, ino } = statSync(path);
      const state = `${ino} ${size} ${mtimeMs}`;
      if (searched.get(file) === state) return [];
      const bytes = readFileSync(path);
      searched.set(file, state);
      return searchFile(file, bytes, forms);
    } catch (error) {
      if ((error as { code?: unknown }).code === 'ENOENT') return [];
      throw error;
    }
  });
}

function searchFile(file: string, bytes: Buffer, forms: readonly Form[]): Trace[] {
  const traces: Trace[] = [];
  const look = (where: Trace['where'], part: Buffer): void => {
    for (const { word, as, near } of found(part, forms)) traces.push({ word, file, where, as, near });
  };
  const lookInValue = (value: Buffer): void => {
    const plain = valueUnpacked(value);
    if (plain) look('indexeddb value', plain);
  };
  look('file', bytes);
  if (/\.(ldb|sst)$/.test(file) || /(^|[/\\])(\d+\.log|MANIFEST-\d+)$/.test(file)) {
    const parts = /\.(ldb|sst)$/.test(file) ? tableParts(bytes) : logParts(bytes);
    for (const { kind, bytes: part } of parts) {
      // A block's or a record's own bytes hold its values, but for the keys that it says in part.
      if (kind === 'value') lookInValue(part);
      else look(`leveldb ${kind}`, part);
      if (kind === 'value' && part.length < 4_096) look('leveldb value', part);
    }
  }
  if (/\.indexeddb\.blob[/\\]/.test(file)) lookInValue(bytes);
  if (/(^|[/\\])Cache_Data[/\\]/.test(file)) for (const body of cachedBodies(bytes)) look('http cache', body);
  return unique(traces);
}

/** Chromium packs a long value with snappy behind these bytes. Source: idb_value_wrapping.cc, kCompressedWithSnappy. */
const packed = Buffer.from([0xff, 0x11, 0x02]);

function valueUnpacked(value: Buffer): Buffer | null {
  const at = value.subarray(0, 24).indexOf(packed);
  return at < 0 ? null : unsnapped(value.subarray(at + packed.length));
}

/** Chromium's simple cache: a head of 24 bytes with the key's length at 12, the key, the body as it came over the wire. */
function* cachedBodies(file: Buffer): Generator<Buffer> {
  if (file.length < 24 || file.readBigUInt64LE(0) !== 0xfc_fb_6d_1b_a7_72_5c_30n) return;
  const body = file.subarray(24 + file.readUInt32LE(12));
  const partly = { finishFlush: constants.Z_SYNC_FLUSH };
  const ways = [
    () => brotliDecompressSync(body, { finishFlush: constants.BROTLI_OPERATION_FLUSH }),
    () => gunzipSync(body, partly),
    () => zstdDecompressSync(body),
  ];
  for (const way of ways) {
    try {
      yield way();
    } catch {
      // It was packed in another way, or not at all.
    }
  }
}

function formsOf(word: string): Form[] {
  const low = word.toLowerCase();
  const address = encodeURIComponent(low).toLowerCase();
  const wide = Buffer.from(low, 'utf16le').toString('latin1');
  const forms: Form[] = [
    { word, as: 'utf-8', text: Buffer.from(low).toString('latin1') },
    { word, as: 'utf-16', text: wide },
  ];
  if (address !== low) forms.push({ word, as: 'address', text: address });
  // At any of three places in the groups of Base64; the first and the last characters belong to the neighbours too.
  for (const before of [0, 1, 2]) {
    const coded = Buffer.from('\0'.repeat(before) + word).toString('base64url');
    forms.push({ word, as: 'base64', text: coded.slice(before === 0 ? 0 : before + 1, -2) });
  }
  return forms;
}

function* found(part: Buffer, forms: readonly Form[]): Generator<Pick<Trace, 'word' | 'as' | 'near'>> {
  const text = part.toString('latin1');
  const low = text.toLowerCase();
  for (const { word, as, text: wanted } of forms) {
    const at = (as === 'base64' ? text : low).indexOf(wanted);
    if (at < 0) continue;
    const near = text.slice(Math.max(0, at - 40), at + wanted.length + 40).replaceAll(/[^ -~]+/g, '·');
    yield { word, as, near };
  }
}

const unique = (traces: Trace[]): Trace[] => [
  ...new Map(traces.map((trace) => [`${trace.where} ${trace.as} ${trace.word}`, trace])).values(),
];

function filesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return filesIn(path);
    return entry.isFile() ? [path] : [];
  });
}
