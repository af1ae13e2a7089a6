// Who is here, by first name only, and "Terminar": visible as long as somebody is identified.
import './visit-bar.css';
import User from 'lucide-react/icons/user';
import { useText } from '#app/text/text.ts';
import { Icon } from './icon.tsx';

/** Give it to `<AppBar>` as a child. `firstName` null: a visit without a name; only the button shows. */
export interface VisitBarProps {
  firstName: string | null;
  /** What is known of them here; leave out and the name is no button. */
  onName?: () => void;
  onEnd: () => void;
}

export function VisitBar({ firstName, onName, onEnd }: VisitBarProps) {
  const t = useText();
  return (
    <div className="g-visit" role="group" aria-label={firstName ? t('bar.visit', { name: firstName }) : undefined}>
      {firstName && onName ? (
        <button
          type="button"
          className="g-visit__who"
          aria-label={t('bar.visit_data', { name: firstName })}
          onClick={onName}
        >
          <Icon of={User} size="s" />
          <span className="g-visit__name">{firstName}</span>
        </button>
      ) : firstName ? (
        <>
          <Icon of={User} size="s" />
          <span className="g-visit__name">{firstName}</span>
        </>
      ) : null}
      <button type="button" className="g-visit__end" onClick={onEnd}>
        {t('bar.visit_end')}
      </button>
    </div>
  );
}
