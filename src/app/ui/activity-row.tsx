// One act and what became of it: icon, state word, what happened, its code, and the next step in place.
import './activity-row.css';
import CircleCheck from 'lucide-react/icons/circle-check';
import CircleX from 'lucide-react/icons/circle-x';
import Clock from 'lucide-react/icons/clock';
import Scale from 'lucide-react/icons/scale';
import Send from 'lucide-react/icons/send';
import Split from 'lucide-react/icons/split';
import type { ReactNode } from 'react';
import { useText } from '#app/text/text.ts';
import { Icon } from './icon.tsx';

export type ActivityState = 'queued' | 'sent' | 'confirmed' | 'adjusted' | 'refused' | 'choice';

const looks = {
  queued: ['plain', Clock],
  sent: ['plain', Send],
  confirmed: ['good', CircleCheck],
  adjusted: ['note', Scale],
  refused: ['stop', CircleX],
  choice: ['stale', Split],
} as const;

export interface ActivityRowProps {
  state: ActivityState;
  /** What was asked: "Bota Serra, caramelo 39". */
  title: string;
  /** The state in words with its hour: `t('activity.confirmed', {time})`. */
  stateWords: string;
  /** What happened. */
  line?: string | undefined;
  /** Four signs that prove the act: "7F3K". */
  code: string;
  /** Next steps: `<Button variant="primary">`, `<Button>`, `<Button variant="plain">`. */
  children?: ReactNode;
}

export function ActivityRow({ state, title, stateWords, line, code, children }: ActivityRowProps) {
  const t = useText();
  const [tone, icon] = looks[state];
  return (
    <li className="g-activity" data-state={state} data-code={code}>
      <span className={`g-well g-well--${tone}`}>
        <Icon of={icon} />
      </span>
      <div className="g-activity__words">
        <p className="g-row-title">{title}</p>
        <p className="g-activity__line">
          <b className={`g-activity__state g-activity__state--${tone}`}>{stateWords}</b>
          {line ? ` ${line}` : null}
        </p>
        {children ? <div className="g-activity__steps">{children}</div> : null}
      </div>
      <p className="g-code" aria-label={t('code.label', { code: [...code].join(' ') })} role="img">
        {code}
      </p>
    </li>
  );
}

export function ActivityList({ children, label }: { children: ReactNode; label: string }) {
  return (
    <ul className="g-card g-activities" aria-label={label}>
      {children}
    </ul>
  );
}
