// The small ground that an icon stands on in rows: tone and sign together, never colour alone.
import './well.css';
import { Icon, type IconType } from './icon.tsx';
import { names } from './names.ts';

export interface WellProps {
  tone: 'good' | 'stale' | 'stop' | 'note' | 'plain';
  icon: IconType;
  /** Beside a picture or a heading of two lines. */
  big?: boolean;
}

export function Well({ tone, icon, big = false }: WellProps) {
  return (
    <span className={names('g-well', `g-well--${tone}`, big && 'g-well--big')}>
      <Icon of={icon} />
    </span>
  );
}
