// The visit is over: nothing of it is on this tablet any more but what was agreed, under a code that names nobody [AR2].
// Closes by itself, later if somebody asks for time; what arrives meanwhile is no longer said to be on its way.
import Check from 'lucide-react/icons/check';
import './goodbye.css';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { routes } from '#app/routes.ts';
import { ScreenBar } from '#app/screen-bar.tsx';
import { useInstallation, useReadable, useTablet } from '#app/tablet-context.ts';
import { useFormat } from '#app/text/format.ts';
import { useText } from '#app/text/text.ts';
import { Button } from '#app/ui/button.tsx';
import { CodePlate } from '#app/ui/code-plate.tsx';
import { Icon } from '#app/ui/icon.tsx';
import { QrCode } from '#app/ui/qr-code.tsx';
import { TilePattern } from '#app/ui/tile-pattern.tsx';
import { claimCodeShown, claimQrText } from './claim-qr.ts';
import type { Farewell } from './farewell.ts';
import { Rating } from './rating.tsx';

/** Long enough to take a photograph. */
const staysSeconds = 30;
const moreSeconds = 120;
/** Nobody has to hurry while they say how it went. */
const answerSeconds = 60;

export function Goodbye({ farewell, onClose }: { farewell: Farewell; onClose: () => void }) {
  const t = useText();
  const format = useFormat();
  const [, navigate] = useLocation();
  const { zone } = useInstallation();
  const [left, setLeft] = useState(staysSeconds);
  useEffect(() => {
    const tick = setInterval(() => setLeft((seconds) => seconds - 1), 1000);
    return () => clearInterval(tick);
  }, []);
  useEffect(() => {
    if (left <= 0) onClose();
  }, [left, onClose]);
  const { claimCode, held } = farewell;
  const undone = useUndone(farewell);
  const isWiped = useWiped(farewell);
  const stay = useCallback(() => setLeft((seconds) => Math.max(seconds, answerSeconds)), []);
  return (
    <div className="g-bye g-pigment-mata">
      <TilePattern seed="bye" rows={7} />
      <ScreenBar home={null} language={false} />
      <main id="content" tabIndex={-1} className="g-bye__main">
        <span className="g-bye__sign">
          <Icon of={Check} size="l" />
        </span>
        <h1 className="g-poster">{t('visit.end_title')}</h1>
        <p className="g-bye__line" role="status">
          {t(isWiped ? 'visit.end_wiped' : 'visit.end_wiping')}
          {isWiped && farewell.wasOther ? ` ${t('visit.end_reset')}` : null}
        </p>
        <div className="g-bye__cards">
          {farewell.undone > 0 ? (
            <section className="g-bye__card" aria-labelledby="keep">
              <div>
                <h2 id="keep">{t('ticket.title')}</h2>
                <p role="status">{undone > 0 ? t('ticket.waiting', { count: undone }) : t('ticket.all_done')}</p>
                <p>{`${t('ticket.text')} ${t('ticket.photo')}`}</p>
                <CodePlate code={claimCodeShown(claimCode)} />
              </div>
              <div className="g-bye__qr">
                <QrCode text={claimQrText(claimCode)} label={t('ticket.qr', { code: claimCodeShown(claimCode) })} />
              </div>
            </section>
          ) : null}
          {held ? (
            <section className="g-bye__card" aria-labelledby="held">
              <div>
                <h2 id="held">{t('visit.end_goes_on')}</h2>
                <p>{t('visit.end_say_code', { time: format.time(held.untilMs, zone) })}</p>
                <CodePlate code={held.code} />
              </div>
            </section>
          ) : null}
        </div>
      </main>
      <div className="g-bye__foot">
        <Rating ended={farewell.ended} onSign={stay} />
        <div className="g-bye__ways">
          <p className="g-note">{t('visit.end_closes', { count: Math.max(0, left) })}</p>
          <Button onClick={() => setLeft(moreSeconds)}>{t('visit.end_more')}</Button>
          <Button
            onClick={() => {
              onClose();
              navigate(routes.ticket);
            }}
          >
            {t('ticket.have')}
          </Button>
          <Button variant="primary" onClick={onClose}>
            {t('do.close')}
          </Button>
        </div>
      </div>
    </div>
  );
}

/** How many acts of the visit have no end yet. Asked only when this tablet has sent something: a look may be a miss [AR2]. */
function useUndone({ claimCode, undone: atFirst }: Farewell): number {
  const tablet = useTablet();
  const { pending } = useReadable(tablet.status);
  const asked = useRef(pending);
  const [undone, setUndone] = useState(atFirst);
  useEffect(() => {
    if (pending === 0 || pending >= asked.current) return undefined;
    asked.current = pending;
    let gone = false;
    tablet.openClaim(claimCode).then(
      ({ acts }) => !gone && setUndone(acts.filter(({ outcome }) => outcome === null).length),
      () => undefined,
    );
    return () => void (gone = true);
  }, [tablet, claimCode, pending]);
  return pending === 0 ? 0 : undone;
}

/** True once nothing of the visit answers here any more: only then is it said [PR16]. */
function useWiped({ visit, home }: Farewell): boolean {
  const tablet = useTablet();
  const person = useReadable(tablet.person);
  const now = useReadable(tablet.visit);
  const view = useReadable(tablet.view);
  return person === null && now.id !== visit && !view.knows('listItem', home);
}
