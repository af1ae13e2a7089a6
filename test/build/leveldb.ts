// LevelDB as it lies on a disk, read without its library: Chromium's databases have an order of their own that no other
// build of it opens. Formats: doc/table_format.md and doc/log_format.md of LevelDB. Promise: never throws for a broken
// or half-written file; it gives what can be read of it.
import { snappyUncompress } from 'hysnappy';

const footerBytes = 48;
const magic = Buffer.from('57fb808b247547db', 'hex');
const logBlockBytes = 32 * 1024;
const mostBytes = 64 * 1024 * 1024;

/** What one file holds: whole blocks or records as they were written, and each value of them by itself. */
export interface LevelDbPart {
  kind: 'block' | 'record' | 'value';
  bytes: Buffer;
}

/** Length-prefixed snappy, or null. */
export function unsnapped(bytes: Buffer): Buffer | null {
  const [length] = varint(bytes, 0);
  if (length === null || length === 0 || length > mostBytes) return null;
  try {
    return Buffer.from(snappyUncompress(bytes, length));
  } catch {
    return null;
  }
}

/** Of an .ldb or .sst file. */
export function* tableParts(file: Buffer): Generator<LevelDbPart> {
  const footer = file.subarray(-footerBytes);
  if (file.length < footerBytes || !footer.subarray(-8).equals(magic)) return;
  const [, afterMetaOffset] = varint(footer, 0);
  const [, afterMeta] = varint(footer, afterMetaOffset);
  const index = blockAt(file, handleAt(footer, afterMeta));
  if (!index) return;
  for (const { value: handle } of entriesOf(index)) {
    const block = blockAt(file, handleAt(handle, 0));
    if (!block) continue;
    yield { kind: 'block', bytes: block };
    for (const { key, value } of entriesOf(block)) {
      yield { kind: 'value', bytes: key };
      yield { kind: 'value', bytes: value };
    }
  }
}

/** Of a .log file, what was deleted or written over included. */
export function* logParts(file: Buffer): Generator<LevelDbPart> {
  let pieces: Buffer[] = [];
  for (let block = 0; block < file.length; block += logBlockBytes) {
    const end = Math.min(block + logBlockBytes, file.length);
    let at = block;
    while (at + 7 <= end) {
      const length = file.readUInt16LE(at + 4);
      const type = file[at + 6] ?? 0;
      const piece = file.subarray(at + 7, Math.min(at + 7 + length, end));
      at += 7 + length;
      if (type === 0) continue;
      if (type === 1 || type === 2) pieces = [];
      pieces.push(piece);
      if (type !== 1 && type !== 4) continue;
      const record = Buffer.concat(pieces);
      pieces = [];
      yield { kind: 'record', bytes: record };
      for (const bytes of batchParts(record)) yield { kind: 'value', bytes };
    }
  }
}

/** Keys and values of a write batch: sequence number, count, then the puts and deletions. */
function* batchParts(record: Buffer): Generator<Buffer> {
  let at = 12;
  while (at < record.length) {
    const isPut = record[at] === 1;
    at += 1;
    for (let part = 0; part < (isPut ? 2 : 1); part += 1) {
      const [length, start] = varint(record, at);
      if (length === null || start + length > record.length) return;
      yield record.subarray(start, start + length);
      at = start + length;
    }
  }
}

type Handle = { offset: number; size: number } | null;

function handleAt(bytes: Buffer, at: number): Handle {
  const [offset, next] = varint(bytes, at);
  const [size] = varint(bytes, next);
  return offset === null || size === null ? null : { offset, size };
}

/** Behind each block stands one byte for its compression. */
function blockAt(file: Buffer, handle: Handle): Buffer | null {
  if (!handle || handle.offset + handle.size + 5 > file.length) return null;
  const bytes = file.subarray(handle.offset, handle.offset + handle.size);
  const type = file[handle.offset + handle.size];
  if (type === 0) return bytes;
  return type === 1 ? unsnapped(bytes) : null;
}

/** A key says only what differs from the one before it. */
function* entriesOf(block: Buffer): Generator<{ key: Buffer; value: Buffer }> {
  if (block.length < 4) return;
  const restarts = block.readUInt32LE(block.length - 4);
  const end = block.length - 4 - restarts * 4;
  let before = Buffer.alloc(0);
  let at = 0;
  while (at < end) {
    const [shared, afterShared] = varint(block, at);
    const [own, afterOwn] = varint(block, afterShared);
    const [length, start] = varint(block, afterOwn);
    if (shared === null || own === null || length === null || start + own + length > end) return;
    const key = Buffer.concat([before.subarray(0, shared), block.subarray(start, start + own)]);
    yield { key, value: block.subarray(start + own, start + own + length) };
    before = key;
    at = start + own + length;
  }
}

/** The number, and where the next thing begins. */
function varint(bytes: Buffer, from: number): [value: number | null, next: number] {
  let value = 0;
  for (let at = from, factor = 1; at < bytes.length && at < from + 8; at += 1, factor *= 128) {
    const byte = bytes[at] ?? 0;
    value += (byte & 127) * factor;
    if (byte < 128) return [value, at + 1];
  }
  return [null, bytes.length];
}
