// What a point-of-sale scanner (HID usage page 0x8C) puts into one input report, and several reports put together.
// Promise: bytes that keep to no layout are dropped, and nothing longer than a code is ever collected.

/** HID Point of Sale Usage Tables 1.02, page 0x8C. */
export const posScannerPage = 0x8c;
const usages = { aim: 0xfb, data: 0xfe, continued: 0xff } as const;

/** The part of a WebHID report description that is used: fields in their order, sizes in bits. */
export type ReportItem = {
  readonly usages?: readonly number[];
  readonly usageMinimum?: number;
  readonly isRange?: boolean;
  readonly reportSize?: number;
  readonly reportCount?: number;
};
/** Places in the report, in bytes after the report id. */
export type ReportLayout = {
  readonly lengthAt: number;
  readonly aimAt: number | undefined;
  readonly dataAt: number;
  readonly dataLength: number;
  readonly continuedAt: number | undefined;
};
export type ReportPart = { readonly aim: string | undefined; readonly text: string; readonly isContinued: boolean };

/**
 * Honeywell, Datalogic, Zebra and Access-IS all send: length, "]" and two characters of AIM, 56 bytes of data, two bytes of
 * the maker's own, and a byte whose lowest bit says that more follows.
 */
export const usualLayout: ReportLayout = { lengthAt: 0, aimAt: 1, dataAt: 4, dataLength: 56, continuedAt: 62 };

/** Works out the layout from the device's own description; undefined when it names no decoded data. */
export function layoutOf(items: readonly ReportItem[]): ReportLayout | undefined {
  let bit = 0;
  const found: { [usage: number]: { at: number; bytes: number } | undefined } = {};
  for (const { usages: named = [], isRange, usageMinimum = 0, reportSize = 0, reportCount = 0 } of items) {
    const bits = reportSize * reportCount;
    for (const usage of Object.values(usages)) {
      const whole = posScannerPage * 0x1_0000 + usage;
      const index = isRange ? whole - usageMinimum : named.indexOf(whole);
      if (index < 0 || index >= Math.max(1, reportCount)) continue;
      const before = index * reportSize;
      found[usage] ??= { at: (bit + before) >> 3, bytes: (bits - before) >> 3 };
    }
    bit += bits;
  }
  const data = found[usages.data];
  // The length stands before everything else; a report whose data comes first has none.
  if (!data || data.at < 1 || data.bytes < 1) return undefined;
  return {
    lengthAt: 0,
    aimAt: found[usages.aim]?.at,
    dataAt: data.at,
    dataLength: data.bytes,
    continuedAt: found[usages.continued]?.at,
  };
}

/** One report; undefined for one that is too short, claims more than it holds or holds nothing. */
export function parseReport(data: DataView, layout: ReportLayout): ReportPart | undefined {
  const { lengthAt, aimAt, dataAt, dataLength, continuedAt } = layout;
  if (data.byteLength <= lengthAt) return undefined;
  const length = data.getUint8(lengthAt);
  if (length === 0 || length > dataLength || data.byteLength < dataAt + length) return undefined;
  const bytes = (from: number, count: number): string =>
    String.fromCharCode(...Array.from({ length: count }, (_, index) => data.getUint8(from + index)));
  const aim = aimAt === undefined || data.byteLength < aimAt + 3 ? '' : bytes(aimAt, 3);
  return {
    aim: /^\][A-Za-z][0-9A-Za-z]$/.test(aim) ? aim : undefined,
    text: bytes(dataAt, length),
    isContinued: continuedAt !== undefined && data.byteLength > continuedAt && (data.getUint8(continuedAt) & 1) === 1,
  };
}

/** A code as it came over several reports. */
export type HidCode = { readonly raw: string; readonly aim: string | undefined };
/** The rest of a code comes within milliseconds; what comes later belongs to another one. */
const restWithinMs = 500;
const maxLength = 4096;

/** Puts parts together; `add` gives the code with its last part. */
export function makeAssembly(): { add(part: ReportPart, atMs: number): HidCode | undefined } {
  let collected = '';
  let aim: string | undefined;
  let lastAtMs = Number.NEGATIVE_INFINITY;
  return {
    add(part, atMs) {
      if (atMs - lastAtMs > restWithinMs) [collected, aim] = ['', undefined];
      lastAtMs = atMs;
      aim ??= part.aim;
      if (collected.length <= maxLength) collected += part.text;
      if (part.isContinued) return undefined;
      // Scanners are often set to end every code as a keyboard would.
      const code = { raw: collected.replace(/[\r\n\t]+$/, ''), aim };
      [collected, aim, lastAtMs] = ['', undefined, Number.NEGATIVE_INFINITY];
      return code.raw === '' ? undefined : code;
    },
  };
}
