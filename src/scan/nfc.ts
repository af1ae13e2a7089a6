// NFC as a Scanner, over Web NFC. Promise: it starts from a tap only, one showing of a tag is one read, and whatever goes
// wrong leaves camera, keys and typing as they are.
import { makeListeners } from './listeners.ts';
import { codeOf, type NdefMessage, type NfcDropped } from './nfc-records.ts';
import type { CameraTrouble, Scanner, ScannerHint, ScannerState, ScanRead } from './scanner.ts';

export type NdefReadingEvent = Event & { readonly message: NdefMessage; readonly serialNumber?: string };
/** The part of Web NFC that is used; TypeScript's own library has none of it. */
export type NdefReader = EventTarget & {
  scan(options?: { signal: AbortSignal }): Promise<void>;
  write?(
    message: { records: { recordType: string; data: string }[] },
    options?: { overwrite?: boolean; signal?: AbortSignal },
  ): Promise<void>;
};

export type Nfc = Scanner & {
  /** A tag was there and held nothing that could be used. */
  onDropped(listener: (why: NfcDropped) => void): () => void;
};

/** undefined where the browser has no Web NFC: everything but Chrome on Android, or no https. */
export function newNdefReader(page: object = globalThis): NdefReader | undefined {
  const Reader = (page as { NDEFReader?: new () => NdefReader }).NDEFReader;
  return Reader ? new Reader() : undefined;
}

export const hasNfc = (page: object = globalThis): boolean => 'NDEFReader' in page;

/** While somebody writes tags, a tag that comes near opens no product. */
let hushed = 0;
export function hushNfc(): () => void {
  hushed += 1;
  let isOver = false;
  return () => {
    if (!isOver) hushed -= 1;
    isOver = true;
  };
}

/** A tag that stays on the tablet, or is lifted for a moment, is still the same showing. */
const sameShowingMs = 1500;

/** By the names that Web NFC's standard gives them. */
export function nfcTrouble(error: unknown): CameraTrouble {
  const name = error instanceof Error || error instanceof DOMException ? error.name : '';
  if (name === 'NotAllowedError') return 'denied';
  if (name === 'NotSupportedError') return 'absent';
  if (name === 'NotReadableError') return 'busy';
  return name === 'SecurityError' ? 'insecure' : 'other';
}

export function openNfc(makeReader: () => NdefReader | undefined = newNdefReader): Nfc {
  const reads = makeListeners<ScanRead>();
  const states = makeListeners<ScannerState>();
  const hints = makeListeners<ScannerHint>();
  const drops = makeListeners<NfcDropped>();
  let state: ScannerState = { kind: 'off' };
  let scanning: AbortController | undefined;
  let shown = { identity: '', atMs: Number.NEGATIVE_INFINITY };

  function become(next: ScannerState): void {
    state = next;
    states.tell(next);
  }

  function hear(event: Event): void {
    if (hushed > 0) return;
    const { raw, identity, dropped } = codeOf((event as NdefReadingEvent).message);
    if (raw === undefined) return drops.tell(dropped[0] ?? 'empty');
    hints.tell('none');
    const isSame = identity === shown.identity && event.timeStamp - shown.atMs < sameShowingMs;
    shown = { identity, atMs: event.timeStamp };
    if (!isSame) reads.tell({ source: 'nfc', raw, seenAtMs: performance.now() });
  }

  /** The tag was taken away too soon, or is of a kind that holds no NDEF. */
  const onReadingError = (): void => void (hushed === 0 && hints.tell('closer'));

  return {
    async start() {
      if (scanning) return;
      const reader = makeReader();
      if (!reader) return become({ kind: 'trouble', trouble: 'absent', detail: 'this browser has no Web NFC' });
      const mine = (scanning = new AbortController());
      become({ kind: 'starting' });
      reader.addEventListener('reading', hear, { signal: mine.signal });
      reader.addEventListener('readingerror', onReadingError, { signal: mine.signal });
      try {
        await reader.scan({ signal: mine.signal });
        if (!mine.signal.aborted) become({ kind: 'on' });
      } catch (error) {
        if (mine.signal.aborted) return;
        mine.abort();
        scanning = undefined;
        become({ kind: 'trouble', trouble: nfcTrouble(error), detail: String(error) });
      }
    },
    async stop() {
      scanning?.abort();
      scanning = undefined;
      become({ kind: 'off' });
    },
    get state() {
      return state;
    },
    onRead: reads.add,
    onState: states.add,
    onHint: hints.add,
    onDropped: drops.add,
  };
}
