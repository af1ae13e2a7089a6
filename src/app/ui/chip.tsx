// A short state: icon, word and ground together, never colour alone.
import './chip.css';
import type { ReactNode } from 'react';
import { Icon, type IconType } from './icon.tsx';

export interface ChipProps {
  tone?: 'good' | 'stale' | 'stop' | 'note' | 'plain';
  icon?: IconType;
  children: ReactNode;
}

export function Chip({ tone = 'plain', icon, children }: ChipProps) {
  return (
    <span className={`g-chip g-chip--${tone}`}>
      {icon ? <Icon of={icon} size="s" /> : null}
      <span>{children}</span>
    </span>
  );
}
