// "Ainda está aqui?": how long is left in a number and a ring, and two ways on. Any touch outside goes on too.
import './idle-sheet.css';
import { useText } from '#app/text/text.ts';
import { Button } from './button.tsx';
import { Sheet, SheetActions } from './sheet.tsx';

export interface IdleSheetProps {
  open: boolean;
  secondsLeft: number;
  /** Seconds the warning began with; the ring starts full. */
  secondsTotal: number;
  onStay: () => void;
  onEnd: () => void;
  onAccessibility: () => void;
}

export function IdleSheet({ open, secondsLeft, secondsTotal, onStay, onEnd, onAccessibility }: IdleSheetProps) {
  const t = useText();
  return (
    <Sheet open={open} onClose={onStay} onAccessibility={onAccessibility} title={t('visit.idle_title')} titleHidden>
      <div className="g-idle">
        <CountdownRing left={secondsLeft} total={secondsTotal} />
        <div>
          <p className="g-idle__title">{t('visit.idle_title')}</p>
          <p className="g-idle__text">{t('visit.idle_text', { count: secondsLeft })}</p>
        </div>
      </div>
      <SheetActions>
        <Button onClick={onEnd}>{t('visit.idle_end')}</Button>
        <Button variant="primary" data-first onClick={onStay}>
          {t('visit.idle_stay')}
        </Button>
      </SheetActions>
    </Sheet>
  );
}

/** A ring that empties in steps of a second; the number is said to readers. */
export function CountdownRing({ left, total }: { left: number; total: number }) {
  const t = useText();
  const part = total > 0 ? Math.max(0, Math.min(1, left / total)) : 0;
  return (
    <div className="g-ring" role="timer" aria-label={t('visit.seconds_left', { count: left })}>
      <svg viewBox="0 0 100 100" aria-hidden="true" focusable="false">
        <circle className="g-ring__ground" cx="50" cy="50" r="44" />
        <circle
          className="g-ring__left"
          cx="50"
          cy="50"
          r="44"
          pathLength="1"
          strokeDasharray={`${part} 1`}
          transform="rotate(-90 50 50)"
        />
      </svg>
      <span aria-hidden="true">{left}</span>
    </div>
  );
}
