// A UUID as its sixteen bytes and back; hexadecimal likewise.

export const uuidBytes = 16;
const shape = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const hexOf = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** Lower case, as all our ids are: only such a text comes back as it was. */
export const isUuid = (text: string): boolean => text.length === 36 && shape.test(text);

export function bytesOfUuid(uuid: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(uuidBytes);
  for (let at = 0, from = 0; at < uuidBytes; at++, from += 2) {
    if (uuid.charCodeAt(from) === dash) from += 1;
    bytes[at] = (digitOf(uuid.charCodeAt(from)) << 4) | digitOf(uuid.charCodeAt(from + 1));
  }
  return bytes;
}

const dash = 0x2d;
/** Of 0–9 and a–f. */
const digitOf = (code: number): number => (code < 0x3a ? code - 0x30 : code - 0x57);

export function uuidAt(bytes: Uint8Array, from: number): string {
  let text = '';
  for (let at = 0; at < uuidBytes; at++) {
    if (at === 4 || at === 6 || at === 8 || at === 10) text += '-';
    text += hexOf[bytes[from + at] ?? 0];
  }
  return text;
}

/** The first 32 bits. */
export const keyAt = (bytes: Uint8Array, from: number): number =>
  (((bytes[from] ?? 0) << 24) |
    ((bytes[from + 1] ?? 0) << 16) |
    ((bytes[from + 2] ?? 0) << 8) |
    (bytes[from + 3] ?? 0)) >>>
  0;

export function hexAt(bytes: Uint8Array, from: number, count: number): string {
  let text = '';
  for (let at = from; at < from + count; at++) text += hexOf[bytes[at] ?? 0];
  return text;
}
