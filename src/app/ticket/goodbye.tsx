// The visit is over: nothing of it is on this tablet any more but what was agreed, under a code that names nobody [AR2].
// Closes by itself, later if somebody asks for time; what arrives meanwhile is no longer said to be on its way.
import Check from 'lucide-react/icons/check';
import './goodbye.css';
import { useEffect, useRef, useState } from 'react';
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
import type { Activity } from '#sync/tablet-port.ts';
import { claimCodeShown, claimQrText } from './claim-qr.ts';

export interface Farewell {
  claimCode: string;
  /** Acts that go on without their person. */
  undone: number;
  /** The hold that is fetched first. */
  held: { code: string; untilMs: number } | null;
}

/** null: everything is done and nothing waits; then nobody has to keep anything. */
export function farewellOf(claimCode: string, activities: readonly Activity[], nowMs: number): Farewell | null {
  const undone = activities.filter(({ outcome }) => outcome === null).length;
  const released = new Set(activities.map(({ open }) => (open as { holdId?: string } | null)?.holdId));
  const [held] = activities
    .flatMap(({ id, kind, code, outcome }) => {
      const untilMs = outcome?.result['untilMs'];
      return kind === 'hold' && typeof untilMs === 'number' && untilMs > nowMs && !released.has(id)
        ? [{ code, untilMs }]
        : [];
    })
    .toSorted((a, b) => a.untilMs - b.untilMs);
  return undone > 0 || held ? { claimCode, undone, held: held ?? null } : null;
}

/** Long enough to take a photograph. */
const staysSeconds = 30;
const moreSeconds = 120;

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
  return (
    <div className="g-bye g-pigment-mata">
      <TilePattern seed="bye" rows={7} />
      <ScreenBar home={null} language={false} />
      <main id="content" tabIndex={-1} className="g-bye__main">
        <span className="g-bye__sign">
          <Icon of={Check} size="l" />
        </span>
        <h1 className="g-poster">{t('visit.end_title')}</h1>
        <p className="g-bye__line">{t('visit.end_wiped')}</p>
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
