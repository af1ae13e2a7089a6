// The camera's picture between brackets, one hint at a time; the brackets close on the code when it is read.
import './viewfinder.css';
import ArrowDown from 'lucide-react/icons/arrow-down';
import ArrowUp from 'lucide-react/icons/arrow-up';
import Check from 'lucide-react/icons/check';
import Hand from 'lucide-react/icons/hand';
import RotateCw from 'lucide-react/icons/rotate-cw';
import Sun from 'lucide-react/icons/sun';
import type { ReactNode } from 'react';
import { useText } from '#app/text/text.ts';
import { Icon } from './icon.tsx';
import { names } from './names.ts';

export type ScanHint = 'closer' | 'farther' | 'light' | 'steady' | 'tilt';

const icons = { closer: ArrowUp, farther: ArrowDown, light: Sun, steady: Hand, tilt: RotateCw } as const;

export interface ViewfinderProps {
  /** The element that holds the video; it fills the lens. */
  children?: ReactNode;
  /** `<AppBar>` over the picture. */
  bar?: ReactNode;
  hint?: ScanHint | null;
  /** True for the moment after a code was read. */
  read?: boolean;
  /** Brackets are hidden when there is no picture (camera off): show a message instead of children. */
  brackets?: boolean;
}

export function Viewfinder({ children, bar, hint = null, read = false, brackets = true }: ViewfinderProps) {
  const t = useText();
  return (
    <section className={names('g-lens', read && 'g-lens--read')}>
      <div className="g-lens__video">{children}</div>
      {bar}
      {brackets ? (
        <div className="g-lens__brackets" aria-hidden="true">
          {[0, 1, 2, 3].map((corner) => (
            <svg key={corner} viewBox="0 0 76 72">
              <path d="M4 68V36A32 32 0 0 1 36 4H72" />
            </svg>
          ))}
        </div>
      ) : null}
      <div className="g-lens__hint" role="status">
        {read ? (
          <p className="g-hint">
            <Icon of={Check} />
            {t('scan.read')}
          </p>
        ) : hint ? (
          <p className="g-hint">
            <Icon of={icons[hint]} />
            {t(`scan.${hint}`)}
          </p>
        ) : null}
      </div>
    </section>
  );
}
