// The readers of this very device: the hand scanner that types, one on USB that has to be allowed once, and NFC.
// Promise: the browser asks for a USB scanner only from the button here, and where it can't there is no button.
import Keyboard from 'lucide-react/icons/keyboard';
import Usb from 'lucide-react/icons/usb';
import './readers-page.css';
import { useEffect, useState } from 'react';
import { deviceNote, keepDeviceNote } from '#app/device-note.ts';
import { Notes } from '#app/notes.tsx';
import { routes } from '#app/routes.ts';
import { ScreenBar } from '#app/screen-bar.tsx';
import { useText } from '#app/text/text.ts';
import { Button } from '#app/ui/button.tsx';
import { Icon } from '#app/ui/icon.tsx';
import { Screen } from '#app/ui/screen.tsx';
import { StatusLine } from '#app/ui/status-line.tsx';
import { TextField } from '#app/ui/text-field.tsx';
import { askForHidScanner, type Hid, hidOf, hidScannerNames } from '#scan/hid.ts';

export function ReadersPage() {
  const t = useText();
  const hid = hidOf();
  return (
    <Screen bar={<ScreenBar back={routes.home} home={routes.home} />} note={<Notes />} title={t('readers.title')}>
      <KeysReader />
      {hid ? <UsbReader hid={hid} /> : null}
    </Screen>
  );
}

function KeysReader() {
  const t = useText();
  const [gapMs, setGapMs] = useState<number | null>(null);
  const [separator, setSeparator] = useState('');
  const [isOfCodes, setIsOfCodes] = useState(false);
  useEffect(() => {
    void deviceNote('wedge-gap').then((kept) => typeof kept === 'number' && setGapMs(kept));
    void deviceNote('wedge-separator').then((kept) => typeof kept === 'string' && setSeparator(kept));
  }, []);
  const change = (next: string): void => {
    const sign = [...next].at(-1) ?? '';
    // Of letters and digits the codes themselves are made: every one of them would be cut in two.
    setIsOfCodes(/[\p{L}\p{N}]/u.test(sign));
    if (/[\p{L}\p{N}]/u.test(sign)) return;
    setSeparator(sign);
    keepDeviceNote('wedge-separator', sign);
  };
  return (
    <section className="g-card g-card--pad g-readers">
      <h2>
        <Icon of={Keyboard} /> {t('readers.keys')}
      </h2>
      <p>{t('readers.keys_text')}</p>
      {gapMs === null ? null : <p className="g-note g-quiet">{t('readers.keys_learned', { count: gapMs })}</p>}
      <TextField
        label={t('readers.separator')}
        hint={t('readers.separator_hint')}
        value={separator}
        onChange={change}
        error={isOfCodes ? t('readers.separator_of_codes') : null}
        maxLength={2}
      />
    </section>
  );
}

function UsbReader({ hid }: { hid: Hid }) {
  const t = useText();
  const [names, setNames] = useState<readonly string[]>([]);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    let isGone = false;
    const look = (): void =>
      void hidScannerNames(hid).then(
        (found) => void (!isGone && setNames(found)),
        () => undefined,
      );
    look();
    for (const event of ['connect', 'disconnect', 'gondola-allowed']) hid.addEventListener(event, look);
    return () => {
      isGone = true;
      for (const event of ['connect', 'disconnect', 'gondola-allowed']) hid.removeEventListener(event, look);
    };
  }, [hid]);
  const connect = (): void =>
    void askForHidScanner(hid).then(
      () => setFailed(false),
      () => setFailed(true),
    );
  return (
    <section className="g-card g-card--pad g-readers">
      <h2>
        <Icon of={Usb} /> {t('readers.usb')}
      </h2>
      <p>{t('readers.usb_text')}</p>
      <StatusLine
        tone={failed ? 'stop' : names.length > 0 ? 'good' : 'note'}
        words={
          failed
            ? t('readers.usb_failed')
            : names.length > 0
              ? t('readers.usb_connected', { names: names.join(', ') })
              : t('readers.usb_none')
        }
      />
      <Button icon={Usb} onClick={connect}>
        {t('readers.usb_connect')}
      </Button>
    </section>
  );
}
