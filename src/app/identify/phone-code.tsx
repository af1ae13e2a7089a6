// The code for one's own phone: asked for while the screen is open, renewed at its end, gone while there is no network.
// Promise: this tablet hears of the newest code only, so each stays for its whole time, and none for longer.
import { useEffect, useState } from 'react';
import { useReadable, useTablet } from '#app/tablet-context.ts';
import { useText } from '#app/text/text.ts';
import { QrCode } from '#app/ui/qr-code.tsx';

interface Code {
  text: string;
  endsMs: number;
}

/** The shop had no code to give, with the network there; or the clocks differ by so much that a code seems over. */
const askAgainMs = 10_000;

/** How long until the next one is asked for. */
const untilNextMs = (code: Code | null, nowMs: number): number =>
  code === null ? askAgainMs : Math.max(askAgainMs, code.endsMs - nowMs);

/** `isBusy`: a pass is being checked, or somebody is here: nobody needs another way in. */
export function PhoneCode({ isBusy }: { isBusy: boolean }) {
  const t = useText();
  const tablet = useTablet();
  const { link } = useReadable(tablet.status);
  const [code, setCode] = useState<Code | null>(null);
  const [isMissing, setMissing] = useState(false);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let gone = false;
    if (isBusy) return undefined;
    const ask = async () => {
      const found = await tablet.joinCode().catch(() => null);
      if (gone) return;
      setCode(found);
      setMissing(found === null);
      timer = setTimeout(() => void ask(), untilNextMs(found, tablet.now()));
    };
    void ask();
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [tablet, link, isBusy]);
  const shown = link === 'offline' ? null : code;
  return (
    <section className="g-hello__phone" aria-labelledby="by-phone">
      <div className="g-hello__qr">
        {shown ? <QrCode text={shown.text} label={t('identify.phone_qr')} /> : <span className="g-hello__slot" />}
      </div>
      <div>
        <h2 id="by-phone">{t('identify.phone_title')}</h2>
        <p role="status">
          {t(
            shown
              ? 'identify.phone_line'
              : isMissing || link === 'offline'
                ? 'identify.phone_offline'
                : 'identify.phone_wait',
          )}
        </p>
      </div>
    </section>
  );
}
