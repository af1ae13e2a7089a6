// The readers beside the camera: keys of a hand scanner, a scanner on USB, NFC. All of them end where the camera does.
// Promise: each is optional; one that is missing or refused takes nothing from the others.
import { useEffect, useMemo, useRef, useState } from 'react';
import { hidOf, openHid } from '#scan/hid.ts';
import { hasNfc, openNfc, type Nfc } from '#scan/nfc.ts';
import type { NfcDropped } from '#scan/nfc-records.ts';
import type { ScannerState, ScanRead } from '#scan/scanner.ts';
import { makePace } from '#scan/wedge-pace.ts';
import { openWedge } from '#scan/wedge.ts';
import { deviceNote, keepDeviceNote } from './device-note.ts';
import { useInstallation } from './tablet-context.ts';

export interface NfcReading {
  /** False where the browser has no Web NFC: nothing of it is shown. */
  isThere: boolean;
  state: ScannerState;
  /** Why the last tag opened nothing; null after one that did. */
  dropped: NfcDropped | 'unreadable' | null;
  /** From a tap: the browser asks. */
  arm(): void;
}

export function useOtherReaders(onRead: (read: ScanRead) => void): NfcReading {
  const { device } = useInstallation();
  const isShopper = device.mode === 'shopper';
  const nfc = useRef<Nfc | null>(null);
  const [state, setState] = useState<ScannerState>({ kind: 'off' });
  const [dropped, setDropped] = useState<NfcReading['dropped']>(null);

  useEffect(() => {
    let separator: string | undefined;
    const pace = makePace(undefined, (gapMs) => keepDeviceNote('wedge-gap', gapMs));
    const wedge = openWedge({ pace, groupSeparatorKey: () => separator, swallowShortcuts: isShopper });
    wedge.onRead(onRead);
    void wedge.start();
    void deviceNote('wedge-gap').then((kept) => typeof kept === 'number' && pace.resume(kept));
    void deviceNote('wedge-separator').then((kept) => {
      if (typeof kept === 'string' && kept !== '') separator = kept;
    });
    const hid = hidOf();
    const usb = hid && openHid(hid);
    usb?.onRead(onRead);
    void usb?.start();
    return () => {
      void wedge.stop();
      void usb?.stop();
    };
  }, [onRead, isShopper]);

  useEffect(() => {
    if (!hasNfc()) return;
    const opened = openNfc();
    nfc.current = opened;
    opened.onState(setState);
    opened.onDropped(setDropped);
    opened.onHint((hint) => setDropped(hint === 'none' ? null : 'unreadable'));
    opened.onRead((read) => {
      setDropped(null);
      onRead(read);
    });
    let isGone = false;
    // Where people have allowed it before, no tap is needed; the others are asked by the button.
    void navigator.permissions?.query({ name: 'nfc' as PermissionName }).then(
      (permission) => void (!isGone && permission.state === 'granted' && opened.start()),
      () => undefined,
    );
    return () => {
      isGone = true;
      void opened.stop();
    };
  }, [onRead]);

  return useMemo(() => ({ isThere: hasNfc(), state, dropped, arm: () => void nfc.current?.start() }), [state, dropped]);
}
