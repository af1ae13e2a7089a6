// A stand-in for Web NFC: headless Chromium has no radio and crashes on a real scan(). Unit tests use the class, browser
// tests put one like it into the page before it loads.
import type { NdefReader } from '#scan/nfc.ts';
import type { NdefRecord } from '#scan/nfc-records.ts';

export const buildNdef = (recordType: string, text: string): NdefRecord => ({
  recordType,
  data: new DataView(new TextEncoder().encode(text).buffer),
});

export class FakeNdefReader extends EventTarget implements NdefReader {
  refusal: DOMException | undefined;
  writeRefusal: DOMException | undefined;
  readonly written: { recordType: string; data: string }[] = [];

  async scan(): Promise<void> {
    if (this.refusal) throw this.refusal;
  }
  async write({ records }: { records: { recordType: string; data: string }[] }): Promise<void> {
    if (this.writeRefusal) throw this.writeRefusal;
    this.written.push(...records);
  }
  /** Somebody holds a tag with these records to the device. */
  tap(records: readonly NdefRecord[]): void {
    this.dispatchEvent(Object.assign(new Event('reading'), { message: { records } }));
  }
}
