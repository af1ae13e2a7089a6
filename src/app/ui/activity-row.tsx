// One act and what became of it: icon, state word, what happened, its code, and the next step in place.
import './activity-row.css';
import type { ReactNode } from 'react';
import { useText } from '#app/text/text.ts';
import { actLooks, type ActState } from './act-state.ts';
import { Well } from './well.tsx';

export interface ActivityRowProps {
  state: ActState;
  /** What was asked: "Bota Serra, caramelo 39". */
  title: string;
  /** The state in words with its hour: `t('activity.confirmed', {time})`. */
  stateWords: string;
  /** What happened. */
  line?: string | undefined;
  /** Four signs that prove the act: "7F3K". */
  code: string;
  /** The row is about something that has a name of its own. */
  codeHidden?: boolean;
  /** Next steps: `<Button variant="primary">`, `<Button>`, `<Button variant="plain">`. */
  children?: ReactNode;
}

export function ActivityRow({ state, title, stateWords, line, code, codeHidden = false, children }: ActivityRowProps) {
  const t = useText();
  const [tone, icon] = actLooks[state];
  return (
    <li className="g-activity" data-state={state} data-code={code}>
      <Well tone={tone} icon={icon} />
      <div className="g-activity__words">
        <p className="g-row-title">{title}</p>
        <p className="g-activity__line">
          <b className={`g-activity__state g-activity__state--${tone}`}>{stateWords}</b>
          {line ? ` ${line}` : null}
        </p>
        {children ? <div className="g-activity__steps">{children}</div> : null}
      </div>
      {codeHidden ? null : (
        <p className="g-code" aria-label={t('code.label', { code: [...code].join(' ') })} role="img">
          {code}
        </p>
      )}
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
