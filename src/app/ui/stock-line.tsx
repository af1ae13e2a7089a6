// Where it is and how many: one line per place, with the age of its number. Lines stand together in a `StockList`.
import './stock-line.css';
import CircleQuestionMark from 'lucide-react/icons/circle-question-mark';
import CloudOff from 'lucide-react/icons/cloud-off';
import EyeOff from 'lucide-react/icons/eye-off';
import HandGrab from 'lucide-react/icons/hand-grab';
import MapPin from 'lucide-react/icons/map-pin';
import PackageCheck from 'lucide-react/icons/package-check';
import Store from 'lucide-react/icons/store';
import Truck from 'lucide-react/icons/truck';
import type { ReactNode } from 'react';
import { Icon } from './icon.tsx';
import { names } from './names.ts';
import { Well } from './well.tsx';

/** here · last (amber) · none · stale (amber: "Havia 3 às 10:42") · hidden (no number) · online · elsewhere (another store) · unknown (online without a number) · ask. */
export type StockState = 'here' | 'last' | 'none' | 'stale' | 'hidden' | 'online' | 'elsewhere' | 'unknown' | 'ask';

const looks = {
  here: ['good', Store],
  last: ['stale', Store],
  none: ['plain', Store],
  stale: ['stale', Store],
  hidden: ['plain', EyeOff],
  online: ['note', Truck],
  elsewhere: ['note', MapPin],
  unknown: ['plain', CloudOff],
  ask: ['note', PackageCheck],
} as const;

/** How likely a unit is really there: words to read, and the percent for checks that read it back; null: it is doubtful. */
export interface HandPromise {
  words: string;
  percent: number | null;
}

export interface StockLineProps {
  state: StockState;
  /** What is so: "3 pares do 39 aqui". Words: `stock.*`. */
  title: string;
  /** Where, or what happens then: "Corredor 4, prateleira 2". */
  line?: string | undefined;
  promise?: HandPromise | undefined;
  /** `<FreshnessChip>` or a button. */
  end?: ReactNode;
  /** The place the line speaks of and the number it paints, for tests and checks that read back what people see. */
  testId?: string;
  available?: number;
}

export function StockLine({ state, title, line, promise, end, testId, available }: StockLineProps) {
  const [tone, icon] = looks[state];
  return (
    <li className="g-stock" data-state={state} data-testid={testId} data-available={available} data-said="">
      <Well tone={tone} icon={icon} />
      <div className="g-stock__words">
        <p className="g-stock__title">{title}</p>
        {line ? <p className="g-stock__line">{line}</p> : null}
        {promise ? (
          <p
            className={names('g-stock__promise', promise.percent === null && 'g-stock__promise--doubt')}
            data-testid="hand-promise"
            data-percent={promise.percent}
          >
            <Icon of={promise.percent === null ? CircleQuestionMark : HandGrab} size="s" />
            {promise.words}
          </p>
        ) : null}
      </div>
      {end ? <div className="g-stock__end">{end}</div> : null}
    </li>
  );
}

export function StockList({ children, label }: { children: ReactNode; label?: string }) {
  return (
    <ul className="g-card g-stocks" aria-label={label}>
      {children}
    </ul>
  );
}
