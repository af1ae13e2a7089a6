// News that stays until it is no longer true: no toast ever vanishes with it. Said politely to readers.
import './status-line.css';
import { Icon, type IconType } from './icon.tsx';

/** Keep it mounted and change `words`; '' shows nothing but keeps the place for readers. */
export function StatusLine({
  words,
  icon,
  tone = 'note',
}: {
  words: string;
  icon?: IconType;
  tone?: 'good' | 'stale' | 'stop' | 'note';
}) {
  return (
    <div role="status" className={words ? `g-status g-status--${tone}` : 'g-status'}>
      {words ? (
        <>
          {icon ? <Icon of={icon} size="s" /> : null}
          <span>{words}</span>
        </>
      ) : null}
    </div>
  );
}
