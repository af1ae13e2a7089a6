// Writing a product's address on a tag, for staff. Promise: "written" is only said of what was read back from the tag
// itself; a tag is never locked.
import { codeOf } from './nfc-records.ts';
import { hushNfc, newNdefReader, nfcTrouble, type NdefReader, type NdefReadingEvent } from './nfc.ts';
import type { CameraTrouble } from './scanner.ts';

export type NfcWriteStep =
  /** Hold a tag to the device. */
  | { readonly kind: 'waiting' }
  /** The device says it wrote; hold the same tag once more. */
  | { readonly kind: 'check' }
  | { readonly kind: 'written' }
  /** The tag that came holds something else. */
  | { readonly kind: 'different'; readonly found: string }
  | { readonly kind: 'trouble'; readonly trouble: CameraTrouble };

export const canWriteNfc = (page: object = globalThis): boolean => {
  const Reader = (page as { NDEFReader?: { prototype: object } }).NDEFReader;
  return Reader !== undefined && 'write' in Reader.prototype;
};

/** The tag that was checked is still at the device, and other readers on this page hear of it after this one. */
const hushAfterMs = 1500;

/** Begins from a tap. Tells each step; gives back how to stop. */
export function writeNfcTag(
  url: string,
  tell: (step: NfcWriteStep) => void,
  makeReader: () => NdefReader | undefined = newNdefReader,
  later: (act: () => void, ms: number) => void = setTimeout,
): () => void {
  const ending = new AbortController();
  const { signal } = ending;
  const speak = hushNfc();
  let isWritten = false;
  const stop = (): void => {
    ending.abort();
    if (isWritten) later(speak, hushAfterMs);
    else speak();
  };

  async function run(): Promise<void> {
    const reader = makeReader();
    if (!reader?.write) return tell({ kind: 'trouble', trouble: 'absent' });
    const check = (event: Event): void => {
      if (!isWritten) return;
      const { raw } = codeOf((event as NdefReadingEvent).message);
      if (raw === url) {
        tell({ kind: 'written' });
        stop();
      } else tell({ kind: 'different', found: (raw ?? '').slice(0, 80) });
    };
    reader.addEventListener('reading', check, { signal });
    try {
      tell({ kind: 'waiting' });
      // Reading first: otherwise Android shows its own sheet for the tag that was written just now.
      await reader.scan({ signal });
      await reader.write({ records: [{ recordType: 'url', data: url }] }, { overwrite: true, signal });
      if (signal.aborted) return;
      isWritten = true;
      tell({ kind: 'check' });
    } catch (error) {
      if (signal.aborted) return;
      tell({ kind: 'trouble', trouble: nfcTrouble(error) });
      stop();
    }
  }
  void run();
  return stop;
}
